namespace Sessions.Simulator;

/// <summary>A message that came into a mailbox of the tenant.</summary>
/// <param name="MessageId">With angle brackets, as Graph shows it; null where the message has none.</param>
/// <param name="Content">The MIME message.</param>
public sealed record InboxMessage(
    string Id, string Mailbox, DateTimeOffset Received, string? MessageId, string? Subject, ReadOnlyMemory<byte> Content);
