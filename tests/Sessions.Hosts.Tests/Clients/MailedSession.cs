using NodaTime;
using NodaTime.Text;
using Sessions.Adapters.Mail;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Clients;

/// <summary>One session of one learner, mailed as the worker mails it.</summary>
internal sealed class MailedSession(string slug)
{
    public const string Organizer = "becky.russell@example.org";

    public const string Join = "https://teams.example.org/l/meetup-join/19%3ameeting%40thread.v2/0?context=%7b%22a%22%7d";

    /// <summary>The real course's first session.</summary>
    public static readonly Instant Start = Instant.FromUtc(2025, 10, 22, 17, 0);

    public static readonly Duration Length = Duration.FromMinutes(75);

    private static readonly InstantPattern UtcPattern =
        InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

    private static readonly Instant Stamp = Instant.FromUtc(2025, 10, 1, 16, 0);

    public string Uid { get; } = $"you-are-here.{slug}.0198c0de000070008000000000000001@example.org";

    public string Title { get; init; } = "Interactive session 1";

    /// <summary>As a learner's calendar has it.</summary>
    public static string Iso(Instant instant) => UtcPattern.Format(instant);

    public byte[] Write(MessageKind kind, int sequence, Instant start)
    {
        var content = new InvitationContent(
            "You are here", Title, "De-escalation, for library staff: größer & 人 🎉.", start, start + Length,
            "America/Los_Angeles", Join, "Becky Russell", Organizer);
        var learner = new Learner(EmailAddress.Parse(Thunderbird.Address), "Ana Ruíz", null, null);
        var message = new OutboxMessage(
            1, kind, $"{slug}.{kind}.{sequence}@example.org", new SessionId(new CourseId("you-are-here"), slug),
            new LearnerId(Guid.Parse("0198c0de-0000-7000-8000-000000000001")), learner, 0, Uid, sequence,
            Stamp + Duration.FromSeconds(sequence), content, null, 0, Doubtful: false);
        var links = new LearnerLinks(
            "https://sessions.example.org/l/t", "https://sessions.example.org/l/t/calendar.ics", Watch: null);
        using var mime = MimeWriter.Write(
            MailComposer.Compose(message, links, MailIdentity.Instructor, DateTimeZoneProviders.Tzdb));
        return MimeWriter.ToBytes(mime);
    }
}
