using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Sessions.Adapters.Database.Rows;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

internal sealed class DatabaseInboxBook(LedgerDatabase database) : IInboxBook
{
    public Task<string?> FindCursorAsync(EmailAddress mailbox, CancellationToken cancel) =>
        database.ReadAsync(context => context.Mailboxes
            .Where(m => m.Mailbox == mailbox.Key).Select(m => m.Cursor).SingleOrDefaultAsync(cancel));

    public Task SaveCursorAsync(EmailAddress mailbox, string cursor, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                if (await context.Mailboxes.SingleOrDefaultAsync(m => m.Mailbox == mailbox.Key, cancel) is { } row)
                    row.Cursor = cursor;
                else
                    context.Mailboxes.Add(new MailboxRow { Mailbox = mailbox.Key, Cursor = cursor });

                return await context.SaveChangesAsync(cancel);
            },
            cancel);

    public Task<bool> IsHandledAsync(EmailAddress mailbox, string messageId, CancellationToken cancel) =>
        database.ReadAsync(context => Find(context, mailbox, messageId).AnyAsync(cancel));

    public Task KeepAsync(InboxEntry entry, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                if (!await Find(context, entry.Mailbox, entry.MessageId).AnyAsync(cancel))
                    context.Inbox.Add(Row(entry));

                return await context.SaveChangesAsync(cancel);
            },
            cancel);

    public Task<ImmutableArray<InboxEntry>> ListQuarantinedAsync(
        CourseId course, int most, CancellationToken cancel) =>
        database.ReadAsync(async context =>
        {
            var rows = await context.Inbox
                .Where(i => i.Outcome == InboxOutcome.Quarantined)
                .Where(i => i.CourseId == null || i.CourseId == course.Value)
                .OrderByDescending(i => i.ReceivedAt).ThenBy(i => i.MessageId)
                .Take(most)
                .ToListAsync(cancel);
            return rows.Select(Entry).ToImmutableArray();
        });

    private static IQueryable<InboxRow> Find(LedgerContext context, EmailAddress mailbox, string messageId) =>
        context.Inbox.Where(i => i.Mailbox == mailbox.Key && i.MessageId == messageId);

    private static InboxRow Row(InboxEntry entry) => new()
    {
        Mailbox = entry.Mailbox.Key,
        MessageId = entry.MessageId,
        ReceivedAt = entry.ReceivedAt,
        HandledAt = entry.HandledAt,
        Outcome = entry.Outcome,
        CourseId = entry.Course?.Value,
        Detail = entry.Detail,
    };

    private static InboxEntry Entry(InboxRow row) => new(
        EmailAddress.Parse(row.Mailbox), row.MessageId, row.ReceivedAt, row.HandledAt, row.Outcome,
        row.CourseId is null ? null : new CourseId(row.CourseId), row.Detail);
}
