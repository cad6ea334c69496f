using MimeKit;
using NodaTime;
using NodaTime.Text;
using Sessions.Adapters.Tests.Replies;
using Sessions.Hosts.Tests.Demo;

namespace Sessions.Hosts.Tests.Replies;

/// <summary>What a learner's calendar mails back to the organizer of an invitation (RFC 5546 3.2.3, 3.2.7).</summary>
internal static class MailedAnswer
{
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <param name="partStat">ACCEPTED, TENTATIVE or DECLINED.</param>
    public static byte[] Reply(PickedUpMail invitation, string partStat) =>
        Mail(invitation, "REPLY", partStat, invitation.Start);

    public static byte[] Counter(PickedUpMail invitation, Duration later) =>
        Mail(invitation, "COUNTER", "TENTATIVE", invitation.Start + later);

    private static byte[] Mail(PickedUpMail invitation, string method, string partStat, Instant start)
    {
        var (entry, organizer) = (invitation.Entry, invitation.Entry.Organizer!.Value!.AbsoluteUri);
        var calendar = new TextPart("calendar")
        {
            Text =
                $"""
                BEGIN:VCALENDAR
                PRODID:-//A learner's calendar//EN
                VERSION:2.0
                METHOD:{method}
                BEGIN:VEVENT
                UID:{entry.Uid}
                SEQUENCE:{entry.Sequence}
                DTSTAMP:{Utc.Format(SystemClock.Instance.GetCurrentInstant())}
                DTSTART:{Utc.Format(start)}
                ORGANIZER:{organizer}
                ATTENDEE;PARTSTAT={partStat}:mailto:{invitation.To}
                SUMMARY:{partStat}
                END:VEVENT
                END:VCALENDAR
                """,
        };
        calendar.ContentType.Parameters["method"] = method;
        return AnswerMails.Mail(
            $"{Guid.NewGuid():n}@example.net", AnswerMails.Nested(calendar), invitation.To,
            organizer["mailto:".Length..]);
    }
}
