using NodaTime;
using NodaTime.Text;

namespace Sessions.Invitations;

/// <summary>A session's hours in words, in one zone.</summary>
/// <param name="Date">Weekday, day, month and year of the start.</param>
/// <param name="Day">The same without the year.</param>
/// <param name="Start"><c>10:00 PDT</c></param>
/// <param name="Hours"><c>10:00–11:15 PDT</c></param>
/// <param name="BareHours">The same without the zone's name.</param>
public sealed record SessionHours(string Date, string Day, string Start, string Hours, string BareHours)
{
    private static readonly LocalTimePattern TimeOfDay = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    private static readonly OffsetPattern UtcOffset = OffsetPattern.CreateWithInvariantCulture("+HH':'mm");

    public static SessionHours Of(Instant start, Instant end, DateTimeZone zone, Wording wording)
    {
        var (from, to) = (start.InZone(zone), end.InZone(zone));
        var (fromName, toName) = (ShortName(zone, start), ShortName(zone, end));
        var first = TimeOfDay.Format(from.TimeOfDay);
        // The clocks may change during the session: then each time says its own name.
        var opening = fromName == toName ? first : $"{first} {fromName}";
        var last = TimeOfDay.Format(to.TimeOfDay);
        var bare = from.Date == to.Date ? $"{opening}–{last}" : $"{opening} – {wording.DayOf(to.Date)}, {last}";
        return new SessionHours(
            wording.DateOf(from.Date), wording.DayOf(from.Date), $"{first} {fromName}", $"{bare} {toName}", bare);
    }

    /// <summary>
    /// <c>PDT</c>; <c>UTC-03:00</c> where people have no letters for it, and the time-zone data only figures.
    /// </summary>
    public static string ShortName(DateTimeZone zone, Instant at)
    {
        var name = zone.GetZoneInterval(at).Name;
        if (name.Length > 0 && name.All(char.IsAsciiLetter))
            return name;

        var offset = zone.GetUtcOffset(at);
        return offset == Offset.Zero ? "UTC" : $"UTC{UtcOffset.Format(offset)}";
    }

    /// <summary><c>New York</c> for <c>America/New_York</c>; null for an id that names no place.</summary>
    public static string? City(DateTimeZone zone)
    {
        var slash = zone.Id.LastIndexOf('/');
        return slash < 0 || zone.Id.StartsWith("Etc/", StringComparison.Ordinal)
            ? null
            : zone.Id[(slash + 1)..].Replace('_', ' ');
    }
}
