using Azure.Core;
using Npgsql;
using Sessions.Adapters.Database;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Database;

/// <summary>Who a host is on PostgreSQL, and what it may do there.</summary>
[Trait("Service", "Postgres")]
public sealed class PostgresIdentityTests : IAsyncLifetime
{
    private const string Password = "only-rows-1";

    private readonly string _role = $"web_{Guid.NewGuid():n}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestDatabase Database { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.PostgresAsync();
        await ExecuteAsync(
            $"""
            CREATE ROLE {_role} LOGIN PASSWORD '{Password}';
            REVOKE ALL ON SCHEMA public FROM public;
            GRANT USAGE ON SCHEMA public TO {_role};
            ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {_role};
            ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {_role};
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync($"DROP OWNED BY {_role}; DROP ROLE {_role}");
        await Database.DisposeAsync();
    }

    [Fact]
    public async Task Who_may_only_change_rows_works_on_tables_that_the_worker_made()
    {
        await Database.StartAsync();

        var web = await Database.StartAsync(connection: AsRole().ToString());

        await web.Ledger.AcceptAsync(
            LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners, [], LedgerSamples.Now, Cancel);
        Assert.Equal([LedgerSamples.Id], await web.Ledger.ListCoursesAsync(Cancel));
    }

    [Fact]
    public async Task Before_the_worker_made_the_tables_it_is_told_what_to_do()
    {
        var fault = await Assert.ThrowsAsync<OutsideFaultException>(
            () => Database.StartAsync(connection: AsRole().ToString()));

        Assert.Equal(FaultKind.Transient, fault.Kind);
        Assert.Contains("start the worker", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_opens_the_database_where_there_is_no_password()
    {
        var credential = new OneToken(Password);
        var connection = AsRole();
        connection.Password = null;

        await using var source = PostgresSource.Build(connection.ToString(), credential);
        await using var opened = await source.OpenConnectionAsync(Cancel);

        Assert.Equal(["https://ossrdbms-aad.database.windows.net/.default"], credential.Scopes);
    }

    private NpgsqlConnectionStringBuilder AsRole() =>
        new(Database.ConnectionString) { Username = _role, Password = Password };

    private async Task ExecuteAsync(string statements)
    {
        await using var source = NpgsqlDataSource.Create(Database.ConnectionString);
        await using var command = source.CreateCommand(statements);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private sealed class OneToken(string token) : TokenCredential
    {
        public IReadOnlyList<string> Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new AccessToken(token, DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}

public sealed class PostgresTokenTests
{
    [Theory]
    [InlineData("Host=db.postgres.database.azure.com;Username=worker;Database=sessions", true)]
    [InlineData("Host=DB.Postgres.Database.Azure.com;Username=worker", true)]
    [InlineData("Host=db.postgres.database.azure.com;Username=worker;Password=secret", false)]
    [InlineData("Host=127.0.0.1;Username=postgres", false)]
    [InlineData("Host=postgres.database.azure.com.example.org;Username=worker", false)]
    public void A_server_on_Azure_without_a_password_takes_tokens(string connection, bool expected) =>
        Assert.Equal(expected, PostgresSource.NeedsToken(connection));
}
