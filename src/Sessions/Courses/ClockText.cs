using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Sessions.Courses;

/// <summary>Dates and times as the course file writes them.</summary>
internal static class ClockText
{
    private static readonly LocalDateTimePattern DateTimePattern =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd HH':'mm");

    private static readonly LocalDateTimePattern TimePattern =
        LocalDateTimePattern.CreateWithInvariantCulture("HH':'mm");

    public static string DateAndTime(LocalDateTime time) => DateTimePattern.Format(time);

    /// <summary>The hour, and the date too where it is another than <paramref name="date"/>.</summary>
    public static string TimeOn(LocalDate date, LocalDateTime time) =>
        time.Date == date ? TimePattern.Format(time) : DateTimePattern.Format(time);

    public static string UtcTime(Instant instant) => TimePattern.Format(instant.InUtc().LocalDateTime);

    /// <summary><c>1 day 2 hours</c>; parts of a second are not said.</summary>
    public static string InWords(Period period)
    {
        (string Unit, long Count)[] parts =
        [
            ("year", period.Years), ("month", period.Months), ("week", period.Weeks), ("day", period.Days),
            ("hour", period.Hours), ("minute", period.Minutes), ("second", period.Seconds),
        ];
        return string.Join(' ', parts.Where(p => p.Count > 0).Select(p => Counted(p.Count, p.Unit)));
    }

    private static string Counted(long count, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}");
}
