using System.Globalization;
using System.Text.Json.Nodes;
using Sessions.Simulator.Http;

namespace Sessions.Simulator.Calendar;

/// <summary>Graph's dateTimeTimeZone: a wall clock and the zone beside it.</summary>
internal static class EventTimes
{
    public static DateTimeOffset Read(JsonNode? value)
    {
        var text = value?["dateTime"]?.GetValue<string>();
        if (!DateTime.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var dateTime))
        {
            throw GraphFailure.BadRequest("Cannot convert the literal '" + text + "' to the expected type "
                + "'Edm.DateTimeOffset'.");
        }

        var zone = Zone(value?["timeZone"]?.GetValue<string>() ?? "UTC");
        return dateTime.Kind == DateTimeKind.Unspecified
            ? new DateTimeOffset(dateTime, zone.GetUtcOffset(dateTime)).ToUniversalTime()
            : new DateTimeOffset(dateTime).ToUniversalTime();
    }

    /// <summary>In UTC, unless the request prefers a zone; always seven fraction digits and no offset.</summary>
    public static JsonObject Write(DateTimeOffset at, string zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone(zone)).DateTime;
        return new JsonObject
        {
            ["dateTime"] = local.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture),
            ["timeZone"] = zone,
        };
    }

    public static string PreferredZone(Call call)
    {
        const string prefix = "outlook.timezone=";
        var preference = call.Header("Prefer").Split(',', ';').Select(part => part.Trim())
            .FirstOrDefault(part => part.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        return preference is null ? "UTC" : preference[prefix.Length..].Trim('"');
    }

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
        ? zone
        : throw new GraphFailure(
            400, "TimeZoneNotSupportedException",
            $"A valid TimeZone value must be specified. The following TimeZone value is not supported: '{id}'.");
}
