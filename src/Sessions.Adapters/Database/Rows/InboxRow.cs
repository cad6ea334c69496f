using NodaTime;
using Sessions.Ledger;

namespace Sessions.Adapters.Database.Rows;

/// <summary>A message found in the organizer's mailbox, and what became of it.</summary>
internal sealed class InboxRow
{
    public required string Mailbox { get; init; }

    /// <summary>The Message-ID, or the mailbox's own name for one that has none.</summary>
    public required string MessageId { get; init; }

    public Instant ReceivedAt { get; init; }

    public Instant HandledAt { get; init; }

    public InboxOutcome Outcome { get; init; }

    /// <summary>The course it speaks of, where that could be told.</summary>
    public string? CourseId { get; init; }

    /// <summary>A sentence for people.</summary>
    public required string Detail { get; init; }
}

/// <summary>How far a mailbox was read.</summary>
internal sealed class MailboxRow
{
    public required string Mailbox { get; init; }

    /// <summary>In the words of whoever reads it.</summary>
    public required string Cursor { get; set; }
}
