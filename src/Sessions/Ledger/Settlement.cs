using NodaTime;

namespace Sessions.Ledger;

/// <summary>How one attempt at a message ended.</summary>
public abstract record Settlement(OutboxMessage Message);

/// <summary>The server took it: the row is done and the history says so.</summary>
/// <param name="Detail">What the server said.</param>
public sealed record MessageSent(OutboxMessage Message, Instant At, string Detail) : Settlement(Message);

/// <summary>
/// Not taken this time: due again at <paramref name="Again"/>. An attempt that was not made does not count as one;
/// after one whose outcome is unknown, the message may arrive twice, and the history says so.
/// </summary>
public sealed record MessageDeferred(
    OutboxMessage Message, Instant At, Instant Again, string Why, FaultOutcome Outcome) : Settlement(Message);

/// <summary>Never to be taken: kept for the instructor to see, with a warning in the history.</summary>
public sealed record MessageRefused(OutboxMessage Message, Instant At, string Why) : Settlement(Message);

/// <summary>Messages of a course that wait, and what the last attempt at them said.</summary>
/// <param name="Again">When the first of them is tried again.</param>
public sealed record HeldMessages(int Count, string Why, Instant Again);
