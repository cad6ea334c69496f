using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Sessions.Adapters.Database.Rows;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

internal sealed class DatabaseOutbox(LedgerDatabase database, IDateTimeZoneProvider zones) : IOutbox
{
    public Task<ImmutableArray<OutboxMessage>> TakeAsync(
        int most, Instant now, Instant until, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                var rows = await context.Takeable(most, now).ToListAsync(cancel);
                foreach (var row in rows)
                    Lease(row, until);

                await context.SaveChangesAsync(cancel);
                return await WithLearnersAsync(context, rows, cancel);
            },
            cancel);

    public Task SentAsync(OutboxMessage message, Instant at, string detail, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                // Whoever still holds the lease: it has left, and that is what counts.
                var changed = await context.Outbox
                    .Where(o => o.Number == message.Number && o.State != MessageState.Sent)
                    .ExecuteUpdateAsync(
                        set => set
                            .SetProperty(o => o.State, MessageState.Sent)
                            .SetProperty(o => o.SentAt, at)
                            .SetProperty(o => o.Note, detail),
                        cancel);
                return await TellAsync(context, changed, Chronicle.Of(message, at, detail), cancel);
            },
            cancel);

    public Task DeferAsync(OutboxMessage message, Instant again, string why, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                var overtaken = await OutboxWriter.IsOvertakenAsync(context, message, cancel);
                var state = overtaken ? MessageState.Superseded : MessageState.Pending;
                return await Held(context, message).ExecuteUpdateAsync(
                    set => set
                        .SetProperty(o => o.State, state)
                        .SetProperty(o => o.Due, again)
                        .SetProperty(o => o.Attempts, o => o.Attempts + 1)
                        .SetProperty(o => o.Note, why),
                    cancel);
            },
            cancel);

    public Task RefuseAsync(OutboxMessage message, Instant at, string why, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                var changed = await Held(context, message).ExecuteUpdateAsync(
                    set => set
                        .SetProperty(o => o.State, MessageState.Refused)
                        .SetProperty(o => o.Attempts, o => o.Attempts + 1)
                        .SetProperty(o => o.Note, why),
                    cancel);
                return await TellAsync(context, changed, Chronicle.OfRefusal(message, at, why), cancel);
            },
            cancel);

    public Task<Instant?> NextDueAsync(CancellationToken cancel) =>
        database.ReadAsync(context => context.Outbox
            .Where(o => o.State == MessageState.Pending || o.State == MessageState.Sending)
            .OrderBy(o => o.Due)
            .Select(o => (Instant?)o.Due)
            .FirstOrDefaultAsync(cancel));

    public Task<ImmutableDictionary<MessageState, int>> CountAsync(CourseId course, CancellationToken cancel) =>
        database.ReadAsync(async context =>
        {
            var counts = await context.Outbox
                .Where(o => o.CourseId == course.Value)
                .GroupBy(o => o.State)
                .Select(g => new { State = g.Key, Count = g.Count() })
                .ToListAsync(cancel);
            return counts.ToImmutableDictionary(c => c.State, c => c.Count);
        });

    private static void Lease(OutboxRow row, Instant until)
    {
        if (row.State is MessageState.Sending)
        {
            row.Doubtful = true;
            row.Attempts++;
        }

        row.State = MessageState.Sending;
        row.Due = until;
    }

    // Attempts rises with every lease that ends, and so tells this lease from a later one.
    private static IQueryable<OutboxRow> Held(LedgerContext context, OutboxMessage message) =>
        context.Outbox.Where(o =>
            o.Number == message.Number && o.State == MessageState.Sending && o.Attempts == message.Attempts);

    private static async Task<int> TellAsync(
        LedgerContext context, int changed, HistoryEntry? entry, CancellationToken cancel)
    {
        if (changed > 0 && entry is not null)
        {
            context.History.Add(HistoryRows.Of(entry));
            await context.SaveChangesAsync(cancel);
        }

        return changed;
    }

    private async Task<ImmutableArray<OutboxMessage>> WithLearnersAsync(
        LedgerContext context, List<OutboxRow> rows, CancellationToken cancel)
    {
        if (rows.Count == 0)
            return [];

        var ids = rows.Select(r => r.LearnerId).Distinct().ToArray();
        var learners = await context.Learners
            .AsNoTracking().Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, cancel);
        return
        [
            .. rows.OrderBy(r => r.Number)
                .Select(r => Message(r, r.LearnerId is { } id ? learners[id] : null)),
        ];
    }

    private OutboxMessage Message(OutboxRow row, LearnerRow? learner) => new(
        row.Number,
        row.Kind,
        row.MessageId,
        new SessionId(new CourseId(row.CourseId), row.Session),
        row.LearnerId is { } id ? new LearnerId(id) : null,
        Addressee(row, learner),
        learner?.LinkGeneration ?? 0,
        row.Uid,
        row.Sequence,
        row.Stamp,
        LedgerJson.Read<InvitationContent>(row.Content),
        row.Before is null ? null : PeriodPattern.Roundtrip.Parse(row.Before).Value,
        row.Attempts,
        row.Doubtful)
    {
        ExpiresAt = row.ExpiresAt,
        Summary = row.Summary is null ? null : LedgerJson.Read<SessionSummary>(row.Summary),
    };

    // Under the address the message was written for, whatever the learner's may be by now.
    private Learner Addressee(OutboxRow row, LearnerRow? learner)
    {
        if (learner is null)
        {
            var organizer = LedgerJson.Read<InvitationContent>(row.Content).OrganizerName;
            return new Learner(EmailAddress.Parse(row.Address!), organizer, Zone: null, Language: null);
        }

        var person = FactsReader.Learner(learner, zones);
        return row.Address is null ? person : person with { Email = EmailAddress.Parse(row.Address) };
    }
}
