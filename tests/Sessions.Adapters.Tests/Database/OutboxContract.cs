using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Database;

/// <summary>What every outbox does, whichever database it is on.</summary>
public abstract class OutboxContract : IAsyncLifetime
{
    private static readonly Instant Now = LedgerSamples.Now;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestDatabase Database { get; set; } = null!;

    private TestHost Host { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await CreateAsync();
        Host = await Database.StartAsync();
        await Host.Ledger.AcceptAsync(
            LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners, [], Now, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<TestDatabase> CreateAsync();

    [Fact]
    public async Task A_queued_message_comes_out_as_it_went_in()
    {
        var seen = await InviteAsync();

        var message = (await TakeAsync(Later(1)))[0];

        var ana = seen.Learners[0];
        var draft = OutboxDraft.From(seen, LedgerSamples.Invite(seen, ana.Id, 0, first: true), Now)!;
        Assert.Equal(
            new OutboxMessage(
                message.Number, MessageKind.Invitation, draft.MessageId, seen.Id, ana.Id, ana.Learner, 0, draft.Uid, 0,
                Now, InvitationContents.Of(seen), null, 0, Doubtful: false),
            message);
    }

    [Fact]
    public async Task Queueing_asks_for_a_look_at_the_outbox_and_tells_it()
    {
        var told = Host.Signal.ReadAsync(Cancel).GetAsyncEnumerator(Cancel);
        await InviteAsync();
        await Host.RecordAsync("session-1", Later(2), new SessionBegan());
        await InviteAsync("session-2");

        Assert.Equal(
            new AgendaItem(AgendaItem.Outbox, Later(1), 2), await Host.Agenda.FindAsync(AgendaItem.Outbox, Cancel));
        Assert.True(await told.MoveNextAsync());
        Assert.Equal(AgendaItem.Outbox, told.Current);
        await told.DisposeAsync();
    }

    [Fact]
    public async Task A_reminder_that_could_not_leave_before_the_start_never_does()
    {
        var seen = await InviteAsync();
        var start = seen.Time.Start;
        await Host.RecordAsync("session-1", Later(2), new ReminderQueued(seen.Learners[0].Id, Period.FromHours(1)));
        var reminder = (await TakeAsync(Later(3))).Single(m => m.Kind is MessageKind.Reminder);
        await Host.Outbox.DeferAsync(reminder, start - Duration.FromMinutes(1), "busy", Cancel);

        Assert.DoesNotContain(await TakeAsync(start), m => m.Kind is MessageKind.Reminder);

        var history = await Host.Ledger.ReadHistoryAsync(LedgerSamples.Id, "session-1", null, Cancel);
        Assert.Equal("reminder not sent: the session had begun", history[^1].Detail);
        Assert.DoesNotContain(await TakeAsync(start + Duration.FromDays(1)), m => m.Kind is MessageKind.Reminder);
    }

    [Fact]
    public async Task A_reminder_that_waited_still_leaves_in_the_last_moment()
    {
        var seen = await InviteAsync();
        await Host.RecordAsync("session-1", Later(2), new ReminderQueued(seen.Learners[0].Id, Period.FromHours(1)));

        Assert.Contains(
            await TakeAsync(seen.Time.Start - Duration.FromSeconds(1)), m => m.Kind is MessageKind.Reminder);
    }

    [Fact]
    public async Task A_settlement_that_was_broken_off_leaves_nothing_and_the_next_is_written()
    {
        await InviteAsync();
        var messages = await TakeAsync(Later(1));
        using var stopped = new CancellationTokenSource();
        await Host.Outbox.SentAsync(messages[0], Later(1), "250 first", Cancel);
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Host.Outbox.SentAsync(messages[1], Later(1), "250 broken off", stopped.Token));
        Assert.Equal(1, (await Host.Outbox.CountAsync(LedgerSamples.Id, Cancel))[MessageState.Sent]);

        await Host.Outbox.SentAsync(messages[1], Later(1), "250 second", Cancel);

        Assert.Equal(2, (await Host.Outbox.CountAsync(LedgerSamples.Id, Cancel))[MessageState.Sent]);
    }

    [Fact]
    public async Task Messages_come_oldest_first_and_no_more_than_asked_for()
    {
        await InviteAsync();
        await InviteAsync("session-2");

        var first = await Host.Outbox.TakeAsync(3, Later(1), Later(2), Cancel);
        var second = await Host.Outbox.TakeAsync(3, Later(1), Later(2), Cancel);

        Assert.Equal((3, 1), (first.Length, second.Length));
        Assert.Equal(["session-1", "session-1", "session-2"], first.Select(m => m.Session.Slug));
        Assert.True(first[0].Number < first[1].Number && first[2].Number < second[0].Number);
    }

    [Fact]
    public async Task What_is_not_due_yet_is_not_taken()
    {
        await InviteAsync();
        Assert.Empty(await TakeAsync(Later(1) - Duration.FromSeconds(1)));
    }

    [Fact]
    public async Task Several_takers_get_each_message_once()
    {
        await Host.Ledger.AcceptAsync(
            LedgerSamples.TwoSessions(), LedgerSamples.People(200), [], Now, Cancel);
        var seen = await Host.SessionAsync();
        await Host.Ledger.RecordAsync(
            seen, [.. seen.Learners.Select(l => LedgerSamples.Invite(seen, l.Id, 0, first: true))], Later(1), Cancel);
        var other = await Database.StartAsync();

        var taken = await Task.WhenAll(
            new[] { Host, other, Host, other }.Select(h => Task.Run(() => AllAsync(h.Outbox), Cancel)));

        var ids = taken.SelectMany(t => t).ToList();
        Assert.Equal(seen.Learners.Length, ids.Count);
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());

        static async Task<List<string>> AllAsync(IOutbox outbox)
        {
            List<string> ids = [];
            while (await outbox.TakeAsync(7, Later(1), Later(2), Cancel) is { IsEmpty: false } messages)
                ids.AddRange(messages.Select(m => m.MessageId));

            return ids;
        }
    }

    [Fact]
    public async Task A_message_whose_lease_ran_out_comes_again_in_doubt_with_the_same_id()
    {
        await InviteAsync();
        var lost = (await TakeAsync(Later(1)))[0];

        Assert.Empty(await TakeAsync(Later(2) - Duration.FromSeconds(1)));
        var again = (await Host.Outbox.TakeAsync(9, Later(2), Later(3), Cancel))[0];

        Assert.Equal(lost with { Attempts = 1, Doubtful = true }, again);
        await Host.Outbox.DeferAsync(again, Later(4), "try later", Cancel);
        var third = (await TakeAsync(Later(4))).Single(m => m.Number == again.Number);
        Assert.Equal(lost with { Attempts = 2, Doubtful = true }, third);
    }

    [Fact]
    public async Task A_sent_message_is_done_and_in_the_history_once()
    {
        await InviteAsync();
        var message = (await TakeAsync(Later(1)))[0];

        await Host.Outbox.SentAsync(message, Later(1), "250 2.0.0 Ok", Cancel);
        await Host.Outbox.SentAsync(message, Later(2), "250 2.0.0 Ok", Cancel);

        Assert.DoesNotContain(await TakeAsync(Later(9)), m => m.Number == message.Number);
        var entry = Assert.Single(await HistoryAsync(), h => h.Event == "invitation.sent");
        Assert.Equal(
            new HistoryEntry(
                Later(1), "invitation.sent", LedgerSamples.Id, "session-1", "Ana.Ruiz@example.org", "250 2.0.0 Ok"),
            entry);
    }

    [Fact]
    public async Task A_deferred_message_waits_until_it_is_due_again()
    {
        await InviteAsync();
        var message = (await TakeAsync(Later(1)))[0];

        await Host.Outbox.DeferAsync(message, Later(5), "451 greylisted", Cancel);

        Assert.DoesNotContain(await TakeAsync(Later(4)), m => m.Number == message.Number);
        Assert.Contains(message with { Attempts = 1 }, await TakeAsync(Later(5)));
        Assert.DoesNotContain(await HistoryAsync(), h => h.Detail.Contains("451", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_lost_the_lease_can_neither_defer_nor_refuse_but_its_success_counts()
    {
        await InviteAsync();
        var slow = (await TakeAsync(Later(1)))[0];
        var again = (await Host.Outbox.TakeAsync(9, Later(2), Later(9), Cancel))[0];
        Assert.Equal(slow.Number, again.Number);

        await Host.Outbox.DeferAsync(slow, Later(3), "late", Cancel);
        await Host.Outbox.RefuseAsync(slow, Later(3), "late", Cancel);
        Assert.Equal(2, (await CountAsync())[MessageState.Sending]);

        await Host.Outbox.SentAsync(slow, Later(3), "250", Cancel);
        Assert.Equal((1, 1), ((await CountAsync())[MessageState.Sending], (await CountAsync())[MessageState.Sent]));
    }

    [Fact]
    public async Task A_refused_message_is_kept_and_warned_of()
    {
        await InviteAsync();
        var message = (await TakeAsync(Later(1)))[0];

        await Host.Outbox.RefuseAsync(message, Later(1), "550 no such user", Cancel);

        Assert.DoesNotContain(await TakeAsync(Later(9)), m => m.Number == message.Number);
        Assert.Equal(1, (await CountAsync())[MessageState.Refused]);
        Assert.Equal(
            new HistoryEntry(
                Later(1), "warning", LedgerSamples.Id, "session-1", "Ana.Ruiz@example.org",
                "Invitation not delivered: 550 no such user"),
            (await HistoryAsync())[^1]);
    }

    [Fact]
    public async Task A_message_that_came_back_counts_as_refused_once_and_stays_counted_as_one_that_left()
    {
        await InviteAsync();
        var (message, other) = ((await TakeAsync(Later(1)))[0], ReturnedAs("unknown@example.org"));
        await Host.Outbox.SentAsync(message, Later(1), "250 ok", Cancel);

        Assert.Equal(new ReturnOutcome(null, false), await Host.Outbox.ReturnAsync(other, Later(2), Cancel));
        for (var read = 0; read < 2; read++)
        {
            Assert.Equal(
                new ReturnOutcome(LedgerSamples.Id, false),
                await Host.Outbox.ReturnAsync(ReturnedAs(message.MessageId), Later(2), Cancel));
        }

        Assert.Equal((1, false), ((await CountAsync())[MessageState.Refused], (await CountAsync()).ContainsKey(MessageState.Sent)));
        Assert.Equal(
            [
                new HistoryEntry(
                    Later(1), "invitation.sent", LedgerSamples.Id, "session-1", "Ana.Ruiz@example.org", "250 ok"),
                new HistoryEntry(
                    Later(2), "warning", LedgerSamples.Id, "session-1", "Ana.Ruiz@example.org",
                    "Invitation not delivered: 550 5.1.1 no such user"),
            ],
            (await HistoryAsync()).TakeLast(2));
        Assert.Equal(1, await Host.Outbox.CountSentAsync(null, Now, Cancel));
    }

    [Fact]
    public async Task Without_a_Message_ID_the_last_message_that_went_there_before_the_report_came_back()
    {
        await InviteAsync();
        await InviteAsync("session-2");
        var mails = (await TakeAsync(Later(1))).Where(m => m.Learner.Email.Value == "Ana.Ruiz@example.org").ToList();
        foreach (var (mail, hour) in mails.Zip([2, 4]))
            await Host.Outbox.SentAsync(mail, Later(hour), "250 ok", Cancel);
        var ana = ReturnedAs(null) with { To = EmailAddress.Parse("ana.ruiz@example.org"), ReportedAt = Later(3) };

        await Host.Outbox.ReturnAsync(ana with { To = EmailAddress.Parse("ana@example.org") }, Later(5), Cancel);
        await Host.Outbox.ReturnAsync(ana with { ReportedAt = Later(1) }, Later(5), Cancel);
        await Host.Outbox.ReturnAsync(ana with { ReportedAt = Later(4 + (24 * 6)) }, Later(5), Cancel);
        Assert.Equal(2, (await CountAsync())[MessageState.Sent]);

        await Host.Outbox.ReturnAsync(ana, Later(5), Cancel);
        Assert.Equal(
            ("warning", "session-1", "Ana.Ruiz@example.org"),
            (await HistoryAsync()).Select(h => (h.Event, h.Session, h.Learner)).Last());
        Assert.Equal((1, 1), ((await CountAsync())[MessageState.Refused], (await CountAsync())[MessageState.Sent]));
    }

    [Fact]
    public async Task What_came_back_while_it_is_being_sent_is_to_be_reported_again()
    {
        await InviteAsync();
        var message = (await TakeAsync(Later(1)))[0];
        var returned = ReturnedAs(message.MessageId);

        Assert.Equal(
            new ReturnOutcome(LedgerSamples.Id, true), await Host.Outbox.ReturnAsync(returned, Later(1), Cancel));
        Assert.Equal(2, (await CountAsync())[MessageState.Sending]);

        await Host.Outbox.DeferAsync(message, Later(3), "the line broke", Cancel, FaultOutcome.Unknown);
        await Host.Outbox.ReturnAsync(returned, Later(2), Cancel);
        Assert.Equal(1, (await CountAsync())[MessageState.Refused]);
        Assert.DoesNotContain(await TakeAsync(Later(4)), m => m.Number == message.Number);
    }

    [Fact]
    public async Task What_has_not_left_cannot_have_come_back()
    {
        await InviteAsync();
        var message = (await TakeAsync(Later(1)))[0];
        await Host.Outbox.DeferAsync(message, Later(2), "450 later", Cancel);

        await Host.Outbox.ReturnAsync(ReturnedAs(message.MessageId), Later(1), Cancel);

        Assert.Equal(1, (await CountAsync())[MessageState.Pending]);
        Assert.Contains(await TakeAsync(Later(3)), m => m.Number == message.Number);
    }

    [Fact]
    public async Task A_reminder_that_its_turn_came_too_late_for_is_gone_and_told()
    {
        var seen = await InviteAsync();
        await Host.RecordAsync("session-1", Later(2), new ReminderQueued(seen.Learners[0].Id, Period.FromHours(1)));
        var reminder = (await TakeAsync(Later(3))).Single(m => m.Kind is MessageKind.Reminder);

        await Host.Outbox.SettleAsync([new ReminderDropped(reminder, seen.Time.Start)], Cancel);

        Assert.Equal(1, (await CountAsync())[MessageState.Superseded]);
        Assert.Equal("reminder not sent: the session had begun", (await HistoryAsync())[^1].Detail);
        Assert.DoesNotContain(await TakeAsync(Later(9)), m => m.Number == reminder.Number);
    }

    [Fact]
    public async Task A_newer_calendar_message_takes_the_place_of_the_one_that_waits()
    {
        var seen = await InviteAsync();
        var (ana, ben) = (seen.Learners[0].Id, seen.Learners[1].Id);

        await Host.RecordAsync("session-1", Later(1), LedgerSamples.Invite(seen, ana, 1, first: false));

        Assert.Equal(
            [(ben, MessageKind.Invitation, 0), (ana, MessageKind.Update, 1)],
            (await TakeAsync(Later(1))).Select(m => (m.LearnerId, m.Kind, m.Sequence)));
        Assert.Equal(1, (await CountAsync())[MessageState.Superseded]);
    }

    [Fact]
    public async Task An_update_leaves_a_reminder_that_tells_the_right_hour()
    {
        var seen = await InviteAsync();
        var ana = seen.Learners[0].Id;
        await Host.RecordAsync("session-1", Later(1), new ReminderQueued(ana, Period.FromDays(1)));

        await Host.RecordAsync("session-1", Later(1), LedgerSamples.Invite(seen, ana, 1, first: false));

        Assert.Equal(
            [MessageKind.Invitation, MessageKind.Reminder, MessageKind.Update],
            (await TakeAsync(Later(1))).Select(m => m.Kind));
    }

    [Fact]
    public async Task A_move_takes_back_the_reminder_that_tells_the_old_hour()
    {
        var seen = await InviteAsync();
        var ana = seen.Learners[0].Id;
        await Host.RecordAsync("session-1", Later(1), new ReminderQueued(ana, Period.FromDays(1)));
        var moved = LedgerSamples.Invite(seen, ana, 1, first: false);
        moved = moved with { Content = moved.Content with { Start = moved.Content.Start + Duration.FromDays(1) } };

        await Host.RecordAsync("session-1", Later(1), moved);

        Assert.Equal([MessageKind.Invitation, MessageKind.Update], (await TakeAsync(Later(1))).Select(m => m.Kind));
    }

    [Fact]
    public async Task A_cancellation_takes_the_place_of_reminders_too_but_not_of_watch_links_or_other_sessions()
    {
        var seen = await InviteAsync();
        await InviteAsync("session-2");
        var ana = seen.Learners[0].Id;
        await Host.RecordAsync("session-1", Later(1), new ReminderQueued(ana, Period.FromDays(1)),
            new WatchLinkQueued(ana));

        await Host.RecordAsync("session-1", Later(1), LedgerSamples.Uninvite(seen, ana, 1));

        Assert.Equal(
            [
                ("session-2", MessageKind.Invitation), ("session-1", MessageKind.WatchLink),
                ("session-1", MessageKind.Cancellation),
            ],
            (await TakeAsync(Later(1))).Where(m => m.LearnerId == ana).Select(m => (m.Session.Slug, m.Kind)));
    }

    [Fact]
    public async Task What_is_being_sent_is_not_superseded_but_is_when_it_did_not_leave()
    {
        var seen = await InviteAsync();
        var ana = seen.Learners[0].Id;
        var message = (await TakeAsync(Later(1)))[0];

        await Host.RecordAsync("session-1", Later(1), LedgerSamples.Invite(seen, ana, 1, first: false));
        Assert.Equal(2, (await CountAsync())[MessageState.Sending]);

        await Host.Outbox.DeferAsync(message, Later(2), "451", Cancel);
        Assert.Equal(1, (await CountAsync())[MessageState.Superseded]);
        Assert.Equal(
            [MessageKind.Update], (await TakeAsync(Later(2))).Where(m => m.LearnerId == ana).Select(m => m.Kind));
    }

    [Fact]
    public async Task The_same_message_is_queued_once_and_waits_again_when_it_was_superseded()
    {
        var seen = await InviteAsync();
        var ana = seen.Learners[0].Id;
        await Host.RecordAsync("session-1", Later(1), new WatchLinkQueued(ana));
        await Host.RecordAsync("session-1", Later(1), new WatchLinkQueued(ana));
        Assert.Equal(3, (await CountAsync())[MessageState.Pending]);

        await Host.RecordAsync("session-1", Later(1), LedgerSamples.Invite(seen, ana, 1, first: false));
        await Host.RecordAsync("session-1", Later(2), LedgerSamples.Invite(seen, ana, 0, first: true));

        Assert.Equal(
            [MessageKind.Invitation, MessageKind.WatchLink],
            (await TakeAsync(Later(2))).Where(m => m.LearnerId == ana).Select(m => m.Kind));
    }

    [Fact]
    public async Task The_next_message_is_due_when_the_first_waits_or_the_first_lease_ends()
    {
        Assert.Null(await Host.Outbox.NextDueAsync(Cancel));
        await InviteAsync();
        Assert.Equal(Later(1), await Host.Outbox.NextDueAsync(Cancel));

        var messages = await TakeAsync(Later(1));
        Assert.Equal(Later(2), await Host.Outbox.NextDueAsync(Cancel));

        await Host.Outbox.SentAsync(messages[0], Later(1), "250", Cancel);
        await Host.Outbox.DeferAsync(messages[1], Later(7), "451", Cancel);
        Assert.Equal(Later(7), await Host.Outbox.NextDueAsync(Cancel));
    }

    [Fact]
    public async Task What_was_not_tried_comes_again_as_it_was()
    {
        await InviteAsync();
        var message = (await TakeAsync(Later(1)))[0];

        await Host.Outbox.DeferAsync(message, Later(2), "its turn comes", Cancel, FaultOutcome.NotMade);

        Assert.Contains(message, await TakeAsync(Later(2)));
        Assert.DoesNotContain(await HistoryAsync(), h => h.Detail.Contains("turn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_may_have_arrived_comes_again_in_doubt_and_the_history_says_so()
    {
        await InviteAsync();
        var message = (await TakeAsync(Later(1)))[0];

        await Host.Outbox.DeferAsync(message, Later(2), "the line broke", Cancel, FaultOutcome.Unknown);

        Assert.Contains(message with { Attempts = 1, Doubtful = true }, await TakeAsync(Later(2)));
        Assert.Equal(
            ("warning", "Ana.Ruiz@example.org",
                "Invitation may arrive twice, under one Message-ID, since it is sent again: the line broke"),
            (await HistoryAsync()).Select(h => (h.Event, h.Learner, h.Detail)).Last());
    }

    [Fact]
    public async Task Settlements_of_all_kinds_are_written_together()
    {
        await InviteAsync();
        await InviteAsync("session-2");
        var messages = await TakeAsync(Later(1));

        await Host.Outbox.SettleAsync(
            [
                new MessageSent(messages[2], Later(1), "250 third"),
                new MessageSent(messages[0], Later(1), "250 first {0} ' \""),
                new MessageRefused(messages[1], Later(1), "550 second"),
                new MessageDeferred(messages[3], Later(1), Later(2), "451 fourth", FaultOutcome.NotTaken),
            ],
            Cancel);

        var counts = await CountAsync();
        Assert.Equal(
            (2, 1, 1),
            (counts[MessageState.Sent], counts[MessageState.Refused], counts[MessageState.Pending]));
        Assert.Equal(
            ["250 first {0} ' \"", "250 third", "Invitation not delivered: 550 second"],
            (await HistoryAsync()).TakeLast(3).Select(h => h.Detail));
    }

    [Fact]
    public async Task What_keeps_messages_from_leaving_is_told_with_the_commonest_reason_first()
    {
        await InviteAsync();
        await InviteAsync("session-2");
        var messages = await TakeAsync(Later(1));
        foreach (var message in messages.Take(3))
            await Host.Outbox.DeferAsync(
                message, Later(message == messages[0] ? 3 : 2), message == messages[2] ? "535 who?" : "451 busy", Cancel);

        Assert.Equal(
            [new HeldMessages(2, "451 busy", Later(2)), new HeldMessages(1, "535 who?", Later(2))],
            await Host.Outbox.ListHeldAsync(LedgerSamples.Id, Cancel));
        Assert.Empty(await Host.Outbox.ListHeldAsync(new CourseId("other"), Cancel));
    }

    [Fact]
    public async Task What_has_left_since_an_instant_is_counted_by_instructor_and_survives_a_restart()
    {
        await InviteAsync();
        var messages = await TakeAsync(Later(1));
        await Host.Outbox.SentAsync(messages[0], Later(1), "250", Cancel);
        await Host.Outbox.SentAsync(messages[1], Later(2), "250", Cancel);
        var other = await Database.StartAsync();

        var becky = EmailAddress.Parse("Becky.Russell@example.org");
        Assert.Equal(2, await other.Outbox.CountSentAsync(null, Now, Cancel));
        Assert.Equal(2, await other.Outbox.CountSentAsync(becky, Now, Cancel));
        Assert.Equal(1, await other.Outbox.CountSentAsync(becky, Later(1), Cancel));
        Assert.Equal(0, await other.Outbox.CountSentAsync(EmailAddress.Parse("ben@example.net"), Now, Cancel));
    }

    [Fact]
    public async Task Messages_are_counted_by_course_and_state()
    {
        await InviteAsync();
        Assert.Equal(
            [KeyValuePair.Create(MessageState.Pending, 2)], await CountAsync());
        Assert.Empty(await Host.Outbox.CountAsync(new CourseId("other"), Cancel));
    }

    private static ReturnedMessage ReturnedAs(string? messageId) =>
        new(messageId, To: null, Later(1), "550 5.1.1 no such user");

    private static Instant Later(int hours) => Now + Duration.FromHours(hours);

    private async Task<SessionFacts> InviteAsync(string slug = "session-1")
    {
        var seen = await Host.SessionAsync(slug);
        await Host.Ledger.RecordAsync(
            seen, [.. seen.Learners.Select(l => LedgerSamples.Invite(seen, l.Id, 0, first: true))], Later(1), Cancel);
        return seen;
    }

    private Task<ImmutableArray<OutboxMessage>> TakeAsync(Instant now) =>
        Host.Outbox.TakeAsync(100, now, now + Duration.FromHours(1), Cancel);

    private Task<ImmutableDictionary<MessageState, int>> CountAsync() =>
        Host.Outbox.CountAsync(LedgerSamples.Id, Cancel);

    private Task<ImmutableArray<HistoryEntry>> HistoryAsync() =>
        Host.Ledger.ReadHistoryAsync(LedgerSamples.Id, null, null, Cancel);
}

public sealed class SqliteOutboxTests : OutboxContract
{
    protected override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Service", "Postgres")]
public sealed class PostgresOutboxTests : OutboxContract
{
    protected override Task<TestDatabase> CreateAsync() => TestDatabase.PostgresAsync();
}
