using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using NodaTime.Text;

namespace Sessions.Adapters.Database;

/// <summary>
/// UTC, cut to the microsecond that PostgreSQL keeps, so that both databases give back the same instant. SQLite
/// keeps it as text whose order is the order in time.
/// </summary>
internal sealed class InstantConverter() : ValueConverter<Instant, DateTime>(
    instant => ToDatabase(instant), stored => FromDatabase(stored))
{
    public static DateTime ToDatabase(Instant instant)
    {
        var ticks = instant.ToUnixTimeTicks();
        return DateTime.UnixEpoch.AddTicks(ticks - Modulo(ticks, TimeSpan.TicksPerMicrosecond));
    }

    private static Instant FromDatabase(DateTime stored) =>
        Instant.FromDateTimeUtc(DateTime.SpecifyKind(stored, DateTimeKind.Utc));

    private static long Modulo(long value, long by) => ((value % by) + by) % by;
}

/// <summary>ISO 8601 without a zone: a wall clock's reading is not an instant, and no database may think so.</summary>
internal sealed class LocalDateTimeConverter() : ValueConverter<LocalDateTime, string>(
    local => LocalDateTimePattern.ExtendedIso.Format(local),
    stored => LocalDateTimePattern.ExtendedIso.Parse(stored).Value);

/// <summary>In ticks of 100 ns.</summary>
internal sealed class DurationConverter() : ValueConverter<Duration, long>(
    duration => duration.BclCompatibleTicks, stored => Duration.FromTicks(stored));
