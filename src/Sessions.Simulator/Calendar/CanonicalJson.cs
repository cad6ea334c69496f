using System.Text.Json.Nodes;

namespace Sessions.Simulator.Calendar;

/// <summary>One spelling for equal bodies: names in lower case and in order.</summary>
internal static class CanonicalJson
{
    public static string Write(JsonNode? node) => node switch
    {
        JsonObject all => '{' + string.Join(',', all
            .OrderBy(member => member.Key.ToLowerInvariant(), StringComparer.Ordinal)
            .Select(member => member.Key.ToLowerInvariant() + ':' + Write(member.Value))) + '}',
        JsonArray items => '[' + string.Join(',', items.Select(Write)) + ']',
        null => "null",
        _ => node.ToJsonString(),
    };
}
