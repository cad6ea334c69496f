using NodaTime;
using NodaTime.Text;
using Sessions.Courses;

namespace Sessions.Tests.Courses;

/// <summary>Letters beside a time, such as PDT, are held against the date.</summary>
public sealed class PrintedLettersTests
{
    private static readonly LocalDatePattern Date = LocalDatePattern.Iso;

    [Theory]
    [InlineData("America/Los_Angeles", "2025-10-22", "10:00-11:15 PDT")]
    [InlineData("America/Los_Angeles", "2025-11-12", "10:00-11:00 PST")]
    [InlineData("America/Los_Angeles", "2025-11-12", "10:00 – 11:00  pst")]
    [InlineData("America/Los_Angeles", "2025-11-12", "10:00-11:00 PT")]
    [InlineData("America/Los_Angeles", "2025-11-12", "10:00-11:00 Pacific Time")]
    [InlineData("America/Los_Angeles", "2025-11-12", "10:00-11:00 America/Los_Angeles")]
    [InlineData("US/Pacific", "2025-11-12", "10:00-11:00 PT")]
    [InlineData("PT", "2025-10-22", "10:00-11:15 PDT")]
    [InlineData("Asia/Kolkata", "2025-10-22", "10:00-11:15 IST")]
    [InlineData("UTC", "2025-10-22", "10:00-11:15 UTC")]
    public void Letters_that_the_date_has_are_taken(string zone, string date, string time) =>
        Assert.Equal([], Sample.Messages(Given(zone, date, time)));

    [Theory]
    [InlineData(
        "America/Los_Angeles", "2025-11-12", "10:00-11:00 PDT",
        "2025-11-12 10:00 in America/Los_Angeles is PST, not 'PDT' — PST or no letters, if the date and the hour are right")]
    [InlineData(
        "America/Los_Angeles", "2025-10-22", "10:00-11:15 PST",
        "2025-10-22 10:00 in America/Los_Angeles is PDT, not 'PST' — PDT or no letters, if the date and the hour are right")]
    [InlineData(
        "America/Los_Angeles", "2025-10-22", "10:00-11:15 ET",
        "2025-10-22 10:00 in America/Los_Angeles is PDT, not 'ET', which is America/New_York's"
        + " — PDT or no letters, if the date and the hour are right")]
    [InlineData(
        "America/Los_Angeles", "2025-11-02", "00:30-03:00 PDT",
        "2025-11-02 03:00 in America/Los_Angeles is PST, not 'PDT' — no letters: the clocks change in between")]
    [InlineData(
        "America/Sao_Paulo", "2025-10-22", "10:00-11:15 BRT",
        "2025-10-22 10:00 in America/Sao_Paulo is UTC-03, not 'BRT' — no letters: people have none for it")]
    [InlineData(
        "America/Vancouver", "2026-11-12", "10:00-11:15 PST",
        "2026-11-12 10:00 in America/Vancouver is MST, not 'PST' — MST or no letters, if the date and the hour are right")]
    public void Other_letters_are_refused_with_what_the_date_has(
        string zone, string date, string time, string problem) =>
        Assert.Equal([$"c.yaml:6:51: {problem}"], Sample.Messages(Given(zone, date, time)));

    [Theory]
    [InlineData("10:00-11:15 am")]
    [InlineData("10:00-11:15 P.M.")]
    [InlineData("10:00 PDT-11:15 PDT")]
    [InlineData("10:00-11:15 UTC-07")]
    public void Halves_of_the_day_and_what_stands_elsewhere_are_no_letters(string time) => Assert.Equal(
        [$"c.yaml:6:51: '{time}' is not a start and an end — such as 'time: 10:00-11:15', 24-hour clock"],
        Sample.Messages(Sample.With("10:00-11:15", time)));

    [Fact]
    public void Letters_beside_the_courses_start_and_end_are_checked_too()
    {
        Assert.Equal(
            new LocalDateTime(2025, 10, 14, 9, 0),
            Sample.And("starts: 2025-10-14 09:00 PDT\nends: 2025-11-10 12:00 PST").Required.Starts);
        Assert.Equal(
            [
                "c.yaml:7:7: 2025-11-10 12:00 in America/Los_Angeles is PST, not 'PDT'"
                + " — PST or no letters, if the date and the hour are right",
            ],
            Sample.Messages(Sample.And("ends: 2025-11-10 12:00 PDT")));
    }

    [Fact]
    public void Letters_in_an_unknown_zone_are_no_second_problem() => Assert.Equal(
        ["c.yaml:3:11: unknown time zone 'Mars/Olympus' — an IANA id such as America/Los_Angeles"],
        Sample.Messages(Given("Mars/Olympus", "2025-10-22", "10:00-11:15 PDT")));

    [Fact]
    public void On_both_sides_of_every_change_the_letters_of_that_side_alone_are_taken()
    {
        var changes = ClockChanges.Distinct
            .Where(c => c.NameBefore != c.NameAfter && (c.NameBefore + c.NameAfter).All(char.IsAsciiLetter))
            .SelectMany(BothSides)
            .GroupBy(day => day.Zone)
            .ToList();
        Assert.True(changes.Count > 50);
        Assert.All(changes, zone =>
        {
            Assert.Equal([], Sample.Messages(Given(zone, day => day.Right)));
            var refused = Sample.Messages(Given(zone, day => day.Wrong));
            Assert.Equal(
                zone.Select(d => $"{d.Date} 12:00 in {d.Zone.Id} is {d.Right}, not '{d.Wrong}'"),
                refused.Select(r => r.Split(": ", 2)[1].Split([" — ", ", which"], 2, StringSplitOptions.None)[0]));
        });
    }

    // Noon of the days before and after, unless the next change is as near as Ramadan's.
    private static IEnumerable<Day> BothSides(ClockChange change) =>
        new[]
        {
            (Days: -1, Right: change.NameBefore, Wrong: change.NameAfter),
            (Days: 1, Right: change.NameAfter, Wrong: change.NameBefore),
        }
        .Select(side => (Noon: change.LocalBefore.Date.PlusDays(side.Days) + new LocalTime(12, 0), side))
        .Where(day => change.Zone.GetZoneInterval(day.Noon.InZoneStrictly(change.Zone).ToInstant()).Name
            == day.side.Right)
        .Select(day => new Day(change.Zone, Date.Format(day.Noon.Date), day.side.Right, day.side.Wrong));

    private static Parsed<Course> Given(IGrouping<DateTimeZone, Day> zone, Func<Day, string> letters)
    {
        var sessions = zone.Select((day, i) =>
            $"  - {{ id: s{i}, title: One, date: {day.Date}, time: 12:00-12:30 {letters(day)} }}\n");
        return Sample.Course(
            $"course: c\ntitle: T\ntimezone: {zone.Key.Id}\n"
            + $"instructor: {{ name: I, email: i@example.org }}\nsessions:\n{string.Concat(sessions)}");
    }

    private static Parsed<Course> Given(string zone, string date, string time) => Sample.Course(
        Sample.MinimalCourse.Replace("America/Los_Angeles", zone, StringComparison.Ordinal)
            .Replace("2025-10-22", date, StringComparison.Ordinal)
            .Replace("10:00-11:15", time, StringComparison.Ordinal));

    /// <param name="Right">The letters that the zone's clock has that day.</param>
    private sealed record Day(DateTimeZone Zone, string Date, string Right, string Wrong);
}
