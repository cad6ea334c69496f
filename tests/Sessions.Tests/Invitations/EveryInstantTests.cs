using System.Globalization;
using CsCheck;
using NodaTime;
using NodaTime.Text;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;
using Sessions.Tests.Courses;

namespace Sessions.Tests.Invitations;

/// <summary>
/// What is sent, read back as text, against Noda Time: every clock and every change of it, 2024 to 2029. Others'
/// parsers read the same and much more, see <c>Sessions.Adapters.Tests/Parsers</c>.
/// </summary>
public sealed class EveryInstantTests
{
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    private static readonly Duration Length = Duration.FromMinutes(75);

    [Fact]
    public void The_hours_around_every_change_of_every_clock_are_sent_as_the_instants_they_are()
    {
        var hours = ClockChanges.Distinct.SelectMany(HoursAround).ToList();
        Assert.True(hours.Count > 5_000);

        var wrong = hours.Chunk(200).AsParallel().SelectMany(Misread).ToList();

        Assert.Empty(wrong);
    }

    [Fact]
    public void Any_second_in_any_zone_is_invited_to_as_the_instant_it_is()
    {
        string[] ids = [.. Sample.Zones.Ids];
        Gen.Select(Gen.Int[0, ids.Length - 1], Gen.Int[0, 6 * 365 * 86_400 - 1], Gen.Int[1, 12 * 3600]).Sample(
            (zone, second, length) =>
            {
                var local = new LocalDateTime(2024, 1, 1, 0, 0).PlusSeconds(second);
                if (WallClock.Read(local, Sample.Zones[ids[zone]]) is not OneInstant(var start))
                    return;

                var content = Content(ids[zone], start, Duration.FromSeconds(length));
                var lines = IcsLines.Read(Samples.Entry(ITipMethod.Request, content).Ics);

                Assert.Equal(local.InZoneStrictly(Sample.Zones[ids[zone]]).ToInstant(), Read(lines, "DTSTART:"));
                Assert.Equal(Duration.FromSeconds(length), Read(lines, "DTEND:") - Read(lines, "DTSTART:"));
            },
            iter: 300);
    }

    // Three hours to both sides, by the clock as it was and as it will be: skipped and repeated ones are refused.
    private static IEnumerable<(string Zone, LocalDateTime Local)> HoursAround(ClockChange change) =>
        from hour in Enumerable.Range(-3, 7)
        from local in new[] { change.LocalBefore.PlusHours(hour), change.LocalAfter.PlusHours(hour) }.Distinct()
        where change.Zone.MapLocal(local).Count == 1
        select (change.Zone.Id, local);

    private static IEnumerable<string> Misread((string Zone, LocalDateTime Local)[] hours)
    {
        var entries = hours.Select((h, i) => new FeedEntry(
            i.ToString("000", CultureInfo.InvariantCulture), 0, Samples.Stamp,
            Content(h.Zone, Authored(h.Local, h.Zone), Length), Cancelled: false));
        // No line read here is long enough to be folded.
        var lines = CalendarFeed.Write("All", entries, Samples.Stamp, Sample.Zones).Split("\r\n");
        var read = lines.Where(l => l.StartsWith("UID:", StringComparison.Ordinal)).Select(l => int.Parse(
                l.AsSpan(4), CultureInfo.InvariantCulture))
            .Zip(lines.Where(l => l.StartsWith("DTSTART:", StringComparison.Ordinal))).ToDictionary();

        return from hour in hours.Select((h, i) => (h.Zone, h.Local, Number: i))
               let meant = hour.Local.InZoneStrictly(Sample.Zones[hour.Zone]).ToInstant()
               where read.GetValueOrDefault(hour.Number) != $"DTSTART:{Utc.Format(meant)}"
               select $"{hour.Local} {hour.Zone}: {read.GetValueOrDefault(hour.Number)}";
    }

    private static Instant Authored(LocalDateTime local, string zone) =>
        Assert.IsType<OneInstant>(WallClock.Read(local, Sample.Zones[zone])).Instant;

    private static InvitationContent Content(string zone, Instant start, Duration length) =>
        Samples.First with { ZoneId = zone, Start = start, End = start + length };

    private static Instant Read(IEnumerable<string> lines, string name) =>
        Utc.Parse(lines.Single(l => l.StartsWith(name, StringComparison.Ordinal))[name.Length..]).Value;
}
