using System.Globalization;
using System.Text.Json.Nodes;

namespace Sessions.Simulator.Http;

/// <summary>What all of Graph's answers share: context, pages, $select, times.</summary>
internal static class Odata
{
    public const string ContentType =
        "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    private const string Metadata = "https://graph.microsoft.com/v1.0/$metadata#";

    /// <summary>UTC with the seven fraction digits of Graph's examples.</summary>
    public static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    public static JsonObject Entity(Call call, string context, JsonObject item)
    {
        var whole = new JsonObject { ["@odata.context"] = Metadata + context + "/$entity" };
        foreach (var (name, value) in Select(call, Grown(call, item)))
        {
            whole[name] = value?.DeepClone();
        }

        return whole;
    }

    /// <summary>A collection, cut into pages by <c>$top</c>, <c>$skip</c> and the tenant's own page size.</summary>
    public static JsonObject Page(Call call, string context, IReadOnlyList<JsonObject> items, int usualTop = 1000)
    {
        var skip = Whole(call, "$skip", 0);
        var top = Math.Min(Whole(call, "$top", usualTop), call.Switches.PageSize ?? int.MaxValue);
        var page = items.Skip(skip).Take(top).Select(item => Select(call, Grown(call, item))).ToArray<JsonNode>();
        var whole = new JsonObject { ["@odata.context"] = Metadata + context, ["value"] = new JsonArray(page) };
        if (skip + page.Length < items.Count && page.Length > 0)
        {
            whole["@odata.nextLink"] = NextLink(call, skip + page.Length);
        }

        return whole;
    }

    public static bool Expands(Call call, string property) =>
        call.Query("$expand")?.StartsWith(property, StringComparison.OrdinalIgnoreCase) == true;

    private static string NextLink(Call call, int skip)
    {
        var kept = call.Queries()
            .Where(pair => pair.Key != "$skip")
            .Append(KeyValuePair.Create("$skip", skip.ToString(CultureInfo.InvariantCulture)))
            .Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}");
        var path = string.Join('/', call.Path.Split('/').Select(Uri.EscapeDataString));
        return $"{call.State.Origin}{path}?{string.Join('&', kept)}";
    }

    private static int Whole(Call call, string option, int otherwise) => call.Query(option) switch
    {
        null => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw GraphFailure.BadRequest(
            $"Invalid value '{text}' for {option} query option found. The {option} query option requires a "
            + "non-negative integer value."),
    };

    private static JsonObject Select(Call call, JsonObject item)
    {
        if (call.Query("$select") is not { Length: > 0 } select)
        {
            return item;
        }

        var wanted = select.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var kept = new JsonObject();
        foreach (var (name, value) in item)
        {
            if (name == "id" || name.StartsWith('@') || wanted.Contains(name))
            {
                kept[name] = value?.DeepClone();
            }
        }

        return kept;
    }

    private static JsonObject Grown(Call call, JsonObject item)
    {
        if (call.Switches.UnknownValues)
        {
            item["somethingNewer"] = new JsonObject
            {
                ["@odata.type"] = "#microsoft.graph.somethingNewer",
                ["kind"] = "unknownFutureValue",
            };
        }

        return item;
    }
}
