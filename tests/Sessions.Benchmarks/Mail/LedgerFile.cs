using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Sessions.Adapters.Database;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;
using Sessions.Worker;

namespace Sessions.Benchmarks.Mail;

/// <summary>A worker on a ledger of its own in an SQLite file, and the invitations in it.</summary>
internal static class LedgerFile
{
    private const int MostLearners = 10_000;

    /// <summary>The worker as it runs in production, but for its own scheduler: looks are asked for by hand.</summary>
    /// <param name="port">The mail server's; 0 to write into the folder <c>mail</c> instead.</param>
    /// <param name="post">Takes the mail in place of the settings' post office.</param>
    /// <param name="clock">The system's if not given.</param>
    /// <param name="replace">What else stands in place of the worker's own.</param>
    public static IHost Open(
        string folder, int port, int connections, IPostOffice? post = null, TimeProvider? clock = null,
        Action<IServiceCollection>? replace = null) => WorkerHost.Build(
        [], clock ?? TimeProvider.System, host =>
        {
            host.Logging.ClearProviders();
            host.Configuration.AddInMemoryCollection(Settings(folder, port, connections));
        },
        services =>
        {
            if (post is not null)
                services.AddSingleton(post);
            replace?.Invoke(services);
        });

    /// <summary>Courses of at most 10,000 learners, with one invitation each in the outbox.</summary>
    public static async Task FillAsync(string folder, int messages)
    {
        using var host = Open(folder, port: 0, connections: 1);
        await host.Services.GetRequiredService<ILedgerStart>().PrepareAsync(CancellationToken.None);
        var ledger = host.Services.GetRequiredService<ILedger>();
        for (var filled = 0; filled < messages; filled += MostLearners)
            await FillAsync(ledger, filled, int.Min(MostLearners, messages - filled));
    }

    private static Dictionary<string, string?> Settings(string folder, int port, int connections) =>
        new(StringComparer.Ordinal)
        {
            ["Sessions:PublicUrl"] = "https://sessions.example.org",
            ["Sessions:Database:Provider"] = "Sqlite",
            ["Sessions:Database:ConnectionString"] = $"Data Source={Path.Combine(folder, "ledger.db")}",
            ["Sessions:Links:Key"] = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            ["Sessions:Teams:Endpoint"] = "http://127.0.0.1:9/v1.0",
            ["Sessions:Teams:Credential"] = "None",
            ["Sessions:Archive:Directory"] = Path.Combine(folder, "archive"),
            ["Sessions:Mail:Transport"] = port == 0 ? "Pickup" : "Smtp",
            ["Sessions:Mail:Directory"] = Path.Combine(folder, "mail"),
            ["Sessions:Mail:Host"] = "127.0.0.1",
            ["Sessions:Mail:Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["Sessions:Mail:Security"] = "None",
            ["Sessions:Mail:Connections"] = connections.ToString(CultureInfo.InvariantCulture),
        };

    private static async Task FillAsync(ILedger ledger, int from, int count)
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        var course = Course(string.Create(CultureInfo.InvariantCulture, $"course-{from}"), now);
        await ledger.AcceptAsync(course, Roster(from, count), [], now, CancellationToken.None);
        var id = course.Sessions[0].Id;
        await ledger.RecordAsync(await FindAsync(ledger, id), [Meeting(course.Sessions[0])], now, CancellationToken.None);
        var session = await FindAsync(ledger, id);
        var content = InvitationContents.Of(session);
        await ledger.RecordAsync(
            session,
            [
                .. session.Learners.Select(learner => new InvitationQueued(
                    learner.Id, ITipMethod.Request, $"{id.Slug}.{learner.Id}@example.org", 0, now, content, First: true)),
            ],
            now, CancellationToken.None);
    }

    private static async Task<SessionFacts> FindAsync(ILedger ledger, SessionId id) =>
        await ledger.FindSessionAsync(id, CancellationToken.None) ?? throw new InvalidOperationException($"no {id}");

    private static MeetingCreated Meeting(CourseSession session) => new(
        "transaction", "event", "ical", "https://teams.microsoft.com/l/meetup-join/19%3ameeting_TheRealOnesAreAbout" +
        "ThisLong%40thread.v2/0?context=%7b%22Tid%22%3a%22a%22%2c%22Oid%22%3a%22b%22%7d",
        session.Title, session.Time.Start, session.Time.End);

    private static Course Course(string slug, Instant now)
    {
        var zone = DateTimeZoneProviders.Tzdb["America/Los_Angeles"];
        var start = now.InUtc().Date.PlusDays(30).At(new LocalTime(10, 0));
        var end = start.PlusMinutes(75);
        var id = new SessionId(new CourseId(slug), "session-1");
        var time = new SessionTime(
            start, end, zone, start.InZoneLeniently(zone).ToInstant(), end.InZoneLeniently(zone).ToInstant(), "2025b");
        return new Course(
            id.Course, "You are here", "Infopeople", "De-escalation for library staff, in two live sessions.", zone,
            null, null, new Instructor("Becky Russell", EmailAddress.Parse("becky.russell@example.org")),
            [new CourseSession(id, "Interactive session 1", time)], CoursePolicy.Default);
    }

    private static Roster Roster(int from, int count)
    {
        var zone = DateTimeZoneProviders.Tzdb["America/New_York"];
        return new(
        [
            .. Enumerable.Range(from, count).Select(i => new Learner(
                EmailAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"learner{i}@example.net")),
                string.Create(CultureInfo.InvariantCulture, $"Ana Ruíz {i}"), zone, i % 4 == 0 ? "es" : null)),
        ]);
    }
}
