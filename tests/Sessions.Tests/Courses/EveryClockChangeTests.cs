using NodaTime;
using NodaTime.Text;

namespace Sessions.Tests.Courses;

/// <summary>Course files with hours that no clock shows, or that one shows twice, in every zone and year.</summary>
public sealed class EveryClockChangeTests
{
    private static readonly LocalDatePattern Date = LocalDatePattern.Iso;

    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    [Fact]
    public void A_skipped_hour_is_refused_with_both_readings_wherever_clocks_go_forward()
    {
        var gaps = ClockChanges.Distinct.Where(c => c.After > c.Before).ToList();

        Assert.True(gaps.Count > 500);
        Assert.All(gaps, gap =>
        {
            var skipped = gap.LocalAfter.PlusMinutes(-15);
            var width = Period.FromSeconds(gap.After.Seconds - gap.Before.Seconds);
            var problem = Refusal(gap.Zone, skipped);

            Assert.Contains($"{Minute(skipped)} does not exist in {gap.Zone.Id}", problem, StringComparison.Ordinal);
            Assert.EndsWith(
                $" — {Near(skipped, skipped - width)} or {Near(skipped, skipped + width)}", problem,
                StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_repeated_hour_is_refused_with_both_readings_wherever_clocks_go_back()
    {
        var folds = ClockChanges.Distinct.Where(c => c.After < c.Before).ToList();

        Assert.True(folds.Count > 500);
        Assert.All(folds, fold =>
        {
            var repeated = fold.LocalAfter.PlusMinutes(15);
            var problem = Refusal(fold.Zone, repeated);

            Assert.Contains(
                $"{Minute(repeated)} happens twice in {fold.Zone.Id}: at UTC{fold.Before} "
                + $"({Utc(repeated, fold.Before)} UTC) and at UTC{fold.After} ({Utc(repeated, fold.After)} UTC)",
                problem, StringComparison.Ordinal);
        });
    }

    /// <summary>The one problem of a file whose only session starts then.</summary>
    private static string Refusal(DateTimeZone zone, LocalDateTime start)
    {
        var end = LocalDateTime.Min(start.PlusHours(5), start.Date.At(new LocalTime(23, 59)));
        return Sample.Messages(Sample.Course(
            Sample.MinimalCourse.Replace("America/Los_Angeles", zone.Id, StringComparison.Ordinal)
                .Replace("2025-10-22", Date.Format(start.Date), StringComparison.Ordinal)
                .Replace(
                    "10:00-11:15", $"{Time.Format(start.TimeOfDay)}-{Time.Format(end.TimeOfDay)}",
                    StringComparison.Ordinal)))[0];
    }

    private static string Minute(LocalDateTime time) => $"{Date.Format(time.Date)} {Time.Format(time.TimeOfDay)}";

    private static string Near(LocalDateTime day, LocalDateTime time) =>
        day.Date == time.Date ? Time.Format(time.TimeOfDay) : Minute(time);

    private static string Utc(LocalDateTime local, Offset offset) =>
        Time.Format(local.WithOffset(offset).ToInstant().InUtc().TimeOfDay);
}
