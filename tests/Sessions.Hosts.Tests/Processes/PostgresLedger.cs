using Npgsql;

namespace Sessions.Hosts.Tests.Processes;

/// <summary>A database of its own on the test server, gone afterwards.</summary>
internal sealed class PostgresLedger : IAsyncDisposable
{
    private readonly string _name = $"ledger_{Guid.NewGuid():n}";

    private PostgresLedger()
    {
    }

    public Dictionary<string, string?> Settings => new()
    {
        ["Sessions:Database:Provider"] = "Postgres",
        ["Sessions:Database:ConnectionString"] =
            new NpgsqlConnectionStringBuilder(Server) { Database = _name, MaxPoolSize = 20 }.ToString(),
    };

    private static string Server => Environment.GetEnvironmentVariable("SESSIONS_TEST_POSTGRES")
        ?? throw new InvalidOperationException("SESSIONS_TEST_POSTGRES is not set; tests/run sets it");

    public static async Task<PostgresLedger> CreateAsync()
    {
        var ledger = new PostgresLedger();
        await ExecuteAsync($"CREATE DATABASE {ledger._name}");
        return ledger;
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync($"DROP DATABASE {_name} WITH (FORCE)");

    private static async Task ExecuteAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create(Server);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
