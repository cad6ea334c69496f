using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Sessions.Adapters.Database.Rows;

namespace Sessions.Adapters.Database;

internal sealed class PostgresLedgerContext(DbContextOptions<PostgresLedgerContext> options) : LedgerContext(options)
{
    // https://www.postgresql.org/docs/current/wal-async-commit.html
    public override async Task<IDbContextTransaction> BeginNoteAsync(CancellationToken cancel)
    {
        var transaction = await Database.BeginTransactionAsync(cancel);
        await Database.ExecuteSqlRawAsync("SET LOCAL synchronous_commit TO OFF", cancel);
        return transaction;
    }

    public override async Task LockCourseAsync(string course, CancellationToken cancel)
    {
        // The first statement holds back another acceptance of the same course, which may not have a row yet; the
        // second holds back steps on its sessions.
        await Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({course}, 0))", cancel);
        await Database.ExecuteSqlAsync(
            $"SELECT 1 FROM sessions WHERE course_id = {course} ORDER BY slug FOR UPDATE", cancel);
    }

    public override IQueryable<OutboxRow> Takeable(int most, Instant now)
    {
        var at = InstantConverter.ToDatabase(now);
        return Outbox.FromSql(
            $"""
            SELECT * FROM outbox WHERE state IN ('Pending', 'Sending') AND due <= {at}
            ORDER BY number LIMIT {most} FOR UPDATE SKIP LOCKED
            """);
    }
}

/// <summary>For <c>dotnet ef</c> only.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresLedgerContext>
{
    public PostgresLedgerContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresLedgerContext>().UseNpgsql("Host=localhost").Options);
}
