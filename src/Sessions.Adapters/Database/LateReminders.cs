using Microsoft.EntityFrameworkCore;
using NodaTime;
using Sessions.Adapters.Database.Rows;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>A reminder that could not leave until the session had begun helps nobody: it is dropped, and recorded.</summary>
internal static class LateReminders
{
    public static async Task DropAsync(LedgerContext context, Instant now, CancellationToken cancel)
    {
        var late = await In(context, now).ToListAsync(cancel);
        foreach (var row in late)
        {
            row.State = MessageState.Superseded;
            row.Note = Chronicle.HadBegun;
            context.History.Add(HistoryRows.Of(Told(row, now)));
        }

        if (late.Count > 0)
            await context.SaveChangesAsync(cancel);
    }

    public static IQueryable<OutboxRow> In(LedgerContext context, Instant now) => context.Outbox
        .Where(o => o.Kind == MessageKind.Reminder && o.Due <= now)
        .Where(o => o.State == MessageState.Pending || o.State == MessageState.Sending)
        .Where(o => context.Sessions.Any(s => s.CourseId == o.CourseId && s.Slug == o.Session && s.Start <= now));

    private static HistoryEntry Told(OutboxRow row, Instant now) => new(
        now, EventName.Warning, new CourseId(row.CourseId), row.Session, row.Address,
        Chronicle.ReminderNotSent);
}
