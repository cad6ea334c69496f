using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Recordings;

/// <summary>
/// Which subscriptions there should be: two for each organizer with a session from a day before its start until
/// recordings are no longer waited for. Graph announces a transcript only to who subscribed before it began.
/// </summary>
public static class SubscriptionPlanner
{
    /// <summary>What is asked for; Graph gives three days at most.</summary>
    public static Duration Life { get; } = Duration.FromHours(70);

    private static readonly Duration Ahead = Duration.FromDays(1);

    private static readonly Duration RenewBefore = Duration.FromDays(1);

    // Courses that are accepted meanwhile tell nobody here.
    private static readonly Duration LookEvery = Duration.FromHours(1);

    /// <param name="follow">How long after its end a session's recording is waited for.</param>
    /// <param name="reachable">Whether Graph can call us; if not, there should be none.</param>
    /// <param name="asked">Somebody wants them looked at: each is renewed, which shows whether it still stands.</param>
    public static SubscriptionPlan Plan(
        IReadOnlyCollection<SessionFacts> sessions, IReadOnlyCollection<Subscription> kept, Duration follow,
        bool reachable, bool asked, Instant now)
    {
        var wanted = reachable ? Wanted(sessions, follow, now) : [];
        var standing = kept.Where(one => one.ExpiresAt > now && Stands(one, wanted))
            .DistinctBy(one => (one.Organizer, one.Resource)).ToImmutableArray();
        return new(
            [.. wanted.Where(pair => standing.All(one => Pair(one) != pair))],
            [.. standing.Where(one => asked || one.ExpiresAt - now <= RenewBefore)],
            [.. kept.Except(standing)],
            reachable ? Next(standing, now) : null);
    }

    private static ImmutableArray<(EmailAddress, Announced)> Wanted(
        IReadOnlyCollection<SessionFacts> sessions, Duration follow, Instant now) =>
    [
        .. from organizer in sessions
               .Where(s => s is { Removed: false, Meeting.Cancelled: false })
               .Where(s => now >= s.Time.Start - Ahead && now < s.Time.End + follow)
               .Select(s => s.Course.Instructor.Email).Distinct()
           from what in Enum.GetValues<Announced>()
           select (organizer, what),
    ];

    private static bool Stands(Subscription one, ImmutableArray<(EmailAddress, Announced)> wanted) =>
        Pair(one) is { } pair && wanted.Contains(pair);

    private static (EmailAddress, Announced)? Pair(Subscription one) =>
        Enum.TryParse<Announced>(one.Resource, out var what) ? (one.Organizer, what) : null;

    private static Instant Next(ImmutableArray<Subscription> standing, Instant now) =>
        standing.Select(one => one.ExpiresAt - RenewBefore).Where(at => at > now).Append(now + LookEvery).Min();
}

/// <param name="Needless">Not wanted any more, expired, or not ours: to be ended.</param>
/// <param name="Next">When to look again; null when nothing will be wanted unless something is asked for.</param>
public sealed record SubscriptionPlan(
    ImmutableArray<(EmailAddress Organizer, Announced What)> Missing,
    ImmutableArray<Subscription> Renewable,
    ImmutableArray<Subscription> Needless,
    Instant? Next);
