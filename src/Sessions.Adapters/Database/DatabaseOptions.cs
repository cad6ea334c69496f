using Microsoft.Extensions.Options;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary><c>Sessions:Database</c></summary>
public sealed class DatabaseOptions
{
    public string Provider { get; set; } = nameof(DatabaseProvider.Sqlite);

    /// <summary>Null is <c>Data Source=sessions.db</c> on SQLite; PostgreSQL needs one.</summary>
    public string? ConnectionString { get; set; }

    internal DatabaseProvider Kind => Enum.Parse<DatabaseProvider>(Provider, ignoreCase: true);

    internal string Connection => ConnectionString ?? "Data Source=sessions.db";
}

internal enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

internal sealed class DatabaseOptionsCheck : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        if (!Enum.GetNames<DatabaseProvider>().Contains(options.Provider, StringComparer.OrdinalIgnoreCase))
        {
            return ValidateOptionsResult.Fail(
                $"Sessions:Database:Provider: found '{options.Provider}' — expected Sqlite or Postgres");
        }

        return options.Kind is DatabaseProvider.Postgres && string.IsNullOrWhiteSpace(options.ConnectionString)
            ? ValidateOptionsResult.Fail(
                "Sessions:Database:ConnectionString: found nothing — expected a PostgreSQL connection string, like " +
                "Host=db.example.org;Database=sessions;Username=sessions")
            : ValidateOptionsResult.Success;
    }
}

/// <summary><c>Sessions:Links</c></summary>
public sealed class LinksOptions
{
    /// <summary>The installation's secret, in base64.</summary>
    public string? Key { get; set; }

    /// <returns>Null when it is no key.</returns>
    internal LinkKey? TryRead()
    {
        var bytes = new byte[Key?.Length ?? 0];
        return Convert.TryFromBase64String(Key ?? "", bytes, out var length) && length >= LinkToken.KeyLength
            ? new LinkKey(bytes.AsSpan(0, length))
            : null;
    }
}

internal sealed class LinksOptionsCheck : IValidateOptions<LinksOptions>
{
    public ValidateOptionsResult Validate(string? name, LinksOptions options)
    {
        if (options.TryRead() is not null)
            return ValidateOptionsResult.Success;

        // What was found is a secret, or nearly one: it is not repeated.
        var found = string.IsNullOrEmpty(options.Key) ? "nothing" : "something else";
        return ValidateOptionsResult.Fail(
            $"Sessions:Links:Key: found {found} — expected at least {LinkToken.KeyLength} random bytes in base64; " +
            "make them with: openssl rand -base64 32");
    }
}
