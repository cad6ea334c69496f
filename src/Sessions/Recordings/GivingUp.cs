using NodaTime;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Recordings;

/// <summary>
/// When a recording that cannot be archived is no longer waited for: the other parts are offered without it. It is still
/// tried, and joins them if it comes after all.
/// </summary>
public static class GivingUp
{
    private const int LeastFailures = 3;

    /// <summary>So long it may be gone and come back: Graph lists a recording before it serves it.</summary>
    private static readonly Duration ServedLater = Duration.FromHours(1);

    /// <summary>How long the next try may wait then.</summary>
    public static Duration TryAgain { get; } = Duration.FromDays(1);

    /// <returns>Null while there is hope, and where it was given up before.</returns>
    public static RecordingGivenUp? Decide(
        SessionFacts session, RecordingFacts recording, OutsideFaultException fault, FaultStreak streak,
        LookSchedule looks, Instant now)
    {
        var hopeless = now >= session.Time.End + looks.GiveUpAfter
            || (fault.Kind is FaultKind.Permanent && now >= streak.Since + ServedLater);
        return recording.IsAwaited && hopeless && streak.Count >= LeastFailures
            ? new RecordingGivenUp(recording.SourceId, fault.Message)
            : null;
    }
}

/// <summary>Failures of one thing in a row.</summary>
/// <param name="Since">When the first of them was.</param>
public sealed record FaultStreak(int Count, Instant Since);
