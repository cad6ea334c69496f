using System.Collections.Immutable;
using Sessions.Courses;

namespace Sessions.Planning;

/// <summary>
/// Tells a learner whose address changed from one who left while another joined. A roster says neither; the one
/// trace is the name. Only a name that is borne by exactly one who is gone and exactly one who is new counts.
/// </summary>
public static class AddressMoves
{
    /// <param name="enrolled">Who is on the roster that stands.</param>
    /// <param name="listed">Who is on the new one.</param>
    /// <param name="known">Every address that was ever on a roster of the course: who comes back under one of them is
    /// the learner it was.</param>
    /// <returns>From the old address to the new.</returns>
    public static ImmutableDictionary<EmailAddress, EmailAddress> Between(
        IReadOnlyCollection<Learner> enrolled, IReadOnlyCollection<Learner> listed, IReadOnlySet<EmailAddress> known)
    {
        var stays = listed.Select(l => l.Email).ToHashSet();
        var gone = OnlyBearers(enrolled.Where(l => !stays.Contains(l.Email)));
        var arrived = OnlyBearers(listed.Where(l => !known.Contains(l.Email)));
        return gone.Where(g => arrived.ContainsKey(g.Key)).ToImmutableDictionary(g => g.Value, g => arrived[g.Key]);
    }

    private static Dictionary<string, EmailAddress> OnlyBearers(IEnumerable<Learner> learners) => learners
        .GroupBy(l => l.Name.Trim(), l => l.Email, StringComparer.OrdinalIgnoreCase)
        .Where(name => name.Key.Length > 0 && name.Count() == 1)
        .ToDictionary(name => name.Key, name => name.Single(), StringComparer.OrdinalIgnoreCase);
}
