using Microsoft.EntityFrameworkCore;
using Sessions.Adapters.Database;
using Sessions.Adapters.Database.Rows;

namespace Sessions.Adapters.Tests.Database;

/// <summary>How SQLite goes about the questions that are asked for every few mails, however many there ever were.</summary>
public sealed class OutboxPlanTests
{
    [Fact]
    public async Task What_is_next_is_found_by_its_turn_among_what_waits() =>
        Assert.Contains("IX_outbox_number", await PlanAsync(context => context.Takeable(50, LedgerSamples.Now)));

    [Fact]
    public async Task Late_reminders_are_found_by_their_hour_among_the_reminders_that_wait() =>
        Assert.Contains(
            "SEARCH o USING INDEX IX_outbox_kind_due",
            await PlanAsync(context => LateReminders.In(context, LedgerSamples.Now)));

    // https://www.sqlite.org/eqp.html
    private static async Task<string> PlanAsync(Func<LedgerContext, IQueryable<OutboxRow>> query)
    {
        await using var database = TestDatabase.Sqlite();
        await database.StartAsync();
        await using var context = new SqliteLedgerContext(
            new DbContextOptionsBuilder<SqliteLedgerContext>().UseSqlite(database.ConnectionString).Options);
        await context.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = query(context).CreateDbCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        await using var plan = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var said = new List<string>();
        while (await plan.ReadAsync(TestContext.Current.CancellationToken))
            said.Add(plan.GetString(3));

        return string.Join('\n', said);
    }
}
