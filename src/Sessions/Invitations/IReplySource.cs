using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;

namespace Sessions.Invitations;

/// <summary>The mailboxes to which learners answer. Nothing in them is ever changed, not even what counts as read.</summary>
public interface IReplySource
{
    /// <summary>Which mailboxes to read so that the answers to all of these organizers are seen; none when replies
    /// are not read.</summary>
    ImmutableArray<EmailAddress> MailboxesFor(ImmutableArray<EmailAddress> organizers);

    /// <summary>Lists what came since.</summary>
    /// <param name="cursor">What the last <see cref="IInbox.Cursor"/> was; null for a mailbox never read.</param>
    /// <param name="since">How far back a mailbox is read the first time.</param>
    /// <exception cref="Ledger.OutsideFaultException">The mailbox cannot be read.</exception>
    Task<IInbox> OpenAsync(EmailAddress mailbox, string? cursor, Instant since, CancellationToken cancel);
}

/// <summary>What came into one mailbox.</summary>
public interface IInbox : IAsyncDisposable
{
    /// <summary>Oldest first; some may have been listed before.</summary>
    ImmutableArray<InboxItem> Items { get; }

    /// <summary>From where to go on, once every item is handled.</summary>
    string Cursor { get; }

    /// <returns>Null for a message that is no longer there.</returns>
    /// <exception cref="Ledger.OutsideFaultException">The mailbox cannot be read.</exception>
    Task<ReceivedMail?> ReadAsync(InboxItem item, CancellationToken cancel);
}

/// <param name="Handle">The mailbox's own name for it.</param>
/// <param name="MessageId">The Message-ID without angle brackets, or the handle where there is none.</param>
public sealed record InboxItem(string Handle, string MessageId, Instant ReceivedAt);

/// <summary>What of a message matters here.</summary>
/// <param name="From">As the header has it; null where there is none.</param>
/// <param name="IsCut">Longer than <see cref="MostBytes"/>: only its beginning was read.</param>
/// <param name="Calendars">Every calendar in it, inline or attached.</param>
/// <param name="Failure">The report that a message of ours did not arrive (RFC 3464).</param>
public sealed record ReceivedMail(
    string? From, bool IsCut, ImmutableArray<ReceivedCalendar> Calendars, FailedDelivery? Failure)
{
    /// <summary>An answer has some kilobytes; ten times what the longest one seen had.</summary>
    public const int MostBytes = 256 * 1024;
}

/// <param name="Method">The part's own method parameter; null where it has none.</param>
public sealed record ReceivedCalendar(string? Method, string Text);

/// <param name="MessageId">Of the message that did not arrive, without angle brackets; null where the report does not
/// say.</param>
/// <param name="To">Whom it was for; null where the report does not say.</param>
/// <param name="Why">The reporting server's words.</param>
public sealed record FailedDelivery(string? MessageId, EmailAddress? To, string Why);
