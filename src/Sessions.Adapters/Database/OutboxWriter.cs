using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Sessions.Adapters.Database.Rows;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>Puts messages into the outbox, and takes out those they make pointless.</summary>
internal sealed class OutboxWriter(LedgerContext context, SessionFacts session, Instant now)
{
    private static readonly MessageKind[] Scheduling =
        [MessageKind.Invitation, MessageKind.Update, MessageKind.Cancellation];

    /// <summary>Whether a newer message says what this one would, or says that it no longer holds.</summary>
    public static async Task<bool> IsOvertakenAsync(
        LedgerContext context, OutboxMessage message, CancellationToken cancel)
    {
        MessageKind[] by = message.Kind switch
        {
            MessageKind.Reminder => [MessageKind.Cancellation],
            MessageKind.WatchLink or MessageKind.Expiring or MessageKind.Summary => [],
            _ => Scheduling,
        };
        var (course, address) = (message.Session.Course.Value, message.Learner.Email.Value);
        var learner = message.LearnerId?.Value;
        return await context.Outbox.AnyAsync(
            o => o.CourseId == course && o.Session == message.Session.Slug && o.Address == address
                && o.LearnerId == learner && o.Number > message.Number && by.Contains(o.Kind),
            cancel);
    }

    /// <returns>How many messages now wait that did not before.</returns>
    public async Task<int> QueueAsync(IReadOnlyCollection<OutboxDraft> drafts, CancellationToken cancel)
    {
        if (drafts.Count == 0)
            return 0;

        await SupersedeAsync(drafts, cancel);
        var ids = drafts.Select(d => d.MessageId).ToArray();
        var known = await context.Outbox.Where(o => ids.Contains(o.MessageId)).ToDictionaryAsync(
            o => o.MessageId, StringComparer.Ordinal, cancel);
        return drafts.Count(d => Queue(d, known));
    }

    private static bool Revive(OutboxRow row, Instant now)
    {
        // Times moved there and back again: the message that had not left is the right one after all. One that
        // has left is not sent a second time.
        if (row.State is not MessageState.Superseded)
            return false;

        row.State = MessageState.Pending;
        row.Due = now;
        return true;
    }

    private bool Queue(OutboxDraft draft, Dictionary<string, OutboxRow> known)
    {
        if (known.TryGetValue(draft.MessageId, out var row))
            return Revive(row, now);

        known[draft.MessageId] = row = Row(draft);
        context.Outbox.Add(row);
        return true;
    }

    private async Task SupersedeAsync(IReadOnlyCollection<OutboxDraft> drafts, CancellationToken cancel)
    {
        await SupersedeAsync(Scheduling, drafts.Where(d => Scheduling.Contains(d.Kind)), cancel);
        await SupersedeAsync(
            [MessageKind.Reminder],
            drafts.Where(d => d.Kind is MessageKind.Cancellation || (d.Kind is MessageKind.Update && Moves(d))),
            cancel);
    }

    // A reminder that still waits tells the hour from which the session has just been moved.
    private bool Moves(OutboxDraft draft) =>
        session.Learners.FirstOrDefault(l => l.Id == draft.Learner)?.Invitation is { } invitation
        && invitation.Told.Start != draft.Content.Start;

    private async Task SupersedeAsync(
        MessageKind[] kinds, IEnumerable<OutboxDraft> by, CancellationToken cancel)
    {
        // By address: what takes an entry from an old one is not made pointless by what puts it under the new.
        var addresses = by.Select(d => d.To.Value).Distinct(StringComparer.Ordinal).ToArray();
        if (addresses.Length == 0)
            return;

        var (course, slug) = (session.Id.Course.Value, session.Id.Slug);
        await context.Outbox
            .Where(o => o.CourseId == course && o.Session == slug && o.State == MessageState.Pending)
            .Where(o => kinds.Contains(o.Kind) && addresses.Contains(o.Address))
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.State, MessageState.Superseded), cancel);
    }

    private OutboxRow Row(OutboxDraft draft) => new()
    {
        CourseId = session.Id.Course.Value,
        Session = session.Id.Slug,
        LearnerId = draft.Learner?.Value,
        Address = draft.To.Value,
        Kind = draft.Kind,
        MessageId = draft.MessageId,
        Uid = draft.Uid,
        Sequence = draft.Sequence,
        Stamp = draft.Stamp,
        Content = LedgerJson.Write(draft.Content),
        ExpiresAt = draft.ExpiresAt,
        Summary = draft.Summary is null ? null : LedgerJson.Write(draft.Summary),
        Before = draft.Before is null ? null : PeriodPattern.Roundtrip.Format(draft.Before),
        State = MessageState.Pending,
        Due = now,
    };
}
