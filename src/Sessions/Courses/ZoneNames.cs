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

    private const string AnyId = "an IANA id such as America/Los_Angeles";

    private static IReadOnlyDictionary<string, string> WindowsIds => TzdbDateTimeZoneSource.Default.WindowsToTzdbIds;

    public static ZoneReading Read(string text, IDateTimeZoneProvider zones)
    {
        if (ZoneLabels.Refused.TryGetValue(text, out var refused))
            return new(null, $"time zone '{text.ToUpperInvariant()}' {refused.Why}", refused.Right);

        if (IsFixedOffset(text))
            return new(null, $"time zone {PlainText.Quote(text)} is a clock that never changes", AnyId);

        // GetZoneOrNull alone would also take "UTC-08:30", an offset that knows no clock changes.
        if (zones.Ids.Contains(text, StringComparer.Ordinal) && zones.GetZoneOrNull(text) is { } zone)
            return new(zone, "", "");

        if (Known(text) is { } id && zones.GetZoneOrNull(id) is { } translated)
            return new(translated, "", "");

        return new(null, $"unknown time zone {PlainText.Quote(text)}", Suggestion(text, zones));
    }

    private static string? Known(string text) =>
        ZoneLabels.Accepted.GetValueOrDefault(text)
        ?? (WindowsIds.TryGetValue(text, out var id) && !IsFixedOffset(id) ? id : null);

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
