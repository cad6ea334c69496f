using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sessions.Simulator;

namespace Sessions.Adapters.Tests.Simulator;

/// <summary>A tenant of its own for each test, and the requests most tests make.</summary>
public abstract class TenantTest : IAsyncLifetime
{
    protected const string Becky = "becky.russell@example.org";

    protected static readonly DateTimeOffset Start = new(2026, 10, 1, 9, 0, 0, TimeSpan.Zero);
    protected static readonly DateTimeOffset End = new(2026, 10, 1, 10, 15, 0, TimeSpan.Zero);

    private SimulatedTenant? _tenant;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected TenantClock Clock { get; } = new();

    protected SimulatedTenant Tenant => _tenant!;

    protected HttpClient Http { get; private set; } = NewClient();

    protected virtual IReadOnlyList<SimulatedPerson> Cast { get; } =
    [
        .. Enumerable.Range(1, 12).Select(
            number => new SimulatedPerson($"Learner {number}", $"learner{number}@example.net", "en")),
    ];

    protected virtual IReadOnlyList<string>? Organizers => null;

    protected virtual string? StateFile => null;

    protected virtual HttpMessageHandler? Callbacks => null;

    public ValueTask InitializeAsync() => StartAsync();

    public virtual async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Tenant.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Another tenant on another port, with what the file of the first tells it and nothing else.</summary>
    protected async Task RestartAsync()
    {
        var first = Tenant;
        Http.Dispose();
        Http = NewClient();
        await StartAsync();
        await first.DisposeAsync();
    }

    protected void Switch(Func<TenantSwitches, TenantSwitches> change) => Tenant.Switches = change(Tenant.Switches);

    protected static JsonObject NewEvent(string transaction = "tx-1", string subject = "You are here") => new()
    {
        ["subject"] = subject,
        ["start"] = new JsonObject { ["dateTime"] = "2026-10-01T09:00:00", ["timeZone"] = "UTC" },
        ["end"] = new JsonObject { ["dateTime"] = "2026-10-01T10:15:00", ["timeZone"] = "UTC" },
        ["isOnlineMeeting"] = true,
        ["onlineMeetingProvider"] = "teamsForBusiness",
        ["transactionId"] = transaction,
    };

    protected async Task<Reply> SendAsync(
        HttpMethod method, string address, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.RelativeOrAbsolute));
        request.Content = content;
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request, Cancel);
        return new Reply(
            (int)response.StatusCode, response.Headers, response.Content.Headers,
            await response.Content.ReadAsByteArrayAsync(Cancel));
    }

    protected Task<Reply> GetAsync(string address, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, address, null, headers);

    protected Task<Reply> PostAsync(string address, JsonNode body) =>
        SendAsync(HttpMethod.Post, address, JsonContent.Create(body));

    protected Task<Reply> PatchAsync(string address, JsonNode body) =>
        SendAsync(HttpMethod.Patch, address, JsonContent.Create(body));

    protected async Task<string> ObjectIdAsync(string address = Becky) =>
        (await GetAsync($"users/{address}?$select=id")).Json.Text("id");

    protected async Task<JsonNode> CreateEventAsync(string transaction = "tx-1") =>
        (await PostAsync($"users/{Becky}/events", NewEvent(transaction))).Json;

    /// <summary>Event, lookup and options as the course system makes them.</summary>
    /// <returns>The event's id and the meeting's address.</returns>
    protected async Task<(string EventId, string Meeting)> RecordedMeetingAsync(string transaction = "tx-1")
    {
        var created = await CreateEventAsync(transaction);
        var organizer = await ObjectIdAsync();
        var found = await LookUpAsync(organizer, created["onlineMeeting"]!.Text("joinUrl"));
        var meeting = $"users/{organizer}/onlineMeetings/{Uri.EscapeDataString(found.Item(0).Text("id"))}";
        await PatchAsync(meeting, new JsonObject { ["recordAutomatically"] = true });
        return (created.Text("id"), meeting);
    }

    protected async Task<JsonNode> LookUpAsync(string organizer, string joinUrl) =>
        (await GetAsync(Lookup(organizer, joinUrl))).Json;

    protected static string Lookup(string organizer, string joinUrl) =>
        $"users/{organizer}/onlineMeetings?$filter=" + Uri.EscapeDataString($"JoinWebUrl eq '{joinUrl}'");

    private static HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private async ValueTask StartAsync()
    {
        var options = new TenantOptions
        {
            Clock = Clock,
            Cast = () => Cast,
            Organizers = Organizers,
            StateFile = StateFile,
            Callbacks = Callbacks,
        };
        _tenant = await SimulatedTenant.StartAsync(options, Cancel);
        Http.BaseAddress = new Uri(Tenant.BaseAddress + "/");
    }
}

public sealed record Reply(int Status, HttpResponseHeaders Headers, HttpContentHeaders Content, byte[] Bytes)
{
    public JsonNode Json => JsonNode.Parse(Bytes)!;

    public string Text => System.Text.Encoding.UTF8.GetString(Bytes);

    public string ErrorCode => Json["error"]!.Text("code");
}

internal static class JsonReading
{
    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    public static JsonNode Item(this JsonNode page, int index) => page["value"]![index]!;

    public static int Count(this JsonNode page) => page["value"]!.AsArray().Count;
}
