using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Web.Api;

/// <summary>What the instructor says, as facts; or the first thing in it that cannot be.</summary>
internal sealed record AttendanceWords(ImmutableArray<Fact> Facts, string? Wrong)
{
    public static AttendanceWords Read(SessionFacts session, AttendanceRequest request, Instant now)
    {
        if (now < session.Time.End)
            return new([], $"{session.Id} is not over: who came can be said from its end on.");

        ImmutableArray<AttendanceWords> said =
        [
            .. (request.Set ?? []).Select(word => Set(session, word)),
            .. (request.Match ?? []).Select(joiner => Match(session, joiner)),
        ];
        return new([.. said.SelectMany(s => s.Facts)], said.FirstOrDefault(s => s.Wrong is not null)?.Wrong);
    }

    private static AttendanceWords Set(SessionFacts session, AttendanceWordRequest said)
    {
        if (Learner(session, said.Learner) is not { } learner)
            return NotOnTheRoster(said.Learner);

        return said.Word switch
        {
            "present" => One(new AttendanceSet(learner, AttendanceWord.Present)),
            "missed" => One(new AttendanceSet(learner, AttendanceWord.Missed)),
            "auto" => One(new AttendanceSet(learner, null)),
            _ => new([], $"'{said.Word}' is not present, missed or auto."),
        };
    }

    private static AttendanceWords Match(SessionFacts session, JoinerRequest said)
    {
        LearnerId? learner = null;
        if (said.Learner is { } address)
        {
            learner = Learner(session, address);
            if (learner is null)
                return NotOnTheRoster(address);
        }

        var keys = Keys(session, said.Joiner);
        return keys.Length switch
        {
            0 => new([], $"Nobody who joined {session.Id} is called '{said.Joiner}': 'sessions attendance {session.Id}' lists them."),
            1 => One(new JoinerSettled(keys[0], learner)),
            _ => new([], $"'{said.Joiner}' can be several: say which by {string.Join(" or ", keys.Select(k => $"'{k}'"))}."),
        };
    }

    // Whom nobody knows yet, by what the list shows of them; whom somebody settled, to settle them otherwise.
    private static ImmutableArray<string> Keys(SessionFacts session, string joiner)
    {
        ImmutableArray<UnmatchedJoiner> unmatched = session.Attendance?.Unmatched ?? [];
        var keys = unmatched.Select(u => u.Key).Concat(session.Settled.Keys).Distinct(StringComparer.Ordinal).ToList();
        if (keys.Contains(joiner, StringComparer.Ordinal))
            return [joiner];

        var shown = unmatched.Where(u => Same(u.DisplayName, joiner) || Same(u.Email, joiner)).Select(u => u.Key);
        return [.. shown.Concat(keys.Where(k => Same(k, $"name:{joiner}") || Same(k, $"mail:{joiner}")))
            .Distinct(StringComparer.Ordinal)];
    }

    private static bool Same(string? a, string b) => string.Equals(a?.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);

    private static LearnerId? Learner(SessionFacts session, string address) =>
        EmailAddress.TryParse(address) is { } email
            ? session.Learners.FirstOrDefault(l => !l.Left && l.Learner.Email == email)?.Id
            : null;

    private static AttendanceWords NotOnTheRoster(string address) =>
        new([], $"Nobody on the roster has the address '{address}'.");

    private static AttendanceWords One(Fact fact) => new([fact], null);
}
