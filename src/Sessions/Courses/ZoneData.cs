using NodaTime;

namespace Sessions.Courses;

/// <summary>Which zone data gave an instant.</summary>
public static class ZoneData
{
    private const string Prefix = "TZDB: ";

    /// <summary>
    /// IANA's own name for it, such as <c>2026f</c>, out of Noda Time's <c>TZDB: 2026f (mapping: 49)</c>; whatever
    /// the provider calls itself where it is no tzdb.
    /// </summary>
    public static string VersionOf(IDateTimeZoneProvider zones) =>
        zones.VersionId.StartsWith(Prefix, StringComparison.Ordinal)
            ? zones.VersionId[Prefix.Length..].Split(' ')[0]
            : zones.VersionId;
}
