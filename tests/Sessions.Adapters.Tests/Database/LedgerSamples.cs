using System.Globalization;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Database;

/// <summary>A course of two sessions, and people for it.</summary>
internal static class LedgerSamples
{
    /// <summary>32 bytes that nobody uses but the tests.</summary>
    public const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    public static CourseId Id { get; } = new("you-are-here");

    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["America/Los_Angeles"];

    public static Instant Now { get; } = Instant.FromUtc(2025, 10, 1, 16, 0);

    public static Roster TwoLearners { get; } = People(
        new Learner(EmailAddress.Parse("Ana.Ruiz@example.org"), "Ana Ruiz", Zone, "es"),
        new Learner(EmailAddress.Parse("ben@example.net"), "Ben", null, null));

    public static SessionId Session(string slug) => new(Id, slug);

    public static Roster People(params Learner[] learners) => new([.. learners]);

    public static Roster People(int count) => new([.. Enumerable.Range(1, count).Select(i => new Learner(
        EmailAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"learner{i}@example.org")),
        string.Create(CultureInfo.InvariantCulture, $"Learner {i}"), null, null))]);

    public static Course Course(params CourseSession[] sessions) => new(
        Id,
        "You are here",
        "Infopeople",
        "Maps, and what they leave out.",
        Zone,
        new LocalDateTime(2025, 10, 14, 9, 0),
        null,
        new Instructor("Becky Russell", EmailAddress.Parse("becky.russell@example.org")),
        [.. sessions.OrderBy(s => s.Time.Start)],
        CoursePolicy.Default with { MissedBelow = 0.75m, Notify = NotifyWhom.Everyone });

    public static Course TwoSessions() => Course(
        Meet("session-1", new LocalDateTime(2025, 10, 22, 10, 0), 75),
        Meet("session-2", new LocalDateTime(2025, 11, 12, 10, 0), 60));

    public static CourseSession Meet(string slug, LocalDateTime start, int minutes)
    {
        var end = start.PlusMinutes(minutes);
        return new CourseSession(Session(slug), $"Interactive {slug}", new SessionTime(
            start, end, Zone, start.InZoneStrictly(Zone).ToInstant(), end.InZoneStrictly(Zone).ToInstant(), "2025b"));
    }

    public static InvitationQueued Invite(SessionFacts session, LearnerId learner, int sequence, bool first) => new(
        learner, ITipMethod.Request, $"{learner}@example.org", sequence, Now, InvitationContents.Of(session), first);

    public static InvitationQueued Uninvite(SessionFacts session, LearnerId learner, int sequence) =>
        Invite(session, learner, sequence, first: false) with { Method = ITipMethod.Cancel };

    public static ArchivedFile File(string blob) =>
        new(blob, 5_000_000_000, new string('a', 64), Now + Duration.FromDays(22));

    public static SessionSummary Summary { get; } =
        new(2, Present: 1, Missed: 1, Unmatched: 0, Recordings: 1, Duration.FromMinutes(70), Captions: true, LinksSent: 1);

    /// <summary>What comes after a session whose recording is <c>source</c>.</summary>
    public static Fact[] LaterFacts(LearnerId learner, Instant at) =>
    [
        new ReplyReceived(learner, ReplyAnswer.CannotCome, ReplySource.Page, at), new CounterReceived(learner),
        new OutdatedReply(learner, ReplyAnswer.CannotCome),
        new JoinerSettled("name:Guest", learner), new AttendanceSet(learner, AttendanceWord.Present),
        new AttendanceAsked(at), new RecordingGivenUp("source", "it is no longer there"),
        new RecordingVerified("source", "3 bytes differ"), new OriginalKept("source", "two match"),
        new OriginalRemoved("source"), new RecordingsPublished(), new RecordingsHidden(),
        new ExpiryTold(learner, at), new RecordingExpired("source"), new SummaryQueued(Summary),
    ];

    public static MeetingCreated Meeting(SessionFacts session) => new(
        "transaction", "event", "ical", "https://teams.example.com/l/1", session.Session.Title, session.Time.Start,
        session.Time.End);
}
