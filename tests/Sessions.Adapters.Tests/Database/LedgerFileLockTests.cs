using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Database;

public sealed class LedgerFileLockTests
{
    [Fact]
    public async Task A_file_that_another_process_has_is_refused_with_the_remedy()
    {
        await using var database = TestDatabase.Sqlite();
        var file = LockFile(database);
        // To the system it is the same whether another process opened it or we did, past the shared registry. Even
        // one that would share it is not shared with.
        await using var other = new FileStream(file, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite);

        var refused = await Assert.ThrowsAsync<OutsideFaultException>(() => database.StartAsync());

        Assert.Equal(FaultKind.Configuration, refused.Kind);
        Assert.Equal(
            $"{file} is locked: another process uses this database. Stop that process first, or let both use " +
            "PostgreSQL (Sessions:Database:Provider)",
            refused.Message);
    }

    [Fact]
    public async Task The_hosts_of_one_process_share_the_file_until_the_last_is_gone()
    {
        await using var database = TestDatabase.Sqlite();
        var (worker, web) = (await database.StartAsync(), await database.StartAsync());

        await worker.DisposeAsync();
        Assert.Throws<IOException>(() => Open(database));

        await web.DisposeAsync();
        await Open(database).DisposeAsync();
        await database.StartAsync();
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
    {
        var services = TestDatabase.Services("Sqlite", "Data Source=/no/such/folder/ledger.db");

        var refused = await Assert.ThrowsAsync<OutsideFaultException>(() => SettingsTests.PrepareAsync(services));

        Assert.StartsWith("/no/such/folder/ledger.db.lock cannot be made", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_was_killed_does_not_stop_the_next_start()
    {
        await using var database = TestDatabase.Sqlite();
        await (await database.StartAsync()).DisposeAsync();
        await using (var connection = new SqliteConnection(database.ConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT NOT NULL);
                INSERT INTO __EFMigrationsLock VALUES (1, '2025-10-01');
                """;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await database.StartAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_commit_survives_a_power_cut()
    {
        await using var database = TestDatabase.Sqlite();
        await using var context = (await database.StartAsync()).Database.Open();

        Assert.Equal(["wal"], await context.Database.SqlQuery<string>($"PRAGMA journal_mode")
            .ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal([2], await context.Database.SqlQuery<int>($"PRAGMA synchronous")
            .ToListAsync(TestContext.Current.CancellationToken));
    }

    private static string LockFile(TestDatabase database) =>
        new SqliteConnectionStringBuilder(database.ConnectionString).DataSource + ".lock";

    private static FileStream Open(TestDatabase database) =>
        new(LockFile(database), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
}
