using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Database;

/// <summary>What the books beside the ledger keep, whichever database they are in.</summary>
public abstract class BooksContract : IAsyncLifetime
{
    private static readonly Instant Now = LedgerSamples.Now;

    private static readonly EmailAddress Mailbox = EmailAddress.Parse("becky.russell@example.org");

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
    public async Task A_mailbox_is_read_on_from_where_it_was_left()
    {
        Assert.Null(await Host.Inbox.FindCursorAsync(Mailbox, Cancel));

        await Host.Inbox.SaveCursorAsync(Mailbox, "17", Cancel);
        await Host.Inbox.SaveCursorAsync(Mailbox, "18", Cancel);

        Assert.Equal("18", await Host.Inbox.FindCursorAsync(Mailbox, Cancel));
        Assert.Null(await Host.Inbox.FindCursorAsync(EmailAddress.Parse("else@example.org"), Cancel));
    }

    [Fact]
    public async Task A_message_is_handled_once_and_what_was_quarantined_is_listed()
    {
        var broken = new InboxEntry(
            Mailbox, "a@example.org", Now, Now, InboxOutcome.Quarantined, LedgerSamples.Id, "no calendar in it");
        var unknown = broken with { MessageId = "b@example.org", ReceivedAt = Now + Duration.FromHours(1), Course = null };
        await Host.Inbox.KeepAsync(broken, Cancel);
        await Host.Inbox.KeepAsync(broken with { Outcome = InboxOutcome.Applied }, Cancel);
        await Host.Inbox.KeepAsync(unknown, Cancel);
        await Host.Inbox.KeepAsync(broken with { MessageId = "c", Course = new CourseId("another") }, Cancel);
        await Host.Inbox.KeepAsync(broken with { MessageId = "d", Outcome = InboxOutcome.Ignored }, Cancel);

        Assert.True(await Host.Inbox.IsHandledAsync(Mailbox, "a@example.org", Cancel));
        Assert.False(await Host.Inbox.IsHandledAsync(Mailbox, "e@example.org", Cancel));
        Assert.Equal(
            [unknown, broken], await Host.Inbox.ListQuarantinedAsync(LedgerSamples.Id, 10, Cancel));
    }

    [Fact]
    public async Task A_subscription_is_kept_prolonged_and_removed()
    {
        var made = new Subscription("id", Mailbox, "users/x/onlineMeetings/getAllRecordings", "hash", Now);
        await Host.Subscriptions.KeepAsync(made, Cancel);
        await Host.Subscriptions.KeepAsync(made with { ExpiresAt = Now + Duration.FromDays(2) }, Cancel);

        Assert.Equal(made with { ExpiresAt = Now + Duration.FromDays(2) }, await Host.Subscriptions.FindAsync("id", Cancel));
        Assert.Null(await Host.Subscriptions.FindAsync("other", Cancel));
        await Host.Subscriptions.RemoveAsync("id", Cancel);
        Assert.Empty(await Host.Subscriptions.ListAsync(Cancel));
    }

    [Fact]
    public async Task What_was_played_counts_once_and_is_credited_once()
    {
        var seen = await Host.SessionAsync();
        var ana = seen.Learners[0].Id;

        Assert.False(await PlayAsync(0, 60));
        Assert.False(await PlayAsync(30, 90));
        Assert.True(await PlayAsync(200, 300));
        Assert.False(await PlayAsync(300, 400));

        var kept = await Host.SessionAsync();
        Assert.Equal(new WatchFacts(Duration.FromSeconds(290), Now), kept.Learners[0].Watched);
        Assert.Null(kept.Learners[1].Watched);
        Assert.Equal(seen.Version, kept.Version);
        Assert.Equal(
            [Stretch(0, 90), Stretch(200, 400)], await Host.WatchLog.ListAsync(seen.Id, ana, Cancel));
        var history = await Host.Ledger.ReadHistoryAsync(LedgerSamples.Id, "session-1", null, Cancel);
        Assert.Equal(
            [("recording.watched", "Ana.Ruiz@example.org", "3 min played")],
            history.Select(h => (h.Event, h.Learner, h.Detail)));

        Task<bool> PlayAsync(int from, int to) => Host.WatchLog.AddAsync(
            seen.Id, ana, Stretch(from, to), Duration.FromSeconds(180), Now, Cancel);
    }

    [Fact]
    public async Task Two_who_tell_of_play_at_once_lose_nothing()
    {
        var seen = await Host.SessionAsync();
        var ben = seen.Learners[1].Id;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Host.WatchLog.AddAsync(
            seen.Id, ben, Stretch(i * 20, (i * 20) + 10), Duration.FromHours(1), Now, Cancel)));

        Assert.Equal(Duration.FromSeconds(80), (await Host.SessionAsync()).Learners[1].Watched!.Played);
    }

    private static PlayedStretch Stretch(int from, int to) =>
        new(1, Duration.FromSeconds(from), Duration.FromSeconds(to));
}

public sealed class SqliteBooksTests : BooksContract
{
    protected override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Service", "Postgres")]
public sealed class PostgresBooksTests : BooksContract
{
    protected override Task<TestDatabase> CreateAsync() => TestDatabase.PostgresAsync();
}
