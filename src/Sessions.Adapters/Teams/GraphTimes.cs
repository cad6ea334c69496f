using Microsoft.Graph.Models;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Sessions.Ledger;

namespace Sessions.Adapters.Teams;

/// <summary>Graph's two ways to write a time (dateTimeTimeZone, Edm.DateTimeOffset) and ours.</summary>
internal static class GraphTimes
{
    /// <summary>Always UTC: Graph was seen to overlook other zones (msgraph-sdk-javascript issue 269).</summary>
    public static DateTimeTimeZone ToGraph(Instant instant) => new()
    {
        DateTime = LocalDateTimePattern.ExtendedIso.Format(instant.InUtc().LocalDateTime),
        TimeZone = "UTC",
    };

    /// <summary>Graph answers in UTC unless it is asked for another zone, and we never ask.</summary>
    public static Instant FromGraph(DateTimeTimeZone? time) =>
        time is { DateTime: { } text, TimeZone: "UTC" or "Etc/UTC" or "Etc/GMT" or null }
        && LocalDateTimePattern.ExtendedIso.Parse(text.TrimEnd('Z')) is { Success: true, Value: var local }
            ? local.InUtc().ToInstant()
            : throw new OutsideFaultException(
                FaultKind.Permanent,
                $"Graph answered with the time '{time?.DateTime}' in zone '{time?.TimeZone}', which is not UTC");

    public static Instant? FromGraph(DateTimeOffset? time) => time?.ToInstant();
}
