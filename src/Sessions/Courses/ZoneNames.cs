using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;

namespace Sessions.Courses;

/// <summary>A zone, or what is wrong with its name and what would be right.</summary>
internal readonly record struct ZoneReading(DateTimeZone? Zone, string Wrong, string Right);

/// <summary>Finds zones by IANA id, by the labels of <see cref="ZoneLabels"/>, by Windows id.</summary>
internal static class ZoneNames
{
    // Followed by a sign and hours, and the sign is turned around: Etc/GMT+8 is eight hours behind.
    private const string FixedOffset = "Etc/GMT";

    // What tzdb calls a machine that was never told its zone.
    private const string NeverSet = "Factory";

    private const string AnyId = "an IANA id such as America/Los_Angeles";

    private static readonly FrozenSet<string> Greenwich = TzdbDateTimeZoneSource.Default.CanonicalIdMap
        .Where(id => id.Value is "Etc/GMT")
        .Select(id => id.Key)
        .ToFrozenSet(StringComparer.Ordinal);

    private static IReadOnlyDictionary<string, string> WindowsIds => TzdbDateTimeZoneSource.Default.WindowsToTzdbIds;

    public static ZoneReading Read(string text, IDateTimeZoneProvider zones)
    {
        if (ZoneLabels.Refused.TryGetValue(IsGreenwich(text) ? "GMT" : text, out var refused))
            return new(null, $"time zone '{text.ToUpperInvariant()}' {refused.Why}", refused.Right);

        if (IsFixedOffset(text) || text == NeverSet)
            return new(null, $"time zone {PlainText.Quote(text)} is a clock that never changes", AnyId);

        // Before the ids: HST is one too, a clock without a place, and would be echoed as such.
        if (ZoneLabels.Accepted.TryGetValue(text, out var place) && zones.GetZoneOrNull(place) is { } labelled)
            return new(labelled, "", "");

        // GetZoneOrNull alone would also take "UTC-08:30", an offset that knows no clock changes.
        if (zones.Ids.Contains(text, StringComparer.Ordinal) && zones.GetZoneOrNull(text) is { } zone)
            return new(zone, "", "");

        if (WindowsIds.TryGetValue(text, out var id) && !IsFixedOffset(id) && zones.GetZoneOrNull(id) is { } windows)
            return new(windows, "", "");

        return new(null, $"unknown time zone {PlainText.Quote(text)}", Suggestion(text, zones));
    }

    // GMT0, Greenwich, Etc/GMT-0 and the like: all the same clock, and London's in winter only.
    private static bool IsGreenwich(string id) => Greenwich.Contains(id);

    private static bool IsFixedOffset(string id) =>
        id.Length > FixedOffset.Length && id.StartsWith(FixedOffset, StringComparison.Ordinal);

    private static string Suggestion(string text, IDateTimeZoneProvider zones)
    {
        if (text.StartsWith("UTC", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("GMT", StringComparison.OrdinalIgnoreCase))
            return $"{AnyId}: an offset knows nothing of clock changes";

        return InAnyCase(text, zones.Ids)
            ?? InAnyCase(text, WindowsIds.Keys)
            ?? OfPlace(text, zones.Ids)
            ?? Nearest.To(text, zones.Ids)
            ?? AnyId;
    }

    private static string? InAnyCase(string text, IEnumerable<string> ids) =>
        ids.FirstOrDefault(id => string.Equals(id, text, StringComparison.OrdinalIgnoreCase));

    private static string? OfPlace(string text, IEnumerable<string> ids)
    {
        var ending = "/" + text.Replace(' ', '_');
        return ids.FirstOrDefault(id => id.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }
}
