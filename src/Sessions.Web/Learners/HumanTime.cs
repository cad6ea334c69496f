using System.Globalization;
using NodaTime;
using Sessions.Web.Languages;

namespace Sessions.Web.Learners;

/// <summary>Times as people read them, never without their zone.</summary>
public static class HumanTime
{
    /// <summary><c>10:00 am – 11:15 am PDT</c>; what differs at the end is said there.</summary>
    public static string Hours(Instant start, Instant end, DateTimeZone zone, PageText text)
    {
        var (from, to) = (start.InZone(zone), end.InZone(zone));
        var firstName = Abbreviation(start, zone) == Abbreviation(end, zone) ? "" : " " + Abbreviation(start, zone);
        var otherDay = from.Date == to.Date ? "" : $"{text.Wording.DayOf(to.Date)}, ";
        return $"{text.HourOf(from.TimeOfDay)}{firstName} – {otherDay}{text.HourOf(to.TimeOfDay)} {Abbreviation(end, zone)}";
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

    // The zone data names many zones by their offset alone: +0530.
    private static string Abbreviation(Instant at, DateTimeZone zone)
    {
        var interval = zone.GetZoneInterval(at);
        return interval.Name is ['+' or '-', ..] ? $"UTC{interval.WallOffset}" : interval.Name;
    }
}
