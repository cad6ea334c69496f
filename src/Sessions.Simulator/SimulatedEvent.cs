using System.Collections.Immutable;

namespace Sessions.Simulator;

/// <summary>An event on an organizer's calendar, as it stands.</summary>
/// <param name="Key">What the course system knows it by: its extended property, else its transactionId.</param>
/// <param name="JoinUrl">Null where Teams made no meeting.</param>
/// <param name="Attendees">Whom Exchange would mail by itself.</param>
/// <param name="Version">Rises with every PATCH.</param>
/// <param name="HasJoinBlock">Whether the body still shows how to join.</param>
public sealed record SimulatedEvent(
    string Id,
    string Key,
    string Organizer,
    string ICalUId,
    string? TransactionId,
    string Subject,
    DateTimeOffset Start,
    DateTimeOffset End,
    string? JoinUrl,
    string? OnlineMeetingId,
    bool RecordsAutomatically,
    ImmutableArray<string> Attendees,
    int Version,
    bool HasJoinBlock,
    DateTimeOffset? Deleted,
    string? CancelComment);
