using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;
using Sessions.Adapters.Database;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Database;

/// <summary>An empty database of its own for each test, on one of the two engines.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    private readonly List<ServiceProvider> _hosts = [];

    public abstract string Provider { get; }

    public abstract string ConnectionString { get; }

    public static TestDatabase Sqlite() => new SqliteTestDatabase();

    public static async Task<TestDatabase> PostgresAsync() => await PostgresTestDatabase.CreateAsync();

    /// <summary>A host on this database, prepared; each has its own pool.</summary>
    /// <param name="connection">Another way into it.</param>
    public async Task<TestHost> StartAsync(IAgendaSignal? signal = null, string? connection = null)
    {
        var services = Services(Provider, connection ?? ConnectionString);
        if (signal is not null)
            services.AddSingleton(signal);

        var host = services.AddLedger().BuildServiceProvider(validateScopes: true);
        _hosts.Add(host);
        await host.GetRequiredService<ILedgerStart>().PrepareAsync(TestContext.Current.CancellationToken);
        return new TestHost(host);
    }

    /// <summary>What every host brings along by itself.</summary>
    public static IServiceCollection Services(
        string provider, string? connectionString, string? key = LedgerSamples.Key)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Sessions:Database:Provider"] = provider,
            ["Sessions:Links:Key"] = key,
        };
        if (connectionString is not null)
            settings["Sessions:Database:ConnectionString"] = connectionString;

        return new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton<ILoggerFactory>(CountingLoggers.Shared)
            .AddSingleton(DateTimeZoneProviders.Tzdb);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();

        await DropAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask DropAsync();
}

/// <summary>One host's ports.</summary>
public sealed class TestHost(ServiceProvider services) : IAsyncDisposable
{
    public ILedger Ledger { get; } = services.GetRequiredService<ILedger>();

    public ILedgerMark Mark { get; } = services.GetRequiredService<ILedgerMark>();

    public IOutbox Outbox { get; } = services.GetRequiredService<IOutbox>();

    public IAgenda Agenda { get; } = services.GetRequiredService<IAgenda>();

    public IAgendaSignal Signal { get; } = services.GetRequiredService<IAgendaSignal>();

    public LinkKey LinkKey { get; } = services.GetRequiredService<LinkKey>();

    public IInboxBook Inbox { get; } = services.GetRequiredService<IInboxBook>();

    public ISubscriptionBook Subscriptions { get; } = services.GetRequiredService<ISubscriptionBook>();

    public IWatchLog WatchLog { get; } = services.GetRequiredService<IWatchLog>();

    internal LedgerDatabase Database { get; } = services.GetRequiredService<LedgerDatabase>();

    public async Task<SessionFacts> SessionAsync(string slug = "session-1") =>
        await Ledger.FindSessionAsync(LedgerSamples.Session(slug), TestContext.Current.CancellationToken)
        ?? throw new InvalidOperationException($"no {slug}");

    public async Task RecordAsync(string slug, Instant now, params Fact[] facts) => await Ledger.RecordAsync(
        await SessionAsync(slug), facts, now, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}

internal sealed class SqliteTestDatabase : TestDatabase
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ledger-");

    public override string Provider => "sqlite";

    public override string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "ledger.db")}";

    protected override ValueTask DropAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

internal sealed class PostgresTestDatabase : TestDatabase
{
    private const string Variable = "SESSIONS_TEST_POSTGRES";

    private readonly string _server;
    private readonly string _name;

    private PostgresTestDatabase(string server, string name)
    {
        (_server, _name) = (server, name);
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ToString();
    }

    public override string Provider => "Postgres";

    public override string ConnectionString { get; }

    public static async Task<PostgresTestDatabase> CreateAsync()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        Assert.False(
            string.IsNullOrEmpty(server),
            $"{Variable} is not set: it names a PostgreSQL server on which databases may be made, like " +
            "Host=127.0.0.1;Port=5432;Username=postgres");
        var name = $"ledger_{Guid.NewGuid():n}";
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        return new PostgresTestDatabase(server, name);
    }

    protected override async ValueTask DropAsync()
    {
        await using (var pool = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(pool);

        await ExecuteAsync(_server, $"DROP DATABASE {_name} WITH (FORCE)");
    }

    private static async Task ExecuteAsync(string server, string statement)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }
}
