using NodaTime;

namespace Sessions.Cli;

/// <summary>Where the command's zone data comes from; everything else takes an IDateTimeZoneProvider.</summary>
internal static class Zones
{
    public static IDateTimeZoneProvider Tzdb => DateTimeZoneProviders.Tzdb;
}
