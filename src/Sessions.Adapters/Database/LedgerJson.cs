using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Serialization.SystemTextJson;

namespace Sessions.Adapters.Database;

/// <summary>The form of the JSON columns. What was once written must stay readable: add, never rename.</summary>
internal static class LedgerJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { NodaConverters.InstantConverter, NodaConverters.RoundtripDurationConverter },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("a column holds 'null'");
}
