using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Sessions.Simulator.Http;

/// <summary>One request, read whole, with the state it is answered from.</summary>
internal sealed class Call(HttpRequest request, byte[] body, TenantState state)
{
    private static readonly JsonNodeOptions CaseInsensitive = new() { PropertyNameCaseInsensitive = true };

    public TenantState State => state;

    public TenantSwitches Switches => state.Switches;

    public DateTimeOffset Now { get; } = state.Now;

    public byte[] Body => body;

    public string Path => request.Path.Value ?? "/";

    public string? ContentType => request.ContentType;

    /// <summary>A part of the route; Kestrel leaves only %2F encoded.</summary>
    public string Route(string name) =>
        (request.RouteValues[name] as string ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>A query option, decoded once.</summary>
    public string? Query(string name) => request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    public IEnumerable<KeyValuePair<string, string>> Queries() =>
        request.Query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()));

    public string Header(string name) => request.Headers[name].ToString();

    public JsonObject Json()
    {
        try
        {
            return JsonNode.Parse(body, CaseInsensitive) as JsonObject ?? throw Unreadable();
        }
        catch (JsonException)
        {
            throw Unreadable();
        }
    }

    private static GraphFailure Unreadable() => GraphFailure.BadRequest(
        "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON "
        + "format.");
}
