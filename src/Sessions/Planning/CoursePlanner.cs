using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Planning;

/// <summary>Compares what is wanted with what is in the ledger.</summary>
public static class CoursePlanner
{
    /// <param name="roster">Null leaves the learners as they are.</param>
    /// <param name="current">Null for a course that was never accepted.</param>
    /// <param name="notify">Whoever was told another word of it is told anew, even of what means the same.</param>
    public static CoursePlan Plan(
        Course wanted, Roster? roster, CourseFacts? current, string tzdbVersion, Instant now, bool notify = false)
    {
        var enrolled = Enrolled(current);
        var learners = roster?.Learners ?? [.. enrolled.Values];
        var planned = PlanLearners(learners, enrolled, Moves(learners, enrolled, current));
        ImmutableArray<PlannedSession> sessions =
        [
            .. PlanWanted(wanted, learners, planned, current, notify, now).Concat(PlanRemoved(wanted, current, now))
                .OrderBy(s => s.Time.Start).ThenBy(s => s.Id.Slug, StringComparer.Ordinal),
        ];
        var changesNothing = current is not null
            && sessions.All(s => s.Actions.IsEmpty)
            && CourseComparison.Same(wanted, current.Accepted)
            && learners.Length == enrolled.Count
            && learners.All(l => enrolled.TryGetValue(l.Email, out var known) && CourseComparison.Same(l, known));

        return new CoursePlan(
            wanted.Id, wanted.Title, wanted.Zone, tzdbVersion,
            CourseWarnings.Of(wanted, learners.Length, current, now), sessions, planned, changesNothing);
    }

    private static Dictionary<EmailAddress, Learner> Enrolled(CourseFacts? current) =>
        (current?.Learners ?? []).Where(l => !l.Left).ToDictionary(l => l.Learner.Email, l => l.Learner);

    private static ImmutableArray<AddressMove> Moves(
        ImmutableArray<Learner> wanted, Dictionary<EmailAddress, Learner> enrolled, CourseFacts? current)
    {
        var known = (current?.Learners ?? []).Select(l => l.Learner.Email).ToHashSet();
        return
        [
            .. AddressMoves.Between(enrolled.Values, wanted, known)
                .Select(move => new AddressMove(enrolled[move.Key].Name, move.Key, move.Value))
                .OrderBy(move => move.From.Key, StringComparer.Ordinal),
        ];
    }

    private static PlannedLearners PlanLearners(
        ImmutableArray<Learner> wanted, Dictionary<EmailAddress, Learner> enrolled, ImmutableArray<AddressMove> moves)
    {
        var addresses = wanted.Select(l => l.Email).ToHashSet();
        return new PlannedLearners(
            wanted.Length,
            [.. wanted.Select(l => l.Email).Where(e => !enrolled.ContainsKey(e))],
            [.. enrolled.Keys.Where(e => !addresses.Contains(e))],
            moves);
    }

    private static IEnumerable<PlannedSession> PlanWanted(
        Course wanted, ImmutableArray<Learner> learners, PlannedLearners planned, CourseFacts? current, bool notify,
        Instant now)
    {
        foreach (var session in wanted.Sessions)
        {
            var facts = current?.Sessions.FirstOrDefault(s => s.Id == session.Id);
            ImmutableArray<string> actions = session.Time.End <= now
                ? []
                :
                [
                    .. MeetingActions(wanted, session, facts),
                    .. InvitationActions(wanted, session, learners, planned.Moved, facts, notify),
                ];
            yield return new PlannedSession(session.Id, session.Title, session.Time, Removed: false, actions);
        }
    }

    private static IEnumerable<string> MeetingActions(Course wanted, CourseSession session, SessionFacts? facts)
    {
        if (facts?.Meeting is not { Cancelled: false } meeting)
        {
            yield return "create meeting";
            yield break;
        }

        if (meeting.Start != session.Time.Start || meeting.End != session.Time.End)
            yield return "move meeting";

        if (facts.Session.Title != session.Title || facts.Course.Title != wanted.Title)
            yield return "rename meeting";
    }

    private static IEnumerable<string> InvitationActions(
        Course wanted, CourseSession session, ImmutableArray<Learner> learners, ImmutableArray<AddressMove> moves,
        SessionFacts? facts, bool notify)
    {
        var told = (facts?.Learners ?? [])
            .Where(l => l.Invitation is { Cancelled: false })
            .GroupBy(l => l.Learner.Email, l => l.Invitation!)
            .ToDictionary(l => l.Key, l => l.Last());
        var moving = moves.Where(m => told.ContainsKey(m.From)).ToList();
        var arriving = moving.Select(m => m.To).ToHashSet();
        var addresses = learners.Select(l => l.Email).ToHashSet();
        var content = facts is null
            ? null
            : InvitationContents.Of(facts with { Course = wanted, Session = session });

        var stale = told.Count(t => addresses.Contains(t.Key) && !Knows(t.Value, content!, notify));
        return Counted(
            ("invite", "learner", addresses.Count(e => !told.ContainsKey(e) && !arriving.Contains(e))),
            ("update", "invitation", stale),
            ("move", "invitation", moving.Count),
            ("cancel", "invitation", told.Keys.Count(e => !addresses.Contains(e)) - moving.Count));
    }

    private static bool Knows(InvitationFacts told, InvitationContent content, bool notify) =>
        notify ? told.Told == content : told.Told.MeansTheSame(content);


    private static IEnumerable<PlannedSession> PlanRemoved(Course wanted, CourseFacts? current, Instant now)
    {
        var kept = wanted.Sessions.Select(s => s.Id).ToHashSet();
        foreach (var facts in (current?.Sessions ?? []).Where(s => !kept.Contains(s.Id)))
        {
            ImmutableArray<string> actions = facts.Time.End <= now ? [] : [.. CancelActions(facts)];

            // What was taken back long ago is no news.
            if (!facts.Removed || !actions.IsEmpty)
                yield return new PlannedSession(facts.Id, facts.Session.Title, facts.Time, Removed: true, actions);
        }
    }

    private static IEnumerable<string> CancelActions(SessionFacts facts)
    {
        var told = facts.Learners.Count(l => l.Invitation is { Cancelled: false });
        IEnumerable<string> meeting = facts.Meeting is { Cancelled: false } ? ["cancel meeting"] : [];
        return meeting.Concat(Counted(("cancel", "invitation", told)));
    }

    private static IEnumerable<string> Counted(params (string Verb, string What, int Count)[] actions) =>
        actions.Where(a => a.Count > 0).Select(a => $"{a.Verb} {a.Count} {a.What}{(a.Count == 1 ? "" : "s")}");
}
