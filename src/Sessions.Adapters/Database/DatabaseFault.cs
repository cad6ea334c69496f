using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>Folds what the two drivers throw into the shapes that the rest knows.</summary>
internal static class DatabaseFault
{
    /// <summary>The transaction was rolled back for the sake of another, and may be run again at once.</summary>
    public static bool IsContention(Exception thrown) =>
        Causes(thrown).OfType<PostgresException>().Any(p =>
            p.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure);

    public static bool Knows(Exception thrown) => TryFold(thrown) is not null;

    public static Exception Fold(Exception thrown) => TryFold(thrown) ?? thrown;

    // Null for what is a fault of ours.
    private static Exception? TryFold(Exception thrown) => thrown switch
    {
        ConflictException or OutsideFaultException => null,
        DbUpdateConcurrencyException => new ConflictException("Someone else wrote first.", thrown),
        _ => Causes(thrown).Select(c => FromDriver(c, thrown)).FirstOrDefault(f => f is not null),
    };

    private static OutsideFaultException? FromDriver(Exception cause, Exception thrown) => cause switch
    {
        PostgresException refusal => FromPostgres(refusal, thrown),
        NpgsqlException => Fault(
            FaultKind.Transient,
            $"PostgreSQL cannot be reached ({cause.Message}): is the server of Sessions:Database:ConnectionString up?",
            thrown),
        SqliteException refusal => FromSqlite(refusal, thrown),
        _ => null,
    };

    private static OutsideFaultException? FromPostgres(PostgresException refusal, Exception thrown)
    {
        if (refusal.SqlState is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InsufficientPrivilege
            || refusal.SqlState.StartsWith("28", StringComparison.Ordinal))
        {
            return Fault(
                FaultKind.Configuration,
                $"PostgreSQL refuses us ({refusal.MessageText}): the user of Sessions:Database:ConnectionString has " +
                "to have a database that exists, in which it may create tables",
                thrown);
        }

        return refusal.IsTransient
            ? Fault(FaultKind.Transient, $"PostgreSQL cannot do it now: {refusal.MessageText}", thrown)
            : null;
    }

    // Result codes: https://sqlite.org/rescode.html
    private static OutsideFaultException? FromSqlite(SqliteException refusal, Exception thrown) =>
        refusal.SqliteErrorCode switch
        {
            5 or 6 => Fault(FaultKind.Transient, $"The database file is busy: {refusal.Message}", thrown),
            13 => Fault(FaultKind.Configuration, "The disk of the database file is full: make room on it", thrown),
            8 or 10 or 14 => Fault(
                FaultKind.Configuration,
                $"The database file cannot be used ({refusal.Message}): see that the folder in " +
                "Sessions:Database:ConnectionString exists and that this user may write there",
                thrown),
            11 or 26 => Fault(
                FaultKind.Configuration,
                $"The database file is damaged or is none ({refusal.Message}): put the last copy back", thrown),
            _ => null,
        };

    private static OutsideFaultException Fault(FaultKind kind, string message, Exception thrown) =>
        new(kind, message, thrown, kind is FaultKind.Transient ? Duration.FromSeconds(5) : null);

    private static IEnumerable<Exception> Causes(Exception? thrown)
    {
        for (; thrown is not null; thrown = thrown.InnerException)
            yield return thrown;
    }
}
