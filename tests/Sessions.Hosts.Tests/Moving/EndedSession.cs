using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Sessions.Adapters.Archive;
using Sessions.Adapters.Database;
using Sessions.Courses;
using Sessions.Hosts.Tests.Cli;
using Sessions.Hosts.Tests.Demo;
using Sessions.Ledger;
using Sessions.Recordings;
using Sessions.Tests.Recordings;

namespace Sessions.Hosts.Tests.Moving;

/// <summary>
/// A session that ended yesterday, in a ledger of its own, whose recording nobody has looked for yet; and what must
/// have come of it in the end.
/// </summary>
internal sealed class EndedSession : IAsyncDisposable
{
    public const int Learners = 3;

    private static readonly LocalDate Yesterday =
        TimeProvider.System.GetCurrentInstant().InUtc().Date.PlusDays(-1);

    private static readonly SessionId Id = SessionId.TryParse("ended/s1")!.Value;

    private readonly byte[] _film;
    private readonly Dictionary<string, string?> _settings;

    private EndedSession(byte[] film, GraphStub graph, Dictionary<string, string?> settings)
    {
        (_film, Graph) = (film, graph);
        _settings = new(settings)
        {
            ["Sessions:PublicUrl"] = "https://sessions.example.org",
            ["Sessions:Links:Key"] = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            ["Sessions:Mail:Directory"] = Mail,
            ["Sessions:Teams:Endpoint"] = graph.Endpoint.ToString(),
            ["Sessions:Teams:Credential"] = "None",
        };
        _settings.TryAdd("Sessions:Database:ConnectionString", $"Data Source={Home.At("sessions.db")}");
        _settings.TryAdd("Sessions:Teams:IdleTimeout", "PT3S");
        _settings.TryAdd("Sessions:Archive:Directory", ArchiveFolder);
    }

    public static string Began => Stamp(10, 1);

    public static string Ended => Stamp(10, 59);

    public CliHome Home { get; } = new();

    public GraphStub Graph { get; }

    public IReadOnlyDictionary<string, string?> Settings => _settings;

    public string ArchiveFolder => Home.At("archive");

    /// <summary>The name of the only recording there can be.</summary>
    public string BlobName { get; } = BlobNames.Video(
        Id, new(GraphStub.RecordingId, "corr-1", InstantPattern.ExtendedIso.Parse(Began).Value, default, null, null));

    private string Mail => Home.At("mail");

    /// <param name="settings">Of the archive, and of whatever else is not to be a file in the home folder.</param>
    public static async Task<EndedSession> PrepareAsync(
        int filmLength, Dictionary<string, string?> settings, bool ranges = true)
    {
        var film = SampleVideo.Of(filmLength);
        var session = new EndedSession(film, await GraphStub.StartAsync(film, ranges), settings);
        await session.AcceptAsync();
        return session;
    }

    /// <summary>One that was killed may have left a mail twice, in files that differ in the moment they begin with.</summary>
    public int WatchLinks() => Directory.Exists(Mail)
        ? Directory.GetFiles(Mail, "*-watch-link-*.eml").DistinctBy(file => Path.GetFileName(file).Split('-')[1]).Count()
        : 0;

    /// <summary>Archived once, whole, and each learner told once; nothing may have the ledger open any more.</summary>
    /// <param name="lateBlocks">Somebody staged blocks after the commit.</param>
    public async Task AssertMovedOnceAsync(bool lateBlocks = false)
    {
        await using var services = Open();
        var archive = services.GetRequiredService<IArchive>();
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(_film)),
            (await FileDigest.ReadAsync(archive, BlobName, Cancel)).Sha256);
        Assert.True(lateBlocks || (await archive.ListStagedAsync(BlobName, Cancel)).IsEmpty);

        var ledger = services.GetRequiredService<ILedger>();
        var recording = Assert.Single((await ledger.FindSessionAsync(Id, Cancel))!.Recordings);
        var fixity = await new RecordingCheck(archive).CheckVideoAsync(recording.SourceId, recording.Video!, Cancel);
        Assert.Empty(fixity.Problems);

        var history = await ledger.ReadHistoryAsync(Id.Course, null, null, Cancel);
        Assert.Single(history, h => h.Event == "recording.archived");
        // One that was killed may not have come to noting the last.
        Assert.InRange(history.Count(h => h.Event == "watch-link.sent"), 0, Learners);
        var mails = PickedUpMail.ReadAll(Mail).Where(m => m.Kind == "watch-link").DistinctBy(m => m.MessageId);
        Assert.Equal(
            Enumerable.Range(1, Learners).Select(n => Given.Address(n, "ended")),
            mails.Select(m => m.To).Order(StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await Graph.DisposeAsync();
        Home.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task AcceptAsync()
    {
        await using var services = Open();
        await services.GetRequiredService<ILedgerStart>().PrepareAsync(Cancel);
        var ledger = services.GetRequiredService<ILedger>();
        var zones = DateTimeZoneProviders.Tzdb;
        var yaml = Given.Course(
            "ended", "Africa/Abidjan", "everyone", (LocalDatePattern.Iso.Format(Yesterday), "10:00-11:00"));
        var course = CourseFile.Parse(new("course.yaml", yaml), zones).Required;
        var roster = RosterFile.Parse(new("roster.csv", Given.Roster(Learners, "ended")), zones).Required;
        var (start, end) = (At(10), At(11));
        var before = start - Duration.FromDays(7);

        await ledger.AcceptAsync(course, roster, [], before, Cancel);
        var session = (await ledger.FindSessionAsync(Id, Cancel))!;
        await ledger.RecordAsync(
            session,
            [
                new MeetingCreated("tx", "event", "ical", "https://teams.example.com/join", "Session 1", start, end),
                new OnlineMeetingFound("meeting"), new MeetingOptionsSet(),
            ],
            before, Cancel);
    }

    private ServiceProvider Open() => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(_settings).Build())
        .AddSingleton(DateTimeZoneProviders.Tzdb)
        .AddLedger()
        .AddArchive()
        .BuildServiceProvider();

    private static Instant At(int hour) => Yesterday.At(new LocalTime(hour, 0)).InUtc().ToInstant();

    private static string Stamp(int hour, int minute) => string.Create(
        CultureInfo.InvariantCulture, $"{LocalDatePattern.Iso.Format(Yesterday)}T{hour:D2}:{minute:D2}:00Z");
}
