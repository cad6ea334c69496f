using NodaTime;
using NodaTime.TimeZones;

namespace Sessions.Courses;

/// <summary>What a wall-clock time in a zone means: one instant, none, or two.</summary>
public abstract record WallClockReading
{
    private protected WallClockReading()
    {
    }
}

/// <summary>The ordinary case.</summary>
public sealed record OneInstant(Instant Instant) : WallClockReading;

/// <summary>
/// The clocks jump over this time: they go from <paramref name="GapStart"/> to <paramref name="GapEnd"/>.
/// </summary>
/// <param name="Earlier">As far before the gap's start as the time lies before its end.</param>
/// <param name="Later">As far after the gap's end as the time lies after its start.</param>
public sealed record SkippedTime(
    LocalDateTime GapStart, LocalDateTime GapEnd, LocalDateTime Earlier, LocalDateTime Later) : WallClockReading;

/// <summary>
/// The clocks show this time twice: at <paramref name="FoldEnd"/> they go back to <paramref name="FoldStart"/>.
/// </summary>
/// <param name="Earlier">The time at the offset before the change.</param>
/// <param name="Later">The time at the offset after it.</param>
public sealed record RepeatedTime(
    LocalDateTime FoldStart, LocalDateTime FoldEnd, ZonedDateTime Earlier, ZonedDateTime Later) : WallClockReading;

/// <summary>Reads wall-clock times without ever guessing.</summary>
public static class WallClock
{
    public static WallClockReading Read(LocalDateTime local, DateTimeZone zone)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count switch
        {
            0 => Skipped(local, mapping.EarlyInterval, mapping.LateInterval),
            1 => new OneInstant(mapping.Single().ToInstant()),
            _ => new RepeatedTime(
                mapping.LateInterval.IsoLocalStart, mapping.EarlyInterval.IsoLocalEnd, mapping.First(), mapping.Last()),
        };
    }

    private static SkippedTime Skipped(LocalDateTime local, ZoneInterval before, ZoneInterval after)
    {
        var gap = Period.FromTicks((after.WallOffset - before.WallOffset).Ticks);
        return new SkippedTime(before.IsoLocalEnd, after.IsoLocalStart, local - gap, local + gap);
    }
}
