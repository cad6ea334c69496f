using NodaTime;
using Sessions.Adapters.Mail;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Mail;

/// <summary>The real course's first session as the composer writes it.</summary>
internal static class Mails
{
    public static readonly Instant Stamp = Instant.FromUtc(2025, 10, 1, 16, 0);

    public static readonly InvitationContent Content = new(
        "You are here", "Interactive session 1", "De-escalation, for library staff: größer & 人 🎉.",
        Instant.FromUtc(2025, 10, 22, 17, 0), Instant.FromUtc(2025, 10, 22, 18, 15), "America/Los_Angeles",
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%22Tid%22%3a%22a%22%7d",
        "Becky Russell", "becky.russell@example.org");

    public static OutgoingMail Write(
        MessageKind kind, int sequence = 0, string to = "ana.ruiz@example.net", string name = "Ana Ruíz",
        long number = 7, InvitationContent? content = null)
    {
        var learner = new Learner(EmailAddress.Parse(to), name, DateTimeZoneProviders.Tzdb["America/New_York"], null);
        var scheduling = kind is MessageKind.Invitation or MessageKind.Update or MessageKind.Cancellation
            or MessageKind.CounterDeclined;
        var message = new OutboxMessage(
            number, kind, $"{kind}.{sequence}@example.org",
            new SessionId(new CourseId("you-are-here"), "session-1"),
            new LearnerId(Guid.Parse("0198c0de-0000-7000-8000-000000000001")), learner, 0,
            scheduling ? "you-are-here.session-1.0198c0de000070008000000000000001@example.org" : null, sequence,
            Stamp + Duration.FromSeconds(sequence), content ?? Content, null, 0, Doubtful: false)
        {
            ExpiresAt = Stamp + Duration.FromDays(380),
            Summary = new(12, Present: 8, Missed: 3, Unmatched: 2, Recordings: 0, Duration.Zero, Captions: false, LinksSent: 0),
        };
        var links = new LearnerLinks(
            "https://sessions.example.org/l/t", "https://sessions.example.org/l/t/calendar.ics",
            "https://sessions.example.org/watch/t");
        return MailComposer.Compose(message, links, MailIdentity.Instructor, DateTimeZoneProviders.Tzdb);
    }

    public static byte[] Bytes(OutgoingMail mail)
    {
        using var message = MimeWriter.Write(mail);
        return MimeWriter.ToBytes(message);
    }
}
