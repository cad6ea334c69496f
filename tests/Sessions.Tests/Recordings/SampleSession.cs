using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Tests.Recordings;

/// <summary>One session of an hour, with a meeting; recordings are added as a test needs them.</summary>
internal static class SampleSession
{
    public static Instant Start { get; } = Instant.FromUtc(2025, 10, 22, 17, 0);

    public static Instant End { get; } = Start + Duration.FromHours(1);

    public static Instant Now { get; } = End + Duration.FromMinutes(10);

    public static MeetingFacts Meeting { get; } = new(
        "t", "event", "ical", "https://teams.example.com/join", "meeting", OptionsSet: true, "Maps", Start, End,
        Cancelled: false);

    public static RecordingFacts Recording { get; } = new("rec/1=", "corr-1", Start, End, Video: null, Captions: null);

    public static ArchiveVideo Step { get; } = new(Meeting, Recording);

    public static SessionFacts Facts(params RecordingFacts[] recordings)
    {
        var time = new SessionTime(
            Start.InUtc().LocalDateTime, End.InUtc().LocalDateTime, DateTimeZone.Utc, Start, End, "2025b");
        var session = new CourseSession(
            new SessionId(new CourseId("maps"), "session-1"), "<b>../../etc/passwd\r\n</b>", time);
        var course = new Course(
            session.Id.Course, "Maps", Provider: null, Description: null, DateTimeZone.Utc, Starts: null, Ends: null,
            new Instructor("Ada", EmailAddress.Parse("ada@example.org")), [session], CoursePolicy.Default);
        return new SessionFacts(
            course, session, Removed: false, Meeting, [], StartNoted: true, EndNoted: true, Attendance: null,
            SearchFacts.None, [.. recordings], Version: 1);
    }
}
