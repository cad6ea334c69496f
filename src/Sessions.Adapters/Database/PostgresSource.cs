using Azure.Core;
using Azure.Identity;
using Npgsql;

namespace Sessions.Adapters.Database;

/// <summary>Connections to PostgreSQL: as the connection string says, or as the host's own Entra identity.</summary>
internal static class PostgresSource
{
    // Azure Database for PostgreSQL, "Use Microsoft Entra ID for authentication".
    private const string Scope = "https://ossrdbms-aad.database.windows.net/.default";

    private static readonly TimeSpan RenewEvery = TimeSpan.FromMinutes(20);

    private static readonly TimeSpan RenewAfterFailure = TimeSpan.FromSeconds(5);

    public static NpgsqlDataSource Build(string connection) =>
        NeedsToken(connection) ? Build(connection, new DefaultAzureCredential()) : NpgsqlDataSource.Create(connection);

    /// <summary>A server on Azure and no password: it takes tokens.</summary>
    public static bool NeedsToken(string connection)
    {
        var asked = new NpgsqlConnectionStringBuilder(connection);
        return string.IsNullOrEmpty(asked.Password)
            && asked.Host?.EndsWith(".postgres.database.azure.com", StringComparison.OrdinalIgnoreCase) is true;
    }

    /// <summary>Tokens live for an hour or more; one is fetched long before the last ends.</summary>
    public static NpgsqlDataSource Build(string connection, TokenCredential credential)
    {
        var builder = new NpgsqlDataSourceBuilder(connection);
        builder.UsePeriodicPasswordProvider(
            async (_, cancel) => (await credential.GetTokenAsync(new TokenRequestContext([Scope]), cancel)).Token,
            RenewEvery, RenewAfterFailure);
        return builder.Build();
    }
}
