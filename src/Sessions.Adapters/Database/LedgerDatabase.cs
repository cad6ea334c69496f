using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Sessions.Adapters.Database;

/// <summary>Opens contexts from a pool, and runs what is asked in one transaction.</summary>
/// <param name="postgres">Asked for on PostgreSQL only.</param>
internal sealed class LedgerDatabase(
    IOptions<DatabaseOptions> options, ILoggerFactory loggers, Lazy<NpgsqlDataSource> postgres) : IDisposable
{
    private const int Attempts = 5;

    private readonly ConcurrentBag<NotePad> _pads = [];

    private readonly Func<LedgerContext> _open = Contexts(options.Value, loggers, postgres);

    public LedgerContext Open() => _open();

    /// <summary>Reads without a transaction: who needs one row older than the rest reads it first.</summary>
    public async Task<T> ReadAsync<T>(Func<LedgerContext, Task<T>> read)
    {
        try
        {
            await using var context = Open();
            context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            return await read(context);
        }
        catch (Exception thrown) when (DatabaseFault.Knows(thrown))
        {
            throw DatabaseFault.Fold(thrown);
        }
    }

    /// <summary>Runs again, from an empty context, when the database sacrificed it to another transaction.</summary>
    public Task<T> WriteAsync<T>(Func<LedgerContext, Task<T>> write, CancellationToken cancel) =>
        AgainAsync(() => WriteOnceAsync(write, cancel));

    /// <summary>
    /// Writes what may be found out again: it outlives this process like any other transaction, but not a power cut
    /// before the disk's next turn, which nobody waits for.
    /// </summary>
    public Task<T> NoteAsync<T>(Func<NotePad, Task<T>> write, CancellationToken cancel) =>
        AgainAsync(() => NoteOnceAsync(write, cancel));

    public void Dispose()
    {
        while (_pads.TryTake(out var pad))
            pad.Dispose();
    }

    private static async Task<T> AgainAsync<T>(Func<Task<T>> once)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await once();
            }
            catch (Exception thrown) when (attempt < Attempts && DatabaseFault.IsContention(thrown))
            {
            }
            catch (Exception thrown) when (DatabaseFault.Knows(thrown))
            {
                throw DatabaseFault.Fold(thrown);
            }
        }
    }

    private async Task<T> WriteOnceAsync<T>(Func<LedgerContext, Task<T>> write, CancellationToken cancel)
    {
        await using var context = Open();
        return await CommittedAsync(context.Database.BeginTransactionAsync(cancel), () => write(context));
    }

    private async Task<T> NoteOnceAsync<T>(Func<NotePad, Task<T>> write, CancellationToken cancel)
    {
        if (!_pads.TryTake(out var pad))
            pad = new NotePad(Open());
        try
        {
            var result = await CommittedAsync(pad.Context.BeginNoteAsync(cancel), () => write(pad));
            // A server ends connections that rest, and that would show only when a mail has left; a file does not.
            if (options.Value.Kind is DatabaseProvider.Sqlite)
                _pads.Add(pad);
            else
                pad.Dispose();
            return result;
        }
        catch
        {
            pad.Dispose();
            throw;
        }
    }

    private static async Task<T> CommittedAsync<T>(Task<IDbContextTransaction> begun, Func<Task<T>> write)
    {
        await using var transaction = await begun;
        var result = await write();
        // Not to be cancelled: the outcome of half a commit is unknown.
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    private static Func<LedgerContext> Contexts(
        DatabaseOptions options, ILoggerFactory loggers, Lazy<NpgsqlDataSource> source)
    {
        if (options.Kind is DatabaseProvider.Postgres)
        {
            var postgres = Common<PostgresLedgerContext>(loggers).UseNpgsql(source.Value).Options;
            return new PooledDbContextFactory<PostgresLedgerContext>(postgres).CreateDbContext;
        }

        var sqlite = Common<SqliteLedgerContext>(loggers)
            .UseSqlite(options.Connection).AddInterceptors(new SqliteConnectionSetup()).Options;
        return new PooledDbContextFactory<SqliteLedgerContext>(sqlite).CreateDbContext;
    }

    private static DbContextOptionsBuilder<T> Common<T>(ILoggerFactory loggers)
        where T : LedgerContext =>
        new DbContextOptionsBuilder<T>()
            .UseLoggerFactory(loggers)
            .ConfigureWarnings(w => w
                .Log((RelationalEventId.CommandExecuted, LogLevel.Debug))

                // A test compares model and migrations; at every start it would only cost.
                .Ignore(RelationalEventId.PendingModelChangesWarning));
}
