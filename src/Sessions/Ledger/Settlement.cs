using NodaTime;
using Sessions.Courses;

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

/// <summary>A reminder whose session had begun before its turn came: it is not sent any more.</summary>
public sealed record ReminderDropped(OutboxMessage Message, Instant At) : Settlement(Message);

/// <summary>A message that left and did not arrive, as another server reports it (RFC 3464).</summary>
/// <param name="MessageId">Null where the report does not say.</param>
/// <param name="To">Where it went. Without a Message-ID, the last message that went there is meant.</param>
public sealed record ReturnedMessage(string? MessageId, EmailAddress? To, Instant ReportedAt, string Why);

/// <param name="Course">Whose message it was; null for one that is none of ours.</param>
/// <param name="IsSending">It is just being sent, and nothing was written down.</param>
public sealed record ReturnOutcome(CourseId? Course, bool IsSending);

/// <summary>Messages of a course that wait, and what the last attempt at them said.</summary>
/// <param name="Again">When the first of them is tried again.</param>
public sealed record HeldMessages(int Count, string Why, Instant Again);
