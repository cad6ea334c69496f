using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Planning;

/// <summary>The meeting is made in steps that each stand alone, and follows the wanted hours.</summary>
public static class KeepingMeeting
{
    internal static IEnumerable<DueStep> Steps(SessionFacts session, Instant now)
    {
        if (session.Meeting is not { Cancelled: false } meeting)
        {
            yield return new(now, new CreateMeeting(TransactionId(session)));
            yield break;
        }

        if (!session.MeetingIsAsWanted())
            yield return new(now, new UpdateMeeting(meeting));
        if (meeting.OnlineMeetingId is null)
            yield return new(now, new FindOnlineMeeting(meeting));
        else if (!meeting.OptionsSet)
            yield return new(now, new SetMeetingOptions(meeting));
    }

    internal static bool MeetingIsAsWanted(this SessionFacts session) =>
        session.Meeting is { Cancelled: false } meeting
        && meeting.Start == session.Time.Start && meeting.End == session.Time.End
        && meeting.Subject == session.Subject();

    /// <summary>The heading of the event on the organizer's calendar.</summary>
    public static string Subject(this SessionFacts session) => $"{session.Course.Title}: {session.Session.Title}";

    // The same for every attempt at one meeting, another for the one that follows a cancelled one.
    private static string TransactionId(SessionFacts session) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{session.Id}\n{session.Meeting?.TransactionId}")).AsSpan(0, 16))
            .ToString();
}
