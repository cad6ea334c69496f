using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Sessions.Adapters.Database.Rows;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>On SQLite every transaction begins with BEGIN IMMEDIATE: there is one writer; nothing to lock.</summary>
internal sealed class SqliteLedgerContext(DbContextOptions<SqliteLedgerContext> options) : LedgerContext(options)
{
    // For a connection, and once: within a transaction it is too late. The next opening sets it back, see
    // SqliteConnectionSetup.
    public override async Task<IDbContextTransaction> BeginNoteAsync(CancellationToken cancel)
    {
        if (Database.GetDbConnection().State is not ConnectionState.Open)
        {
            await Database.OpenConnectionAsync(cancel);
            await Database.ExecuteSqlRawAsync("PRAGMA synchronous = NORMAL", cancel);
        }

        return await Database.BeginTransactionAsync(cancel);
    }

    public override Task LockCourseAsync(string course, CancellationToken cancel) => Task.CompletedTask;

    public override IQueryable<OutboxRow> Takeable(int most, Instant now) => Outbox
        .Where(o => (o.State == MessageState.Pending || o.State == MessageState.Sending) && o.Due <= now)
        .OrderBy(o => o.Number)
        .Take(most);
}

/// <summary>For <c>dotnet ef</c> only.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteLedgerContext>
{
    public SqliteLedgerContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteLedgerContext>().UseSqlite("Data Source=:memory:").Options);
}
