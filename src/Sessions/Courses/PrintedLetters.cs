using NodaTime;
using NodaTime.TimeZones;

namespace Sessions.Courses;

/// <summary>
/// Letters printed beside a time are a checksum: "PDT" on a day in November says that the date, the hour or the
/// letters are wrong, and only the author knows which.
/// </summary>
internal static class PrintedLetters
{
    /// <param name="letters">Empty for nothing to check.</param>
    /// <param name="times">What was printed, as instants; all of them must be what the letters say.</param>
    public static void Check(string letters, DateTimeZone zone, Instant[] times, Place at, ProblemList problems)
    {
        if (letters.Length == 0 || MeansAllYear(letters, zone))
            return;

        var names = times.Select(t => NameAt(t, zone)).Distinct(StringComparer.Ordinal).ToList();
        foreach (var time in times)
        {
            var name = NameAt(time, zone);
            if (letters.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;

            var local = ClockText.DateAndTime(time.InZone(zone).LocalDateTime);
            var known = ZoneLabels.Accepted.TryGetValue(letters, out var id) ? $", which is {id}'s" : "";
            problems.Add(
                at,
                $"{local} in {zone.Id} is {name}, not {PlainText.Quote(letters)}{known}",
                names is [['U', 'T', 'C', '+' or '-', ..]] ? "no letters: people have none for it"
                : names.Count > 1 ? "no letters: the clocks change in between"
                : $"{name} or no letters, if the date and the hour are right");
            return;
        }
    }

    /// <summary>
    /// As <c>PT</c> does where the course's zone is Los Angeles's, or an older name for it. An id does too, but not
    /// <c>CET</c> and its like, which are also a winter's letters.
    /// </summary>
    private static bool MeansAllYear(string letters, DateTimeZone zone) =>
        (letters == zone.Id && letters.Contains('/', StringComparison.Ordinal))
        || (ZoneLabels.Accepted.TryGetValue(letters, out var id) && Canonical(id) == Canonical(zone.Id));

    private static string Canonical(string id) =>
        TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(id, out var canonical) ? canonical : id;

    // Where people have no letters, tzdb's name is the offset in figures.
    private static string NameAt(Instant time, DateTimeZone zone)
    {
        var interval = zone.GetZoneInterval(time);
        return interval.Name.All(char.IsAsciiLetter) ? interval.Name : $"UTC{interval.WallOffset}";
    }
}
