using Microsoft.EntityFrameworkCore;
using Sessions.Adapters.Database.Rows;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>Writes down how attempts ended.</summary>
internal sealed class OutboxSettling(NotePad notes)
{
    // Two statements for all that have left, since they are run for every message there ever is; EF Core would take
    // two for each.
    private const string Sent =
        """
        UPDATE outbox SET state = 'Sent', note = v.column2, sent_at = v.column3 FROM (VALUES {0}) AS v
        WHERE outbox.number = v.column1 AND outbox.state <> 'Sent' RETURNING outbox.number
        """;

    private const string Told =
        "INSERT INTO history (course_id, session, learner_key, learner, at, event, detail) VALUES {0}";

    /// <summary>In the order in which rows are taken, so that takers and settlers do not wait for each other.</summary>
    public async Task WriteAsync(IEnumerable<Settlement> settlements, CancellationToken cancel)
    {
        var inOrder = settlements.OrderBy(s => s.Message.Number).ToList();
        var told = await SentAsync([.. inOrder.OfType<MessageSent>()], cancel);
        foreach (var settlement in inOrder)
        {
            var changed = settlement switch
            {
                MessageSent => 0,
                MessageRefused refused => await RefusedAsync(refused, cancel),
                MessageDeferred deferred => await DeferredAsync(deferred, cancel),
                ReminderDropped dropped => await DroppedAsync(dropped, cancel),
                _ => throw new ArgumentOutOfRangeException(nameof(settlements), settlement, message: null),
            };
            if (changed > 0 && Chronicle.Of(settlement) is { } entry)
                told.Add(entry);
        }

        await TellAsync(told, cancel);
    }

    // Whoever holds the lease: it has left, and that is what counts.
    private async Task<List<HistoryEntry>> SentAsync(List<MessageSent> sent, CancellationToken cancel)
    {
        if (sent.Count == 0)
            return [];

        var rows = sent.Select(s => (object?[])[s.Message.Number, s.Detail, InstantConverter.ToDatabase(s.At)]);
        var changed = await notes.ListAsync(Sent, [.. rows], cancel);
        return [.. sent.Where(s => changed.Contains(s.Message.Number)).Select(Chronicle.Of).OfType<HistoryEntry>()];
    }

    private async Task TellAsync(List<HistoryEntry> entries, CancellationToken cancel)
    {
        if (entries.Count == 0)
            return;

        var rows = entries.Select(HistoryRows.Of).Select(h => (object?[])
            [h.CourseId, h.Session, h.LearnerKey, h.Learner, InstantConverter.ToDatabase(h.At), h.Event, h.Detail]);
        await notes.RunAsync(Told, [.. rows], cancel);
    }

    private Task<int> RefusedAsync(MessageRefused refused, CancellationToken cancel) => Held(refused.Message)
        .ExecuteUpdateAsync(
            set => set
                .SetProperty(o => o.State, MessageState.Refused)
                .SetProperty(o => o.Attempts, o => o.Attempts + 1)
                .SetProperty(o => o.Note, refused.Why),
            cancel);

    private async Task<int> DeferredAsync(MessageDeferred deferred, CancellationToken cancel)
    {
        var overtaken = await OutboxWriter.IsOvertakenAsync(notes.Context, deferred.Message, cancel);
        var state = overtaken ? MessageState.Superseded : MessageState.Pending;
        var made = deferred.Outcome is FaultOutcome.NotMade ? 0 : 1;
        var unknown = deferred.Outcome is FaultOutcome.Unknown;
        return await Held(deferred.Message).ExecuteUpdateAsync(
            set => set
                .SetProperty(o => o.State, state)
                .SetProperty(o => o.Due, deferred.Again)
                .SetProperty(o => o.Attempts, o => o.Attempts + made)
                .SetProperty(o => o.Doubtful, o => o.Doubtful || unknown)
                .SetProperty(o => o.Note, deferred.Why),
            cancel);
    }

    private Task<int> DroppedAsync(ReminderDropped dropped, CancellationToken cancel) => Held(dropped.Message)
        .ExecuteUpdateAsync(
            set => set.SetProperty(o => o.State, MessageState.Superseded).SetProperty(o => o.Note, Chronicle.HadBegun),
            cancel);

    // Attempts rises with every lease that runs out, and so tells this lease from a later one.
    private IQueryable<OutboxRow> Held(OutboxMessage message) => notes.Context.Outbox.Where(o =>
        o.Number == message.Number && o.State == MessageState.Sending && o.Attempts == message.Attempts);
}
