using NodaTime;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Database;

/// <summary>What lets a reader keep what it read, whichever database it is in.</summary>
public abstract class MarkContract : IAsyncLifetime
{
    private static readonly Instant Now = LedgerSamples.Now;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected TestHost Host { get; private set; } = null!;

    private TestDatabase Database { get; set; } = null!;

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
    public async Task Every_write_of_any_host_changes_the_mark()
    {
        var other = await Database.StartAsync();
        var seen = await other.SessionAsync();
        var ana = seen.Learners[0];
        Func<Task>[] writes =
        [
            () => other.RecordAsync("session-1", Now, LedgerSamples.Invite(seen, ana.Id, 0, first: true)),
            () => other.Ledger.RevokeLinksAsync(LedgerSamples.Id, ana.Learner.Email, Now, Cancel),
            () => other.Ledger.CancelAsync(LedgerSamples.Id, "session-2", Now, Cancel),
            () => other.Ledger.AcceptAsync(LedgerSamples.TwoSessions(), null, [], Now, Cancel),
            () => Host.Ledger.CancelAsync(LedgerSamples.Id, "session-1", Now, Cancel),
        ];
        var marks = new List<string> { await Host.Mark.ReadAsync(Cancel) };

        foreach (var write in writes)
        {
            await write();
            marks.Add(await Host.Mark.ReadAsync(Cancel));
        }

        Assert.Equal(marks.Count, marks.Distinct().Count());
    }

    [Fact]
    public async Task A_course_as_far_as_one_learner_goes_is_the_course_without_the_others()
    {
        var seen = await Host.SessionAsync();
        await Host.RecordAsync("session-1", Now, [.. seen.Learners.Select(l =>
            LedgerSamples.Invite(seen, l.Id, 0, first: true))]);
        var whole = (await Host.Ledger.FindCourseAsync(LedgerSamples.Id, Cancel))!;
        var ben = whole.Learners[1];

        var found = (await Host.Ledger.FindForLearnerAsync(LedgerSamples.Id, ben.Id, Cancel))!;

        Assert.Equal([ben], found.Learners);
        Assert.Equal(whole.Accepted.Title, found.Accepted.Title);
        Assert.Equal(whole.Sessions.Select(s => (s.Id, s.Version)), found.Sessions.Select(s => (s.Id, s.Version)));
        Assert.All(found.Sessions, s => Assert.Equal(ben.Id, Assert.Single(s.Learners).Id));
        Assert.Equal(whole.Sessions[0].Learners[1].Invitation, found.Sessions[0].Learners[0].Invitation);
    }
}

public sealed class SqliteMarkTests : MarkContract
{
    protected override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.Sqlite());

    // On PostgreSQL whoever else uses the server changes it too.
    [Fact]
    public async Task While_nothing_is_written_the_mark_stays()
    {
        var mark = await Host.Mark.ReadAsync(Cancel);

        await Host.SessionAsync();

        Assert.Equal(mark, await Host.Mark.ReadAsync(Cancel));
    }
}

[Trait("Service", "Postgres")]
public sealed class PostgresMarkTests : MarkContract
{
    protected override Task<TestDatabase> CreateAsync() => TestDatabase.PostgresAsync();
}
