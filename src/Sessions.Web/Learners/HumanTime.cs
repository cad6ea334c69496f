using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Sessions.Web.Learners;

/// <summary>Times as people read them, never without their zone.</summary>
public static class HumanTime
{
    private static readonly LocalDatePattern DayPattern =
        LocalDatePattern.CreateWithInvariantCulture("dddd, MMMM d, uuuu");

    private static readonly LocalDatePattern ShortDayPattern =
        LocalDatePattern.CreateWithInvariantCulture("dddd, MMMM d");

    private static readonly LocalDatePattern MonthPattern = LocalDatePattern.CreateWithInvariantCulture("MMM");

    private static readonly LocalTimePattern HourPattern = LocalTimePattern.CreateWithInvariantCulture("h:mm tt");

    /// <summary><c>Wednesday, October 22, 2025</c></summary>
    public static string Day(Instant at, DateTimeZone zone) => DayPattern.Format(at.InZone(zone).Date);

    /// <summary><c>Wednesday, October 22</c></summary>
    public static string ShortDay(Instant at, DateTimeZone zone) => ShortDayPattern.Format(at.InZone(zone).Date);

    /// <summary><c>Oct</c></summary>
    public static string Month(Instant at, DateTimeZone zone) => MonthPattern.Format(at.InZone(zone).Date);

    /// <summary><c>10:00 am – 11:15 am PDT</c>; what differs at the end is said there.</summary>
    public static string Hours(Instant start, Instant end, DateTimeZone zone)
    {
        var (from, to) = (start.InZone(zone), end.InZone(zone));
        var firstName = Abbreviation(start, zone) == Abbreviation(end, zone) ? "" : " " + Abbreviation(start, zone);
        var otherDay = from.Date == to.Date ? "" : to.DayOfWeek + " ";
        return $"{Hour(from)}{firstName} – {otherDay}{Hour(to)} {Abbreviation(end, zone)}";
    }

    /// <summary>The place a zone is named after: <c>Buenos Aires</c>.</summary>
    public static string City(DateTimeZone zone) => zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    /// <summary><c>1:02:03</c>, <c>2:03</c></summary>
    public static string Clock(Duration duration)
    {
        var (hours, rest) = ((int)duration.TotalHours, $"{duration.Seconds:00}");
        return hours > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{hours}:{duration.Minutes:00}:{rest}")
            : string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}:{rest}");
    }

    private static string Hour(ZonedDateTime time) => HourPattern.Format(time.TimeOfDay).ToLowerInvariant();

    // The zone data names many zones by their offset alone: +0530.
    private static string Abbreviation(Instant at, DateTimeZone zone)
    {
        var interval = zone.GetZoneInterval(at);
        return interval.Name is ['+' or '-', ..] ? $"UTC{interval.WallOffset}" : interval.Name;
    }
}
