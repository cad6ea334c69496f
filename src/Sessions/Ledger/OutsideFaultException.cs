using NodaTime;

namespace Sessions.Ledger;

/// <summary>What is to be done about a fault in something outside.</summary>
public enum FaultKind
{
    /// <summary>Passes by itself: try again later.</summary>
    Transient,

    /// <summary>This one request will never be accepted; others may.</summary>
    Permanent,

    /// <summary>A person must change a setting, a permission or a licence first.</summary>
    Configuration,
}

/// <summary>What is known of a request that failed.</summary>
public enum FaultOutcome
{
    /// <summary>It was made, and nothing came of it.</summary>
    NotTaken,

    /// <summary>It was not made: something else has to pass first.</summary>
    NotMade,

    /// <summary>It was made and the answer was lost: it may have been carried out.</summary>
    Unknown,
}

/// <summary>
/// The one shape in which adapters report that something outside failed, after their own retries. The message
/// says what happened and what to do next, and holds no secret.
/// </summary>
public sealed class OutsideFaultException(
    FaultKind kind, string message, Exception? innerException = null, Duration? retryAfter = null)
    : Exception(message, innerException)
{
    public FaultKind Kind { get; } = kind;

    /// <summary>How long the other side asked us to wait; null when it did not say.</summary>
    public Duration? RetryAfter { get; } = retryAfter;

    public FaultOutcome Outcome { get; init; } = FaultOutcome.NotTaken;
}
