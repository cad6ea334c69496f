namespace Sessions.Invitations;

/// <summary>A learner's own addresses, absolute. Each opens without a question: none belongs in a log.</summary>
/// <param name="Page">The learner's page.</param>
/// <param name="Feed">The calendar to subscribe to.</param>
/// <param name="Watch">The session's recording; needed by a <see cref="Ledger.MessageKind.WatchLink"/> only.</param>
public sealed record LearnerLinks(string Page, string Feed, string? Watch);
