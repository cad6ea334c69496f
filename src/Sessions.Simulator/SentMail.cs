using System.Collections.Immutable;

namespace Sessions.Simulator;

/// <summary>A message that sendMail accepted.</summary>
/// <param name="Delivered">Later than <paramref name="Accepted"/> when the mailbox sent too much in a minute.</param>
/// <param name="Mailbox">The sender's address.</param>
/// <param name="MessageId">Without angle brackets; null for JSON, which has none.</param>
/// <param name="Content">The MIME message, or the JSON body as it came.</param>
public sealed record SentMail(
    DateTimeOffset Accepted,
    DateTimeOffset Delivered,
    string Mailbox,
    ImmutableArray<string> Recipients,
    string? Subject,
    string? MessageId,
    ReadOnlyMemory<byte> Content,
    bool IsMime,
    bool SavedToSentItems);
