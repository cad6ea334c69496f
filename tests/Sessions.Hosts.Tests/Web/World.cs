using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Web;

/// <summary>The real course with two learners, in collections that a test may change.</summary>
public sealed class World
{
    public const string Yaml = """
        course: you-are-here
        title: You are here
        provider: Infopeople
        description: De-escalation and communication for library staff.
        timezone: America/Los_Angeles
        starts: 2025-10-14 09:00
        ends: 2025-11-10 12:00
        instructor: { name: Becky Russell, email: becky.russell@example.org }
        sessions:
          - id: session-1
            title: Interactive session 1
            date: 2025-10-22
            time: 10:00-11:15
          - id: session-2
            title: Interactive session 2
            date: 2025-11-12
            time: 10:00-11:00
        """;

    public static readonly CourseId CourseId = new("you-are-here");

    public static readonly SessionId Session1 = new(CourseId, "session-1");

    public static readonly SessionId Session2 = new(CourseId, "session-2");

    private static readonly LearnerId Ada = new(new Guid("11111111-2222-3333-4444-555555555555"));

    private static readonly IDateTimeZoneProvider Zones = DateTimeZoneProviders.Tzdb;

    public World(DateTimeZone? zone = null, string? yaml = null, string? language = null)
    {
        WatchLog = new InMemoryWatchLog(this);
        Course = CourseFile.Parse(new("course.yaml", yaml ?? Yaml), Zones).Required;
        Learner = new(Ada, new(EmailAddress.Parse("ada@example.net"), "Ada Hart", zone, language), false, 1);
        var facts = Course.Sessions.Select(session => Facts(Course, session, Learner));
        Ledger.Courses[Course.Id] = new(Course, [Learner], [.. facts]);
        PageToken = Key.PageToken(Course.Id, Learner.Id, Learner.LinkGeneration);
        Ledger.Links[LinkToken.Hash(PageToken)] = new(Course.Id, Learner.Id, null);
        foreach (var session in Course.Sessions)
            Ledger.Links[LinkToken.Hash(WatchToken(session.Id))] = new(Course.Id, Learner.Id, session.Id.Slug);
    }

    public InMemoryLedger Ledger { get; } = new();

    public InMemoryOutbox Outbox { get; } = new();

    public InMemoryAgenda Agenda { get; } = new();

    public InMemoryInboxBook Inbox { get; } = new();

    public InMemoryArchive Archive { get; } = new();

    public InMemorySubscriptionBook Subscriptions { get; } = new();

    /// <summary>Whether <see cref="Archive"/> stands in for the one that the settings name.</summary>
    public bool KeepsArchive { get; init; } = true;

    /// <summary>How long a video's address opens it; null for what holds in production.</summary>
    public Duration? AddressLife { get; init; }

    /// <summary>The host's clock; <see cref="Time"/> unless real services are to agree with it.</summary>
    public TimeProvider Clock { get => field ?? Time; init; }

    public InMemoryWatchLog WatchLog { get; }

    /// <summary>A week before the first session, unless a test says otherwise.</summary>
    public FixedTime Time { get; } = new(Instant.FromUtc(2025, 10, 15, 12, 0));

    public LinkKey Key { get; } = new(Encoding.UTF8.GetBytes(new string('k', LinkToken.KeyLength)));

    public Course Course { get; }

    public EnrolledLearner Learner { get; private set; }

    public string PageToken { get; }

    public string WatchToken(SessionId session) => Key.WatchToken(session, Learner.Id, Learner.LinkGeneration);

    public void Change(SessionId id, Func<SessionFacts, SessionFacts> change)
    {
        var facts = Ledger.Courses[CourseId];
        Ledger.Courses[CourseId] = facts with
        {
            Sessions = [.. facts.Sessions.Select(session => session.Id == id ? change(session) : session)],
        };
    }

    public void Leave()
    {
        Learner = Learner with { Left = true };
        var facts = Ledger.Courses[CourseId];
        Ledger.Courses[CourseId] = facts with { Learners = [Learner] };
        foreach (var session in facts.Sessions)
            Change(session.Id, s => s with { Learners = [.. s.Learners.Select(l => l with { Left = true })] });
    }

    /// <summary>Archives a recording of the session, with captions unless they are null.</summary>
    public ArchivedFile AddRecording(SessionId session, byte[] video, string? vtt, int minute = 0, Duration? length = null)
    {
        var start = Ledger.Courses[CourseId].Sessions.Single(s => s.Id == session).Time.Start;
        var file = Store($"{session}/video-{minute}.mp4", video, start);
        var captions = vtt is null
            ? null
            : Store($"{session}/captions-{minute}.vtt", Encoding.UTF8.GetBytes(vtt), start);
        var from = start + Duration.FromMinutes(minute);
        var recording = new RecordingFacts(
            $"rec-{minute}", null, from, from + (length ?? Duration.FromMinutes(30)), file, captions);
        Change(session, s => s with { EndNoted = true, Recordings = s.Recordings.Add(recording) });
        return file;
    }

    /// <summary>The recordings' time is over: they were deleted.</summary>
    public void Expire(SessionId session, Instant at) => Change(session, s => s with
    {
        Recordings = [.. s.Recordings.Select(r => r with { ExpiredAt = at })],
    });

    private ArchivedFile Store(string name, byte[] bytes, Instant at)
    {
        Archive.Blobs[name] = bytes;
        return new(name, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), at);
    }

    private static SessionFacts Facts(Course course, CourseSession session, EnrolledLearner learner)
    {
        var meeting = new MeetingFacts(
            "t", "e", "i", $"https://teams.example.com/l/meetup-join/{session.Id.Slug}?p=a%20b&c=d", "o",
            OptionsSet: true, session.Title, session.Time.Start, session.Time.End, Cancelled: false);
        var bare = new SessionFacts(
            course, session, Removed: false, meeting, [], StartNoted: false, EndNoted: false, null,
            SearchFacts.None, [], Version: 1);
        var stamp = Instant.FromUtc(2025, 10, 1, 8, 0);
        var told = new InvitationFacts(
            $"{session.Id.Slug}-ada@example.org", 0, stamp, InvitationContents.Of(bare), Cancelled: false, stamp,
            learner.Learner.Email);
        return bare with
        {
            Learners =
            [
                new LearnerFacts(
                    learner.Id, learner.Learner, learner.Left, learner.LinkGeneration, told, [], null,
                    WatchLinkTold: false),
            ],
        };
    }
}
