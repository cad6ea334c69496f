using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Sessions.Adapters.Archive;
using Sessions.Adapters.Database;
using Sessions.Adapters.Teams;
using Sessions.Cli.Demo;
using Sessions.Courses;
using Sessions.Hosts.Tests.Cli;
using Sessions.Hosts.Tests.Demo;
using Sessions.Ledger;
using Sessions.Meetings;
using Sessions.Planning;
using Sessions.Recordings;
using Sessions.Simulator;

namespace Sessions.Hosts.Tests.Processes;

/// <summary>
/// A course whose sessions were held yesterday in a simulated tenant, in a ledger on PostgreSQL, and nobody has
/// looked yet for what came of them.
/// </summary>
internal sealed class HeldCourse : IAsyncDisposable
{
    private const string Name = "held";

    private const int Learners = 8;

    private static readonly LocalDate Yesterday = TimeProvider.System.GetCurrentInstant().InUtc().Date.PlusDays(-1);

    private readonly PostgresLedger _ledger;
    private readonly Dictionary<string, string?> _settings;

    private HeldCourse(PostgresLedger ledger, SimulatedTenant tenant, Dictionary<string, string?> archive, int sessions)
    {
        (_ledger, Tenant, Sessions) = (ledger, tenant, sessions);
        _settings = new(archive.Concat(ledger.Settings))
        {
            ["Sessions:PublicUrl"] = "https://sessions.example.org",
            ["Sessions:Links:Key"] = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            ["Sessions:Mail:Directory"] = Home.At("mail"),
            ["Sessions:Teams:Endpoint"] = tenant.BaseAddress.ToString(),
            ["Sessions:Teams:Credential"] = "None",
        };
        _settings.TryAdd("Sessions:Archive:Directory", Home.At("archive"));
    }

    public static CourseId Id { get; } = new(Name);

    public CliHome Home { get; } = new();

    public SimulatedTenant Tenant { get; }

    public int Sessions { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<HeldCourse> HoldAsync(int sessions, Dictionary<string, string?> archive)
    {
        var before = Yesterday.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        var clock = new VirtualClock(before);
        var tenant = await SimulatedTenant.StartAsync(
            new()
            {
                Clock = clock,
                Cast = () => [.. Enumerable.Range(1, Learners)
                    .Select(n => new SimulatedPerson($"Learner Number {n}", Given.Address(n, Name), "en"))],
            },
            Cancel);
        var course = new HeldCourse(await PostgresLedger.CreateAsync(), tenant, archive, sessions);
        await course.HoldAsync(before);
        clock.AdvanceTo(TimeProvider.System.GetCurrentInstant());
        return course;
    }

    public CliCommand StartWorker() => HostProcess.Launch(
        "Sessions.Worker", Home,
        _settings.Select(s => (s.Key.Replace(":", "__", StringComparison.Ordinal), s.Value!)));

    public IEnumerable<PickedUpMail> WatchLinks() =>
        PickedUpMail.ReadAll(Home.At("mail")).Where(m => m.Kind == "watch-link");

    public async Task<T> ReadAsync<T>(Func<ILedger, IArchive, Task<T>> read)
    {
        await using var services = Open();
        return await read(services.GetRequiredService<ILedger>(), services.GetRequiredService<IArchive>());
    }

    /// <summary>Whom the links are for: every learner who missed a session, once for each.</summary>
    public async Task<ImmutableArray<(string Session, string To)>> MissedAsync(ILedger ledger) =>
    [
        .. from session in (await ledger.FindCourseAsync(Id, Cancel))!.Sessions
           from learner in session.Learners
           where Missing.Of(session, learner).IsMissed
           select (session.Session.Title, learner.Learner.Email.Value),
    ];

    public async ValueTask DisposeAsync()
    {
        await Tenant.DisposeAsync();
        await _ledger.DisposeAsync();
        Home.Dispose();
    }

    private async Task HoldAsync(Instant before)
    {
        await using var services = Open();
        await services.GetRequiredService<ILedgerStart>().PrepareAsync(Cancel);
        var ledger = services.GetRequiredService<ILedger>();
        var (course, roster) = Parse();
        await ledger.AcceptAsync(course, roster, [], before, Cancel);
        var meetings = new MeetingSteps(services.GetRequiredService<IMeetingProvider>());
        foreach (var one in course.Sessions)
        {
            await RecordAsync(s => meetings.CreateAsync(s, new CreateMeeting($"tx-{one.Id.Slug}"), Cancel));
            await RecordAsync(s => meetings.FindAsync(s, new FindOnlineMeeting(s.Meeting!), Cancel));
            await RecordAsync(s => meetings.SetOptionsAsync(s, new SetMeetingOptions(s.Meeting!), Cancel));

            async Task RecordAsync(Func<SessionFacts, Task<ImmutableArray<Fact>>> step)
            {
                var session = (await ledger.FindSessionAsync(one.Id, Cancel))!;
                await ledger.RecordAsync(session, await step(session), before, Cancel);
            }
        }
    }

    private (Course Course, Roster Roster) Parse()
    {
        var zones = DateTimeZoneProviders.Tzdb;
        var day = LocalDatePattern.Iso.Format(Yesterday);
        var yaml = Given.Course(
            Name, "Africa/Abidjan", "missed",
            [.. Enumerable.Range(8, Sessions).Select(
                hour => (day, string.Create(CultureInfo.InvariantCulture, $"{hour:D2}:00-{hour:D2}:45")))]);
        return (
            CourseFile.Parse(new("course.yaml", yaml), zones).Required,
            RosterFile.Parse(new("roster.csv", Given.Roster(Learners, Name)), zones).Required);
    }

    private ServiceProvider Open() => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(_settings).Build())
        .AddSingleton(DateTimeZoneProviders.Tzdb)
        .AddLogging()
        .AddLedger()
        .AddArchive()
        .AddTeams()
        .BuildServiceProvider();
}
