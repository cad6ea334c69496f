using Sessions.Adapters.Database;

namespace Sessions.Adapters.Tests.Database;

public sealed class AgendaSignalTests
{
    [Fact(Timeout = 60_000)]
    public async Task Every_reader_hears_what_was_told_since_it_asked()
    {
        var cancel = TestContext.Current.CancellationToken;
        var signal = new AgendaSignal();
        signal.Tell("before");
        var early = signal.ReadAsync(cancel);
        signal.Tell("one");
        var late = signal.ReadAsync(cancel);
        signal.Tell("two");

        Assert.Equal(["one", "two"], await TakeAsync(early, 2));
        Assert.Equal(["two"], await TakeAsync(late, 1));
    }

    [Fact(Timeout = 60_000)]
    public async Task Hosts_in_one_process_share_the_instance_they_are_given()
    {
        var cancel = TestContext.Current.CancellationToken;
        var shared = new AgendaSignal();
        await using var database = TestDatabase.Sqlite();
        var (worker, web) = (await database.StartAsync(shared), await database.StartAsync(shared));
        var heard = worker.Signal.ReadAsync(cancel);

        await web.Ledger.AcceptAsync(
            LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners, [], LedgerSamples.Now, cancel);

        Assert.Equal(["you-are-here/session-1", "you-are-here/session-2"], await TakeAsync(heard, 2));
    }

    private static async Task<List<string>> TakeAsync(IAsyncEnumerable<string> keys, int count) =>
        await keys.Take(count).ToListAsync(TestContext.Current.CancellationToken);
}
