using NodaTime;

namespace Sessions.Courses;

/// <summary>What can be said of a calendar period without a calendar.</summary>
internal static class Periods
{
    private const double DaySeconds = 86_400;

    public static bool IsPositive(Period period) =>
        Estimate(period) > 0
        && period is { Years: >= 0, Months: >= 0, Weeks: >= 0, Days: >= 0, Hours: >= 0, Minutes: >= 0, Seconds: >= 0 }
        && period is { Milliseconds: >= 0, Ticks: >= 0, Nanoseconds: >= 0 };

    /// <summary>Seconds, years taken as 366 days and months as 31: good enough to rank and to bound.</summary>
    public static double Estimate(Period period) =>
        ((period.Years * 366.0) + (period.Months * 31.0) + (period.Weeks * 7.0) + period.Days) * DaySeconds
        + (period.Hours * 3600.0) + (period.Minutes * 60.0) + period.Seconds
        + (period.Milliseconds / 1e3) + (period.Ticks / 1e7) + (period.Nanoseconds / 1e9);
}
