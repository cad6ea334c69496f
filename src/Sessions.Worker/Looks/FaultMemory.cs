using System.Collections.Concurrent;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Worker.Looks;

/// <summary>
/// How often a step failed in a row, so that the waits grow and the history is told once. Forgotten at a restart,
/// which costs one early attempt.
/// </summary>
internal sealed class FaultMemory
{
    private static readonly Duration FirstWait = Duration.FromMinutes(1);

    private static readonly Duration LongestWait = Duration.FromMinutes(30);

    private readonly ConcurrentDictionary<(SessionId, string), (int Count, string Message, Instant Since)> _failed = new();

    /// <returns>What the history should be told: a fault that a person must mend, and one that lasts, once each.</returns>
    public Warned? Remember(SessionId session, string step, OutsideFaultException fault, Instant now)
    {
        var before = _failed.GetValueOrDefault((session, step), (Count: 0, Message: "", Since: now));
        _failed[(session, step)] = (before.Count + 1, fault.Message, before.Since);
        var lasts = fault.Kind is not FaultKind.Transient || before.Count + 1 >= 3;
        var told = before.Message == fault.Message && (fault.Kind is not FaultKind.Transient || before.Count >= 3);
        return lasts && !told ? new Warned(fault.Message) : null;
    }

    /// <summary>Of a step that has just failed.</summary>
    public FaultStreak Streak(SessionId session, string step)
    {
        var (count, _, since) = _failed[(session, step)];
        return new(count, since);
    }

    public Duration Wait(SessionId session, string step, OutsideFaultException fault)
    {
        if (fault.RetryAfter is { } asked)
            return asked;
        if (fault.Kind is not FaultKind.Transient)
            return LongestWait;

        var wait = FirstWait;
        for (var i = 1; i < _failed.GetValueOrDefault((session, step)).Count && wait < LongestWait; i++)
            wait += wait;
        return Duration.Min(wait, LongestWait);
    }

    public void Forget(SessionId session, string step) => _failed.TryRemove((session, step), out _);
}
