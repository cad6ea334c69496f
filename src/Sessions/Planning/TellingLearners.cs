using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Planning;

/// <summary>Invitations follow from the difference between what is wanted and what was told; so do reminders.</summary>
internal static class TellingLearners
{
    public static IEnumerable<DueStep> Steps(SessionFacts session, Instant now)
    {
        var gone = session.Learners.Where(l => IsGone(l, now)).ToList();
        if (gone.Count > 0)
            yield return new(now, new Uninvite([.. gone]));

        // Nobody is told hours that Teams does not have yet.
        if (!session.MeetingIsAsWanted())
            yield break;

        var content = InvitationContents.Of(session);
        var untold = session.Learners.Where(l => !l.Left && !IsGone(l, now) && !Knows(l, content)).ToList();
        if (untold.Count > 0)
            yield return new(now, new Invite([.. untold], content));

        foreach (var step in Reminders(session, now))
            yield return step;
    }

    // From the roster, or from the address under which the entry still stands.
    private static bool IsGone(LearnerFacts learner, Instant now) =>
        learner.HasEntryAhead(now) && (learner.Left || learner.Invitation!.To != learner.Learner.Email);

    private static bool Knows(LearnerFacts learner, InvitationContent content) =>
        learner.Invitation is { Cancelled: false, TellAnew: false } invitation && invitation.Told.MeansTheSame(content);

    // Late rather than never, never after the start; of several overdue ones the last says it all.
    private static IEnumerable<DueStep> Reminders(SessionFacts session, Instant now)
    {
        if (now >= session.Time.Start)
            yield break;

        var times = session.Course.Policy.Reminders
            .Select(before => (Before: before, At: RemindAt(session.Time, before)))
            .OrderByDescending(r => r.At)
            .ToList();
        var overdue = times.FindIndex(r => r.At <= now);
        foreach (var (before, at) in overdue < 0 ? times : times[..(overdue + 1)])
        {
            var due = session.Learners.Where(l => WantsReminder(session, l, before, at)).ToImmutableArray();
            if (!due.IsEmpty)
                yield return new(at, new Remind(due, before));
        }
    }

    // Who was invited after the reminder's hour knows from the invitation itself; who asked for the recording instead
    // is not asked to join.
    private static bool WantsReminder(SessionFacts session, LearnerFacts learner, Period before, Instant at) =>
        learner is { Left: false, Invitation: { Cancelled: false } invitation }
        && learner.Reply?.Answer is not ReplyAnswer.CannotCome
        && invitation.FirstTold < at
        && !learner.RemindersTold.Contains(session.ReminderKey(before));

    /// <summary>A day before is the same hour by the wall clock; hours and minutes are elapsed time.</summary>
    internal static Instant RemindAt(SessionTime time, Period before)
    {
        var days = new PeriodBuilder
        {
            Years = before.Years,
            Months = before.Months,
            Weeks = before.Weeks,
            Days = before.Days,
        }.Build();
        var elapsed = (before - days).ToDuration();
        return time.LocalStart.Minus(days).InZoneLeniently(time.Zone).ToInstant() - elapsed;
    }
}
