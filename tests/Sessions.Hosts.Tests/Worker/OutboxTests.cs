using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Sessions.Adapters.Database;
using Sessions.Adapters.Scheduling;
using Sessions.Benchmarks.Mail;
using Sessions.Cli.Demo;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Worker;

/// <summary>The worker's look at the outbox, on a ledger in a file.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private const int Learners = 250;

    private static readonly CourseId Course = new("course-0");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sessions-outbox-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await LedgerFile.FillAsync(_folder.FullName, Learners);

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_message_leaves_once_and_no_lane_is_more_than_one_ahead_of_the_ledger()
    {
        IOutbox? outbox = null;
        var (handed, mostInDoubt) = (0, 0);
        var office = new LanesOffice(async (_, cancel) =>
        {
            var mine = Interlocked.Increment(ref handed);
            var settled = await outbox!.CountSentAsync(null, Instant.FromUnixTimeSeconds(0), cancel);
            InterlockedMax(ref mostInDoubt, mine - settled);
        });
        using var worker = await OpenAsync(office);
        outbox = worker.Services.GetRequiredService<IOutbox>();

        await LookAsync(worker, Cancel);

        Assert.Equal(Learners, office.Taken.Select(mail => mail.MessageId).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Learners, office.Taken.Count);
        Assert.Equal([KeyValuePair.Create(MessageState.Sent, Learners)], await CountAsync(worker));
        Assert.InRange(mostInDoubt, 2, office.AtOnce);
    }

    [Fact]
    public async Task Nobody_is_sent_a_later_message_before_an_earlier_one()
    {
        var office = new LanesOffice((mail, cancel) => mail.Kind == "invitation"
            ? Task.Delay((int)(mail.Number % 4), cancel)
            : Task.CompletedTask);
        using var worker = await OpenAsync(office);
        await QueueAsync(worker, learner => new WatchLinkQueued(learner), SystemClock.Instance.GetCurrentInstant());

        await LookAsync(worker, Cancel);

        Assert.All(
            office.Taken.GroupBy(mail => mail.To.Address),
            mails => Assert.Equal(["invitation", "watch-link"], mails.Select(mail => mail.Kind)));
        Assert.Equal(2 * Learners, office.Taken.Count);
    }

    [Fact]
    public async Task Told_to_stop_it_gives_back_what_has_not_left_and_nothing_is_in_doubt()
    {
        using var stop = new CancellationTokenSource();
        var handed = 0;
        var office = new LanesOffice(async (_, cancel) =>
        {
            if (Interlocked.Increment(ref handed) == 20)
                await stop.CancelAsync();
            cancel.ThrowIfCancellationRequested();
        });
        using var worker = await OpenAsync(office);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LookAsync(worker, stop.Token));

        var counts = await CountAsync(worker);
        Assert.Equal(office.Taken.Count, counts[MessageState.Sent]);
        Assert.Equal(Learners - office.Taken.Count, counts[MessageState.Pending]);
        var outbox = worker.Services.GetRequiredService<IOutbox>();
        var now = SystemClock.Instance.GetCurrentInstant();
        var left = await outbox.TakeAsync(Learners, now, now + Duration.FromMinutes(1), Cancel);
        Assert.All(left, message => Assert.Equal((0, false), (message.Attempts, message.Doubtful)));
    }

    [Fact]
    public async Task What_is_put_off_or_refused_holds_up_nobody_else()
    {
        var office = new LanesOffice((mail, _) => mail.To.Address switch
        {
            "learner3@example.net" => throw new OutsideFaultException(FaultKind.Permanent, "550 no such person"),
            "learner5@example.net" => throw new OutsideFaultException(FaultKind.Transient, "450 later"),
            _ => Task.CompletedTask,
        });
        using var worker = await OpenAsync(office);

        await LookAsync(worker, Cancel);

        var counts = await CountAsync(worker);
        Assert.Equal(
            (Learners - 2, 1, 1),
            (counts[MessageState.Sent], counts[MessageState.Refused], counts[MessageState.Pending]));
        var held = Assert.Single(
            await worker.Services.GetRequiredService<IOutbox>().ListHeldAsync(Course, Cancel));
        Assert.Equal((1, "450 later"), (held.Count, held.Why));
        Assert.InRange(
            held.Again - SystemClock.Instance.GetCurrentInstant(), Duration.Zero, Duration.FromMinutes(1));
    }

    [Fact]
    public async Task A_reminder_whose_turn_comes_after_the_start_is_dropped_and_told_once()
    {
        var clock = new VirtualClock(SystemClock.Instance.GetCurrentInstant());
        var (begins, reminders) = (Instant.MaxValue, 0);
        var office = new LanesOffice((mail, _) =>
        {
            if (mail.Kind == "reminder" && Interlocked.Increment(ref reminders) == 10)
                clock.AdvanceTo(begins);
            return Task.CompletedTask;
        });
        using var worker = await OpenAsync(office, clock);
        var session = await FindAsync(worker);
        begins = session.Time.Start;
        clock.AdvanceTo(begins - Duration.FromMinutes(1));
        await QueueAsync(worker, learner => new ReminderQueued(learner, Period.FromHours(1)), clock.Now);

        await LookAsync(worker, Cancel);

        // What the other lanes had begun to hand over goes on.
        Assert.InRange(office.Taken.Count(mail => mail.Kind == "reminder"), 10, 10 + office.AtOnce - 1);
        var counts = await CountAsync(worker);
        Assert.Equal((2 * Learners, office.Taken.Count), (counts.Values.Sum(), counts[MessageState.Sent]));
        var history = await worker.Services.GetRequiredService<ILedger>().ReadHistoryAsync(Course, null, null, Cancel);
        Assert.Equal(
            counts[MessageState.Superseded], history.Count(e => e.Detail == "reminder not sent: the session had begun"));
    }

    [Fact]
    public async Task A_reminder_that_waits_for_its_turn_until_the_start_is_dropped()
    {
        var clock = new VirtualClock(SystemClock.Instance.GetCurrentInstant());
        var office = new LanesOffice((mail, cancel) => mail.Kind == "reminder"
            ? Task.Delay(Timeout.InfiniteTimeSpan, cancel)
            : Task.CompletedTask);
        using var worker = await OpenAsync(office, clock);
        await LookAsync(worker, Cancel);
        var session = await FindAsync(worker);
        clock.AdvanceTo(session.Time.Start - Duration.FromMilliseconds(50));
        await worker.Services.GetRequiredService<ILedger>().RecordAsync(
            session, [new ReminderQueued(session.Learners[0].Id, Period.FromHours(1))], clock.Now, Cancel);

        await LookAsync(worker, Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);

        var counts = await CountAsync(worker);
        Assert.Equal((Learners, 1), (counts[MessageState.Sent], counts[MessageState.Superseded]));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
        {
            if (Interlocked.CompareExchange(ref most, value, seen) == seen)
                return;
        }
    }

    private static Task LookAsync(IHost worker, CancellationToken cancel) =>
        worker.Services.GetRequiredService<IAgendaHandler>().LookAsync(AgendaItem.Outbox, cancel);

    private static Task<ImmutableDictionary<MessageState, int>> CountAsync(IHost worker) =>
        worker.Services.GetRequiredService<IOutbox>().CountAsync(Course, Cancel);

    private static async Task QueueAsync(IHost worker, Func<LearnerId, Fact> fact, Instant now)
    {
        var session = await FindAsync(worker);
        await worker.Services.GetRequiredService<ILedger>().RecordAsync(
            session, [.. session.Learners.Select(learner => fact(learner.Id))], now, Cancel);
    }

    private static async Task<SessionFacts> FindAsync(IHost worker) =>
        (await worker.Services.GetRequiredService<ILedger>().FindSessionAsync(new SessionId(Course, "session-1"), Cancel))!;

    private async Task<IHost> OpenAsync(IPostOffice office, TimeProvider? clock = null)
    {
        var worker = LedgerFile.Open(_folder.FullName, port: 0, connections: 1, office, clock);
        await worker.Services.GetRequiredService<ILedgerStart>().PrepareAsync(Cancel);
        return worker;
    }
}
