using NodaTime;

namespace Sessions.Invitations;

/// <summary>Takes mail to where it leaves.</summary>
public interface IPostOffice
{
    /// <summary>How many messages it takes at a time.</summary>
    int AtOnce { get; }

    /// <summary>Hands one message over, once: nothing below this call repeats it.</summary>
    /// <returns>What the other side said, for the history.</returns>
    /// <exception cref="Ledger.OutsideFaultException">It was not taken, or nobody knows: its outcome says.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before anything was handed over.</exception>
    Task<string> SendAsync(OutgoingMail mail, CancellationToken cancel);

    /// <summary>Nothing more for now: what stands open is closed.</summary>
    Task RestAsync();
}

/// <summary>One message to one person, in every part that its reader sees; equal values give equal bytes.</summary>
/// <param name="Number">Rises with the order of queueing.</param>
/// <param name="MessageId">Without angle brackets.</param>
/// <param name="Kind">A word for the file name and the log: invitation, reminder, …</param>
public sealed record OutgoingMail(
    long Number,
    string MessageId,
    string Kind,
    Instant Date,
    Mailbox From,
    Mailbox To,
    string Subject,
    string Text,
    string Html,
    CalendarPart? Calendar);

public sealed record Mailbox(string Name, string Address);

/// <param name="Method">The iTIP method in upper case, equal to the METHOD within.</param>
/// <param name="Ics">CRLF lines, at most 75 octets each.</param>
public sealed record CalendarPart(string Method, string Ics);
