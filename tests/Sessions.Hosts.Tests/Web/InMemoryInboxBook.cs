using System.Collections.Immutable;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Web;

/// <summary>What became of received messages, in a list.</summary>
public sealed class InMemoryInboxBook : IInboxBook
{
    public List<InboxEntry> Entries { get; } = [];

    public Dictionary<EmailAddress, string> Cursors { get; } = [];

    public Task<string?> FindCursorAsync(EmailAddress mailbox, CancellationToken cancel) =>
        Task.FromResult(Cursors.GetValueOrDefault(mailbox));

    public Task SaveCursorAsync(EmailAddress mailbox, string cursor, CancellationToken cancel)
    {
        Cursors[mailbox] = cursor;
        return Task.CompletedTask;
    }

    public Task<bool> IsHandledAsync(EmailAddress mailbox, string messageId, CancellationToken cancel) =>
        Task.FromResult(Entries.Exists(e => e.Mailbox == mailbox && e.MessageId == messageId));

    public Task KeepAsync(InboxEntry entry, CancellationToken cancel)
    {
        if (!Entries.Exists(e => e.Mailbox == entry.Mailbox && e.MessageId == entry.MessageId))
            Entries.Add(entry);

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<InboxEntry>> ListQuarantinedAsync(
        CourseId course, int most, CancellationToken cancel) => Task.FromResult(Entries
        .Where(e => e.Outcome is InboxOutcome.Quarantined && (e.Course is null || e.Course == course))
        .OrderByDescending(e => e.ReceivedAt)
        .Take(most)
        .ToImmutableArray());
}
