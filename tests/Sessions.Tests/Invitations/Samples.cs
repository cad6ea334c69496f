using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Tests.Invitations;

/// <summary>The real course's first session, and one learner of it.</summary>
internal static class Samples
{
    public const string Join =
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%22Tid%22%3a%22a%22%7d";

    public const string Uid = "you-are-here.session-1.0198c0de000070008000000000000001@example.org";

    public static readonly IDateTimeZoneProvider Zones = DateTimeZoneProviders.Tzdb;

    public static readonly DateTimeZone LosAngeles = Zones["America/Los_Angeles"];

    public static readonly LearnerId AnaId = new(Guid.Parse("0198c0de-0000-7000-8000-000000000001"));

    public static readonly Instant Stamp = Instant.FromUtc(2025, 10, 1, 16, 0);

    public static readonly Mailbox Becky = new("Becky Russell", "becky.russell@example.org");

    public static readonly Mailbox Ana = new("Ana Ruiz", "ana.ruiz@example.net");

    public static readonly LearnerLinks Links = new(
        "https://sessions.example.org/l/token", "https://sessions.example.org/l/token/calendar.ics",
        "https://sessions.example.org/watch/token");

    public static readonly InvitationContent First = Content(
        "Interactive session 1", new LocalDateTime(2025, 10, 22, 10, 0), Duration.FromMinutes(75));

    public static readonly InvitationContent Second = Content(
        "Interactive session 2", new LocalDateTime(2025, 11, 12, 10, 0), Duration.FromMinutes(60));

    public static InvitationContent Content(string title, LocalDateTime start, Duration length)
    {
        var from = start.InZoneStrictly(LosAngeles).ToInstant();
        return new InvitationContent(
            "You are here", title, "De-escalation and communication for library staff.", from, from + length,
            LosAngeles.Id, Join, Becky.Name, Becky.Address);
    }

    public static CalendarPart Entry(
        ITipMethod method, InvitationContent? content = null, int sequence = 0, Mailbox? attendee = null) =>
        InvitationCalendar.Write(method, Uid, sequence, Stamp, content ?? First, Becky, attendee ?? Ana, Zones);

    public static OutboxMessage Message(
        MessageKind kind, InvitationContent? content = null, Learner? learner = null, Instant? stamp = null) => new(
        7, kind, "abc@example.org", new SessionId(new CourseId("you-are-here"), "session-1"), AnaId,
        learner ?? Learner(), 0,
        kind is MessageKind.Invitation or MessageKind.Update or MessageKind.Cancellation or MessageKind.CounterDeclined
            ? Uid
            : null,
        0, stamp ?? Stamp, content ?? First, kind == MessageKind.Reminder ? Period.FromDays(1) : null, 0,
        Doubtful: false)
        {
            ExpiresAt = kind == MessageKind.Expiring ? Instant.FromUtc(2026, 10, 22, 19, 30) : null,
            Summary = kind == MessageKind.Summary ? Summary : null,
        };

    public static SessionSummary Summary { get; } = new(
        12, Present: 8, Missed: 3, Unmatched: 2, Recordings: 2, Duration.FromMinutes(74), Captions: true, LinksSent: 3);

    public static Learner Learner(string? zone = null, string? language = null, string name = "Ana Ruiz") => new(
        EmailAddress.Parse(Ana.Address), name, zone is null ? null : Zones[zone], language);

    public static OutgoingMail Mail(OutboxMessage message) =>
        MailComposer.Compose(message, Links, MailIdentity.Instructor, Zones);

    public static SessionFacts Session(params ImmutableArray<LearnerFacts> learners)
    {
        var course = new Course(
            new CourseId("you-are-here"), First.CourseTitle, "Infopeople", First.Description, LosAngeles, null, null,
            new Instructor(Becky.Name, EmailAddress.Parse(Becky.Address)), [], CoursePolicy.Default);
        var time = new SessionTime(
            new LocalDateTime(2025, 10, 22, 10, 0), new LocalDateTime(2025, 10, 22, 11, 15), LosAngeles, First.Start,
            First.End, "2026f");
        return new SessionFacts(
            course, new CourseSession(new SessionId(course.Id, "session-1"), First.SessionTitle, time), Removed: false,
            Meeting: null, learners, StartNoted: false, EndNoted: false, Attendance: null, SearchFacts.None, [], 1);
    }

    public static LearnerFacts Facts(InvitationFacts? invitation) => new(
        AnaId, Learner(), Left: false, 0, invitation, [], Presence: null, WatchLinkTold: false);
}
