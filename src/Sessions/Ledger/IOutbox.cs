using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;

namespace Sessions.Ledger;

/// <summary>Mail that is to leave, one row a message, each with a state.</summary>
public interface IOutbox
{
    /// <summary>
    /// Takes up to <paramref name="most"/> messages that are due, oldest first, and marks them
    /// <see cref="MessageState.Sending"/> until <paramref name="until"/>. Those whose lease ran out while sending
    /// come again, with the same Message-ID, marked <see cref="OutboxMessage.Doubtful"/>.
    /// </summary>
    Task<ImmutableArray<OutboxMessage>> TakeAsync(int most, Instant now, Instant until, CancellationToken cancel);

    /// <summary>
    /// Writes down how attempts ended, in one transaction. Whoever lost the lease can neither defer nor refuse any
    /// more; its success counts.
    /// </summary>
    Task SettleAsync(IReadOnlyCollection<Settlement> settlements, CancellationToken cancel);

    /// <summary>
    /// A report came that a message was not delivered: from now on it counts as refused, and the history says so,
    /// once. One that is just being sent stays as it is: the report is to be read again later.
    /// </summary>
    Task<ReturnOutcome> ReturnAsync(ReturnedMessage returned, Instant now, CancellationToken cancel);

    /// <summary>When the next message is due; null when none waits.</summary>
    Task<Instant?> NextDueAsync(CancellationToken cancel);

    /// <summary>How many messages of a course wait, were sent, were refused.</summary>
    Task<ImmutableDictionary<MessageState, int>> CountAsync(CourseId course, CancellationToken cancel);

    /// <summary>What keeps messages of a course from leaving, the commonest reason first, a few at most.</summary>
    Task<ImmutableArray<HeldMessages>> ListHeldAsync(CourseId course, CancellationToken cancel);

    /// <summary>How many messages have left since then, according to the history.</summary>
    /// <param name="instructor">In whose courses; null for all.</param>
    Task<int> CountSentAsync(EmailAddress? instructor, Instant since, CancellationToken cancel);
}

/// <summary>What a message is for.</summary>
public enum MessageKind
{
    Invitation,
    Update,
    Cancellation,
    Reminder,
    WatchLink,

    /// <summary>The hours a learner proposed are not taken (RFC 5546 3.2.8, DECLINECOUNTER).</summary>
    CounterDeclined,

    /// <summary>The recording goes soon.</summary>
    Expiring,

    /// <summary>To the instructor, about a session that is over.</summary>
    Summary,
}

public enum MessageState
{
    Pending,

    /// <summary>Handed to the transport; a row found so after its lease has an unknown outcome.</summary>
    Sending,

    Sent,

    /// <summary>The transport said never.</summary>
    Refused,

    /// <summary>A newer message says it better, and this one had not left.</summary>
    Superseded,
}

/// <summary>One message to one person.</summary>
/// <param name="Number">The row's own number, rising in the order of queueing.</param>
/// <param name="LearnerId">Null for the instructor.</param>
/// <param name="Learner">Whom it is addressed to; the instructor in a learner's clothes for a summary.</param>
/// <param name="MessageId">Without angle brackets; the same however often it is tried.</param>
/// <param name="Uid">Of the calendar entry, for the three scheduling kinds.</param>
/// <param name="Content">What the message tells; for a reminder and a watch link, the session as it is told.</param>
/// <param name="Before">For a reminder: how long before the start.</param>
/// <param name="Doubtful">An earlier attempt ended without an answer.</param>
public sealed record OutboxMessage(
    long Number,
    MessageKind Kind,
    string MessageId,
    SessionId Session,
    LearnerId? LearnerId,
    Learner Learner,
    int LinkGeneration,
    string? Uid,
    int Sequence,
    Instant Stamp,
    InvitationContent Content,
    Period? Before,
    int Attempts,
    bool Doubtful)
{
    /// <summary>For <see cref="MessageKind.Expiring"/>: when the recording is deleted.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>For <see cref="MessageKind.Summary"/>.</summary>
    public SessionSummary? Summary { get; init; }
}
