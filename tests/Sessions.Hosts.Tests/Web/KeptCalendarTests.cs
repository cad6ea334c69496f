using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using Sessions.Adapters.Database;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Web;

namespace Sessions.Hosts.Tests.Web;

/// <summary>The web host on a real database, into which another host writes: nothing it keeps outlives a change.</summary>
public abstract class KeptCalendarTests : IAsyncLifetime
{
    private static readonly Instant Now = Instant.FromUtc(2025, 10, 1, 16, 0);

    private static readonly string LinkKeyText = Convert.ToBase64String(new byte[LinkToken.KeyLength]);

    private readonly HttpClient _client = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected abstract (string Provider, string Connection) Database { get; }

    public async ValueTask InitializeAsync() => await CreateAsync();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await DropAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual ValueTask CreateAsync() => ValueTask.CompletedTask;

    protected abstract ValueTask DropAsync();

    [Fact]
    public async Task A_revoked_link_opens_nothing_at_once_and_a_told_change_is_there_at_once()
    {
        await using var worker = await WorkerAsync();
        var ledger = worker.GetRequiredService<ILedger>();
        var learner = await InviteAsync(ledger, sequence: 0, first: true);
        await using var web = WebHost.Build([], builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Configuration.AddInMemoryCollection(Settings());
        });
        await web.Services.GetRequiredService<ILedgerStart>().PrepareAsync(Cancel);
        await web.StartAsync(Cancel);
        _client.BaseAddress = new Uri(web.Urls.Single());
        var (old, fresh) = (Feed(worker, learner.Id, 0), Feed(worker, learner.Id, 1));
        var first = await FeedAsync(old);
        Assert.Contains("SEQUENCE:0", first);
        Assert.Equal(first, await FeedAsync(old));

        await InviteAsync(ledger, sequence: 1, first: false);
        Assert.Contains("SEQUENCE:1", await FeedAsync(old));

        await ledger.RevokeLinksAsync(World.CourseId, learner.Learner.Email, Now, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(old, Cancel)).StatusCode);
        Assert.Contains("SEQUENCE:1", await FeedAsync(fresh));

        // More than a week ago: what is cancelled is shown no longer.
        await ledger.CancelAsync(World.CourseId, "session-1", Now, Cancel);
        Assert.DoesNotContain("BEGIN:VEVENT", await FeedAsync(fresh));
    }

    private static string Feed(IServiceProvider worker, LearnerId learner, int generation) =>
        $"/l/{worker.GetRequiredService<LinkKey>().PageToken(World.CourseId, learner, generation)}/calendar.ics";

    private Task<string> FeedAsync(string path) => _client.GetStringAsync(path, Cancel);

    private async Task<ServiceProvider> WorkerAsync()
    {
        var worker = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Settings()).Build())
            .AddSingleton(DateTimeZoneProviders.Tzdb)
            .AddLedger()
            .BuildServiceProvider();
        await worker.GetRequiredService<ILedgerStart>().PrepareAsync(Cancel);
        var ledger = worker.GetRequiredService<ILedger>();
        var ada = new Learner(EmailAddress.Parse("ada@example.net"), "Ada Hart", null, null);
        await ledger.AcceptAsync(new World().Course, new Roster([ada]), [], Now, Cancel);
        return worker;
    }

    private static async Task<LearnerFacts> InviteAsync(ILedger ledger, int sequence, bool first)
    {
        var session = (await ledger.FindSessionAsync(World.Session1, Cancel))!;
        var learner = session.Learners[0];
        await ledger.RecordAsync(
            session,
            [
                new InvitationQueued(
                    learner.Id, ITipMethod.Request, "ada@example.org", sequence, Now + Duration.FromHours(sequence),
                    InvitationContents.Of(session), first),
            ],
            Now, Cancel);
        return learner;
    }

    private Dictionary<string, string?> Settings() => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Sessions:Database:Provider"] = Database.Provider,
        ["Sessions:Database:ConnectionString"] = Database.Connection,
        ["Sessions:Links:Key"] = LinkKeyText,
        ["Sessions:Api:Authentication"] = "Key",
        ["Sessions:Api:Key"] = WebApp.ApiKey,
        ["Sessions:Archive:Provider"] = "Files",
        ["Sessions:Archive:Directory"] = Path.GetTempPath(),
        ["Logging:LogLevel:Default"] = "Warning",
    };
}

public sealed class SqliteKeptCalendarTests : KeptCalendarTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kept-");

    private protected override (string Provider, string Connection) Database =>
        ("Sqlite", $"Data Source={Path.Combine(_folder.FullName, "ledger.db")};Pooling=False");

    protected override ValueTask DropAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

[Trait("Service", "Postgres")]
public sealed class PostgresKeptCalendarTests : KeptCalendarTests
{
    private readonly string _name = $"kept_{Guid.NewGuid():n}";

    private protected override (string Provider, string Connection) Database => ("Postgres",
        new NpgsqlConnectionStringBuilder(Server) { Database = _name, Pooling = false }.ToString());

    private static string Server => Environment.GetEnvironmentVariable("SESSIONS_TEST_POSTGRES")
        ?? throw new InvalidOperationException("SESSIONS_TEST_POSTGRES is not set; tests/run sets it");

    protected override async ValueTask CreateAsync() => await ExecuteAsync($"CREATE DATABASE {_name}");

    protected override async ValueTask DropAsync() => await ExecuteAsync($"DROP DATABASE {_name} WITH (FORCE)");

    private static async Task ExecuteAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create(Server);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
