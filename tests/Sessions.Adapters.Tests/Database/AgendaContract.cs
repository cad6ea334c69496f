using NodaTime;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Database;

/// <summary>What every agenda does, whichever database it is on.</summary>
public abstract class AgendaContract : IAsyncLifetime
{
    private const string Key = "you-are-here/session-1";

    private static readonly Instant Now = LedgerSamples.Now;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestDatabase Database { get; set; } = null!;

    private TestHost Host { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await CreateAsync();
        Host = await Database.StartAsync();
        await Host.Ledger.AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners, [], Now, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<TestDatabase> CreateAsync();

    [Fact]
    public async Task A_completed_look_says_when_the_next_one_is()
    {
        var seen = await Host.Agenda.FindAsync(Key, Cancel);

        await Host.Agenda.CompleteAsync(seen!, Now + Duration.FromDays(3), Cancel);
        Assert.Equal(new AgendaItem(Key, Now + Duration.FromDays(3), 1), await Host.Agenda.FindAsync(Key, Cancel));

        await Host.Agenda.CompleteAsync(seen!, at: null, Cancel);
        Assert.Equal(new AgendaItem(Key, null, 1), await Host.Agenda.FindAsync(Key, Cancel));
    }

    [Fact]
    public async Task Who_asks_for_a_look_gets_it_now_and_the_host_is_told()
    {
        var told = Host.Signal.ReadAsync(Cancel).GetAsyncEnumerator(Cancel);
        var seen = await Host.Agenda.FindAsync(Key, Cancel);

        await Host.Agenda.AskAsync([Key, "you-are-here/unheard-of"], Now + Duration.FromDays(1), Cancel);

        Assert.Equal(
            new AgendaItem(Key, Now + Duration.FromDays(1), seen!.Version + 1), await Host.Agenda.FindAsync(Key, Cancel));
        Assert.NotNull(await Host.Agenda.FindAsync("you-are-here/unheard-of", Cancel));
        while (await told.MoveNextAsync() && told.Current != "you-are-here/unheard-of")
            continue;
        await told.DisposeAsync();
    }

    [Fact]
    public async Task An_instant_comes_back_cut_to_the_microsecond()
    {
        var seen = await Host.Agenda.FindAsync(Key, Cancel);

        await Host.Agenda.CompleteAsync(seen!, Now + Duration.FromNanoseconds(1_234_567_899L), Cancel);

        Assert.Equal(
            Now + Duration.FromNanoseconds(1_234_567_000L), (await Host.Agenda.FindAsync(Key, Cancel))!.LookAt);
    }

    [Fact]
    public async Task A_wish_that_came_during_the_look_stands()
    {
        var seen = await Host.Agenda.FindAsync(Key, Cancel);
        var asked = Now + Duration.FromMinutes(1);
        await Host.Ledger.AcceptAsync(
            LedgerSamples.TwoSessions() with { Title = "You are there" }, roster: null, [], asked, Cancel);

        await Host.Agenda.CompleteAsync(seen!, Now + Duration.FromDays(3), Cancel);

        Assert.Equal(new AgendaItem(Key, asked, 2), await Host.Agenda.FindAsync(Key, Cancel));
    }

    [Fact]
    public async Task Wishes_that_come_at_once_all_count()
    {
        var seen = await Host.SessionAsync();
        var other = await Host.SessionAsync("session-2");
        await Task.WhenAll(
            Task.Run(() => Host.Ledger.RecordAsync(seen, [Invited(seen)], Now, Cancel), Cancel),
            Task.Run(() => Host.Ledger.RecordAsync(other, [Invited(other)], Now, Cancel), Cancel));

        Assert.Equal(
            new AgendaItem(AgendaItem.Outbox, Now, 2), await Host.Agenda.FindAsync(AgendaItem.Outbox, Cancel));

        static Fact Invited(SessionFacts session) =>
            LedgerSamples.Invite(session, session.Learners[0].Id, 0, first: true);
    }

    [Fact]
    public async Task Nothing_is_found_that_nobody_asked_for() =>
        Assert.Null(await Host.Agenda.FindAsync(AgendaItem.Outbox, Cancel));
}

public sealed class SqliteAgendaTests : AgendaContract
{
    protected override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Service", "Postgres")]
public sealed class PostgresAgendaTests : AgendaContract
{
    protected override Task<TestDatabase> CreateAsync() => TestDatabase.PostgresAsync();
}
