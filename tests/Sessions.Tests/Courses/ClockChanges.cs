using NodaTime;
using NodaTime.TimeZones;

namespace Sessions.Tests.Courses;

/// <summary>A change of offset: from <paramref name="At"/> on the clocks show another time.</summary>
/// <param name="NameBefore">The clock's letters, or figures.</param>
internal sealed record ClockChange(
    DateTimeZone Zone, Instant At, Offset Before, Offset After, string NameBefore, string NameAfter)
{
    /// <summary>Where the clocks stand when they are changed, as they then show it.</summary>
    public LocalDateTime LocalBefore => At.WithOffset(Before).LocalDateTime;

    public LocalDateTime LocalAfter => At.WithOffset(After).LocalDateTime;
}

/// <summary>Every change of offset, 2024 to 2029, of every zone that tzdb knows.</summary>
internal static class ClockChanges
{
    private static readonly Instant From = Instant.FromUtc(2024, 1, 1, 0, 0);

    private static readonly Instant To = Instant.FromUtc(2030, 1, 1, 0, 0);

    public static ClockChange[] All { get; } = [.. Sample.Zones.Ids.SelectMany(id => Of(Sample.Zones[id]))];

    /// <summary>The same without the zones that are another's under an older name.</summary>
    public static ClockChange[] Distinct { get; } =
        [.. All.Where(c => TzdbDateTimeZoneSource.Default.CanonicalIdMap[c.Zone.Id] == c.Zone.Id)];

    private static IEnumerable<ClockChange> Of(DateTimeZone zone) =>
        from now in zone.GetZoneIntervals(From, To)
        where now.HasStart && now.Start >= From
        let before = zone.GetZoneInterval(now.Start - Duration.Epsilon)
        where before.WallOffset != now.WallOffset
        select new ClockChange(zone, now.Start, before.WallOffset, now.WallOffset, before.Name, now.Name);
}
