using System.Collections.Immutable;
using NodaTime;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Invitations;

/// <summary>
/// What is recorded when learners are invited, told of a change, cancelled or reminded. The mails follow from the
/// facts, in the same transaction.
/// </summary>
public static class InvitationStep
{
    /// <summary>One fact per learner: the first entry, a changed one, or one that stands again after a cancellation.</summary>
    public static ImmutableArray<Fact> Invite(SessionFacts session, Invite step, Instant now) =>
        [.. step.Learners.Select(learner => Next(session, learner, ITipMethod.Request, step.Content, now))];

    /// <summary>Nothing for learners who have no entry, or none any more.</summary>
    public static ImmutableArray<Fact> Uninvite(SessionFacts session, Uninvite step, Instant now) =>
    [
        .. step.Learners
            .Where(learner => learner.Invitation is { Cancelled: false })
            .Select(learner => Next(session, learner, ITipMethod.Cancel, learner.Invitation!.Told, now)),
    ];

    public static ImmutableArray<Fact> Remind(Remind step) =>
        [.. step.Learners.Select(learner => new ReminderQueued(learner.Id, step.Before))];

    /// <summary>
    /// The identity of a learner's entry, fixed by the first invitation: whatever changes later, even the
    /// instructor's address, the stored one stays.
    /// </summary>
    public static string UidFor(SessionFacts session, LearnerFacts learner) =>
        $"{session.Id.Course}.{session.Id.Slug}.{learner.Id}@{session.Course.Instructor.Email.Domain}";

    private static InvitationQueued Next(
        SessionFacts session, LearnerFacts learner, ITipMethod method, InvitationContent content, Instant now) =>
        learner.Invitation is { } told
            ? new InvitationQueued(
                learner.Id, method, told.Uid, told.Sequence + 1, After(told.Stamp, now), content,
                First: method is ITipMethod.Request && told.To != learner.Learner.Email)
            : new InvitationQueued(
                learner.Id, method, UidFor(session, learner), 0, WholeSecond(now), content, First: true);

    // DTSTAMP has whole seconds, and two messages with equal ones are the same to a calendar (RFC 5546 2.1.5).
    private static Instant After(Instant previous, Instant now)
    {
        var (earliest, wanted) = (WholeSecond(previous) + Duration.FromSeconds(1), WholeSecond(now));
        return wanted < earliest ? earliest : wanted;
    }

    private static Instant WholeSecond(Instant instant) =>
        Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());
}
