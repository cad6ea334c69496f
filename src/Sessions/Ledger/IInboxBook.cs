using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;

namespace Sessions.Ledger;

/// <summary>Which messages of an organizer's mailbox were handled, so that none is handled twice.</summary>
public interface IInboxBook
{
    /// <returns>Null for a mailbox that was never read.</returns>
    Task<string?> FindCursorAsync(EmailAddress mailbox, CancellationToken cancel);

    Task SaveCursorAsync(EmailAddress mailbox, string cursor, CancellationToken cancel);

    Task<bool> IsHandledAsync(EmailAddress mailbox, string messageId, CancellationToken cancel);

    /// <summary>Keeps what became of a message; one that is kept already stays as it is.</summary>
    Task KeepAsync(InboxEntry entry, CancellationToken cancel);

    /// <summary>What could not be read, newest first, of one course or of none that could be told.</summary>
    Task<ImmutableArray<InboxEntry>> ListQuarantinedAsync(CourseId course, int most, CancellationToken cancel);
}

/// <param name="MessageId">The Message-ID, or the mailbox's own name for a message that has none.</param>
/// <param name="Course">Null where it could not be told.</param>
/// <param name="Detail">A sentence for people; never the message's own text.</param>
public sealed record InboxEntry(
    EmailAddress Mailbox, string MessageId, Instant ReceivedAt, Instant HandledAt, InboxOutcome Outcome,
    CourseId? Course, string Detail);

public enum InboxOutcome
{
    /// <summary>A reply that counted, or was older than one that counts.</summary>
    Applied,

    /// <summary>Nothing of ours.</summary>
    Ignored,

    /// <summary>Meant for us and not to be read: a person should look.</summary>
    Quarantined,
}
