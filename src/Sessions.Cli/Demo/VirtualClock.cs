using NodaTime;

namespace Sessions.Cli.Demo;

/// <summary>
/// A clock that stands still until it is set forward. Timers and stopwatches stay real: the network lives in real
/// time, only the schedule does not.
/// </summary>
internal sealed class VirtualClock(Instant start) : TimeProvider
{
    private long _ticks = start.ToUnixTimeTicks();

    public Instant Now => Instant.FromUnixTimeTicks(Interlocked.Read(ref _ticks));

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    /// <summary>Never goes back.</summary>
    public void AdvanceTo(Instant instant)
    {
        if (instant > Now)
            Interlocked.Exchange(ref _ticks, instant.ToUnixTimeTicks());
    }
}
