using NodaTime;

namespace Sessions.Worker;

/// <summary>Where the worker's zone data comes from; everything else takes an IDateTimeZoneProvider.</summary>
internal static class WorkerZones
{
    public static IDateTimeZoneProvider Tzdb => DateTimeZoneProviders.Tzdb;
}
