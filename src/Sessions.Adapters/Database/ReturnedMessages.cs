using Microsoft.EntityFrameworkCore;
using NodaTime;
using Sessions.Adapters.Database.Rows;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>Writes down that a message came back. It did leave: when, stays in its row.</summary>
internal static class ReturnedMessages
{
    // Servers give up after five days of trying (RFC 5321 4.5.4.1).
    private static readonly Duration LongestTry = Duration.FromDays(6);

    public static async Task<ReturnOutcome> WriteAsync(
        LedgerContext context, ReturnedMessage returned, Instant now, CancellationToken cancel)
    {
        if (await FindAsync(context, returned, cancel) is not { } row)
            return new(Course: null, IsSending: false);

        var course = new CourseId(row.CourseId);
        if (row.State is MessageState.Sending)
            return new(course, IsSending: true);

        if (await RefuseAsync(context, row, returned.Why, cancel) > 0)
        {
            context.History.Add(HistoryRows.Of(new HistoryEntry(
                now, EventName.Warning, course, row.Session, row.Address,
                Chronicle.NotDelivered(row.Kind, returned.Why))));
            await context.SaveChangesAsync(cancel);
        }

        return new(course, IsSending: false);
    }

    private static Task<OutboxRow?> FindAsync(
        LedgerContext context, ReturnedMessage returned, CancellationToken cancel)
    {
        var rows = context.Outbox.AsNoTracking();
        if (returned.MessageId is { } id)
            return rows.SingleOrDefaultAsync(o => o.MessageId == id, cancel);

        var (to, from, until) = (returned.To?.Key, returned.ReportedAt - LongestTry, returned.ReportedAt);
        return rows
            .Where(o => o.SentAt > from && o.SentAt <= until)
            .Where(o => context.Learners.Any(l => l.Id == o.LearnerId && l.EmailKey == to))
            .OrderByDescending(o => o.Number)
            .FirstOrDefaultAsync(cancel);
    }

    // Also one of which nobody knew whether it had left: it had.
    private static Task<int> RefuseAsync(
        LedgerContext context, OutboxRow row, string why, CancellationToken cancel) => context.Outbox
        .Where(o => o.Number == row.Number)
        .Where(o => o.State == MessageState.Sent || (o.State == MessageState.Pending && o.Doubtful))
        .ExecuteUpdateAsync(
            set => set.SetProperty(o => o.State, MessageState.Refused).SetProperty(o => o.Note, why), cancel);
}
