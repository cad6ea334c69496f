using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Sessions.Cli.Output;

/// <summary>Times as the command line writes them: the wall clock first, always with its zone.</summary>
internal static class Wording
{
    private static readonly ZonedDateTimePattern Day = ZonedDateTimePattern.CreateWithInvariantCulture(
        "ddd d MMM uuuu", zoneProvider: null);

    private static readonly ZonedDateTimePattern Clock = ZonedDateTimePattern.CreateWithInvariantCulture(
        "HH:mm", zoneProvider: null);

    private static readonly ZonedDateTimePattern ClockInZone = ZonedDateTimePattern.CreateWithInvariantCulture(
        "HH:mm x '(UTC'o<m>')'", zoneProvider: null);

    /// <summary><c>Wed 22 Oct 2025  10:00–11:15 PDT (UTC-07:00)</c></summary>
    public static string Hours(Instant start, Instant end, string zoneId)
    {
        var zone = Zones.Tzdb[zoneId];
        var local = start.InZone(zone);
        return $"{Day.Format(local)}  {Clock.Format(local)}–{Clock.Format(end.InZone(zone))} "
            + ClockInZone.Format(local)[6..];
    }

    /// <summary><c>17:00–18:15 UTC</c></summary>
    public static string UtcHours(Instant start, Instant end) =>
        $"{Clock.Format(start.InUtc())}–{Clock.Format(end.InUtc())} UTC";

    public static string Bytes(long length) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(length < 1024 * 1024 ? length / 1024.0 : length / 1024.0 / 1024.0):0.#} {(length < 1024 * 1024 ? "KiB" : "MiB")}");

    public static string Count(int number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");
}
