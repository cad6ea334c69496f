using CsCheck;
using NodaTime;
using NodaTime.Text;
using Sessions.Courses;

namespace Sessions.Tests.Courses;

public sealed class WallClockTests
{
    [Theory]
    [InlineData("America/Los_Angeles", "2025-10-22T10:00", "2025-10-22T17:00:00Z")]
    [InlineData("America/Los_Angeles", "2025-11-12T10:00", "2025-11-12T18:00:00Z")]
    [InlineData("Asia/Kathmandu", "2026-01-01T00:00", "2025-12-31T18:15:00Z")]
    [InlineData("America/Los_Angeles", "2026-03-08T01:59", "2026-03-08T09:59:00Z")]
    [InlineData("America/Los_Angeles", "2026-03-08T03:00", "2026-03-08T10:00:00Z")]
    public void An_ordinary_time_is_one_instant(string zone, string local, string instant) =>
        Assert.Equal(
            new OneInstant(InstantPattern.General.Parse(instant).Value),
            WallClock.Read(At(local), Sample.Zones[zone]));

    [Theory]
    [InlineData("America/Los_Angeles", "2026-03-08T02:30", "02:00", "03:00", "01:30", "03:30")]
    [InlineData("Europe/Berlin", "2026-03-29T02:00", "02:00", "03:00", "01:00", "03:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:15", "02:00", "02:30", "01:45", "02:45")]
    public void A_skipped_time_carries_both_readings(
        string zone, string local, string gapStart, string gapEnd, string earlier, string later)
    {
        var date = At(local).Date;
        Assert.Equal(
            new SkippedTime(On(date, gapStart), On(date, gapEnd), On(date, earlier), On(date, later)),
            WallClock.Read(At(local), Sample.Zones[zone]));
    }

    [Fact]
    public void A_repeated_time_carries_both_readings()
    {
        var read = Assert.IsType<RepeatedTime>(
            WallClock.Read(At("2025-11-02T01:30"), Sample.Zones["America/Los_Angeles"]));

        Assert.Equal((At("2025-11-02T01:00"), At("2025-11-02T02:00")), (read.FoldStart, read.FoldEnd));
        Assert.Equal(Instant.FromUtc(2025, 11, 2, 8, 30), read.Earlier.ToInstant());
        Assert.Equal(Instant.FromUtc(2025, 11, 2, 9, 30), read.Later.ToInstant());
    }

    [Fact]
    public void Every_second_around_every_change_is_read_as_arithmetic_says()
    {
        var changes = ClockChanges.All;
        Assert.True(changes.Length > 1000);
        Gen.Select(Gen.Int[0, changes.Length - 1], Gen.Int[-90_000, 90_000]).Sample(
            (index, seconds) =>
            {
                var zone = changes[index].Zone;
                var local = changes[index].LocalBefore.PlusSeconds(seconds);
                Assert.Equal(Expected(zone, local), WallClock.Read(local, zone) switch
                {
                    OneInstant one => [one.Instant],
                    RepeatedTime fold => [fold.Earlier.ToInstant(), fold.Later.ToInstant()],
                    _ => [],
                });
            },
            iter: 10_000);
    }

    [Fact]
    public void Both_readings_offered_for_a_skipped_time_exist()
    {
        var gaps = ClockChanges.All.Where(c => c.After > c.Before).ToArray();
        Gen.Select(Gen.Int[0, gaps.Length - 1], Gen.Double[0, 1]).Sample(
            (index, share) =>
            {
                var (zone, gap) = (gaps[index].Zone, gaps[index]);
                var into = (long)(share * ((gap.After.Seconds - gap.Before.Seconds) - 1));
                var local = gap.LocalBefore.PlusSeconds(into);
                var read = Assert.IsType<SkippedTime>(WallClock.Read(local, zone));
                Assert.IsType<OneInstant>(WallClock.Read(read.Earlier, zone));
                Assert.IsType<OneInstant>(WallClock.Read(read.Later, zone));
                Assert.True(read.Earlier < read.GapStart && read.GapEnd <= read.Later);
            },
            iter: 2_000);
    }

    // Without the mapping under test: an instant is meant if the zone's offset then shows just this local time.
    private static Instant[] Expected(DateTimeZone zone, LocalDateTime local)
    {
        var near = local.InUtc().ToInstant();
        return
        [
            .. zone.GetZoneIntervals(near - Duration.FromDays(2), near + Duration.FromDays(2))
                .Select(i => i.WallOffset)
                .Distinct()
                .Select(o => local.WithOffset(o).ToInstant())
                .Where(i => i.InZone(zone).LocalDateTime == local)
                .Order(),
        ];
    }

    private static LocalDateTime At(string text) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm").Parse(text).Value;

    private static LocalDateTime On(LocalDate date, string time) =>
        date + LocalTimePattern.CreateWithInvariantCulture("HH':'mm").Parse(time).Value;
}
