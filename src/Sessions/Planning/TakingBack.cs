using NodaTime;
using Sessions.Ledger;

namespace Sessions.Planning;

/// <summary>A session that is no longer in the course file: the meeting and every calendar entry go.</summary>
internal static class TakingBack
{
    public static IEnumerable<DueStep> Steps(SessionFacts session, Instant now)
    {
        if (session.Meeting is { Cancelled: false } meeting && now < meeting.End)
            yield return new(now, new CancelMeeting(meeting));

        var invited = session.Learners.Where(l => l.HasEntryAhead(now)).ToList();
        if (invited.Count > 0)
            yield return new(now, new Uninvite([.. invited]));
    }

    /// <summary>Whether the learner's calendar holds an entry that is not over yet.</summary>
    public static bool HasEntryAhead(this LearnerFacts learner, Instant now) =>
        learner.Invitation is { Cancelled: false } invitation && now < invitation.Told.End;
}
