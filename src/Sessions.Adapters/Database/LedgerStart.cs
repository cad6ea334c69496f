using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>What must be done before anything else touches the database.</summary>
public interface ILedgerStart
{
    /// <summary>
    /// Takes the SQLite file for this process until the services are disposed of, and brings the tables up to date.
    /// Again does nothing.
    /// </summary>
    /// <exception cref="Sessions.Ledger.OutsideFaultException">Another process has the file; or the database cannot
    /// be reached.</exception>
    Task PrepareAsync(CancellationToken cancel);
}

internal sealed class LedgerStart(LedgerDatabase database, IOptions<DatabaseOptions> options)
    : ILedgerStart, IDisposable
{
    // Any number will do, so long as it stays: it is what two starting hosts meet at.
    private const long MigrationLock = 7_362_146_001;

    // The hosts of one process start at the same time.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    private LedgerFileLock? _fileLock;

    public async Task PrepareAsync(CancellationToken cancel)
    {
        await OneAtATime.WaitAsync(cancel);
        try
        {
            await using var context = database.Open();
            if (options.Value.Kind is DatabaseProvider.Postgres)
                await PreparePostgresAsync(context, cancel);
            else
                await PrepareSqliteAsync(context, cancel);
        }
        catch (Exception thrown) when (DatabaseFault.Knows(thrown))
        {
            throw DatabaseFault.Fold(thrown);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    public void Dispose() => _fileLock?.Dispose();

    private async Task PrepareSqliteAsync(LedgerContext context, CancellationToken cancel)
    {
        var connection = new SqliteConnectionStringBuilder(options.Value.Connection);
        if (connection.Mode is not SqliteOpenMode.Memory && connection.DataSource != ":memory:")
            _fileLock ??= LedgerFileLock.Take(connection.DataSource);

        await context.Database.ExecuteSqlAsync($"PRAGMA journal_mode = WAL", cancel);
        // A process that was killed while migrating left this row behind, and every later start would wait for it
        // for ever. The file lock says that nobody else is migrating.
        await context.Database.ExecuteSqlAsync($"DROP TABLE IF EXISTS __EFMigrationsLock", cancel);
        await context.Database.MigrateAsync(cancel);
        if (_fileLock is { IsFirst: true })
            await FreeUnsentAsync(context, cancel);
    }

    // Whoever was sending these is gone, so they need not wait until its lease runs out. That they are in doubt
    // stays known: they are still marked as being sent.
    private static Task<int> FreeUnsentAsync(LedgerContext context, CancellationToken cancel) => context.Outbox
        .Where(o => o.State == MessageState.Sending)
        .ExecuteUpdateAsync(set => set.SetProperty(o => o.Due, NodaConstants.UnixEpoch), cancel);

    private static async Task PreparePostgresAsync(LedgerContext context, CancellationToken cancel)
    {
        // Whoever may only read and write rows has nothing to prepare, once the tables are as they should be.
        if (await MayNotCreateAsync(context, cancel))
        {
            await RequireTablesAsync(context, cancel);
            return;
        }

        // The lock belongs to the connection, which therefore stays open; closing it gives the lock back.
        await context.Database.OpenConnectionAsync(cancel);
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancel);
        try
        {
            await context.Database.MigrateAsync(cancel);
        }
        finally
        {
            await context.Database.ExecuteSqlAsync(
                $"SELECT pg_advisory_unlock({MigrationLock})", CancellationToken.None);
            await context.Database.CloseConnectionAsync();
        }
    }

    private static Task<bool> MayNotCreateAsync(LedgerContext context, CancellationToken cancel) => context.Database
        .SqlQuery<bool>($"SELECT NOT has_schema_privilege(current_schema(), 'CREATE') AS \"Value\"")
        .SingleAsync(cancel);

    private static async Task RequireTablesAsync(LedgerContext context, CancellationToken cancel)
    {
        if ((await context.Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            throw new OutsideFaultException(
                FaultKind.Transient,
                "The database's tables are older than this program, and this identity may not change them: start the "
                + "worker, which does, then this host again.");
        }
    }
}
