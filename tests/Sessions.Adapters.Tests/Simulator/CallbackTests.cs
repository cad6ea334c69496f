using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace Sessions.Adapters.Tests.Simulator;

/// <summary>The tenant as it calls the addresses of subscriptions.</summary>
public sealed class CallbackTests : TenantTest
{
    private readonly Listener _listener = new();

    protected override HttpMessageHandler Callbacks => _listener;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _listener.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Both_addresses_are_called_with_a_token_before_a_subscription_is_made()
    {
        var answer = await SubscribeAsync("getAllRecordings");

        Assert.Equal(201, answer.Status);
        Assert.Equal(["/notifications", "/lifecycle"], _listener.Seen.Select(seen => seen.Path));
        Assert.Equal(Tenant.Subscriptions[0].Id, answer.Json.Text("id"));
        Assert.Null(answer.Json["clientState"]);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "text/plain", true)]
    [InlineData(HttpStatusCode.OK, "text/html", true)]
    [InlineData(HttpStatusCode.OK, "text/plain", false)]
    public async Task An_address_that_does_not_give_the_token_back_makes_no_subscription(
        HttpStatusCode status, string type, bool echo)
    {
        (_listener.Status, _listener.Type, _listener.Echo) = (status, type, echo);

        var answer = await SubscribeAsync("getAllRecordings");

        Assert.Equal((400, "ValidationError"), (answer.Status, answer.ErrorCode));
        Assert.Empty(Tenant.Subscriptions);
    }

    [Fact]
    public async Task What_appears_is_announced_once_it_is_there_and_once_alone()
    {
        await RecordedMeetingAsync();
        Clock.Now = Start.AddHours(-1);
        await SubscribeAsync("getAllRecordings");
        await SubscribeAsync("getAllTranscripts");
        _listener.Seen.Clear();
        Assert.Equal(0, await Tenant.NotifyAsync(Cancel));

        Clock.Now = End.AddMinutes(8);
        Assert.Equal(1, await Tenant.NotifyAsync(Cancel));
        Clock.Now = End.AddMinutes(12);
        Assert.Equal(1, await Tenant.NotifyAsync(Cancel));
        Assert.Equal(0, await Tenant.NotifyAsync(Cancel));

        var sent = _listener.Seen.Select(seen => JsonNode.Parse(seen.Body)!["value"]![0]!).ToArray();
        Assert.Equal(["secret", "secret"], sent.Select(one => one.Text("clientState")));
        Assert.StartsWith(
            $"users('{await ObjectIdAsync()}')/onlineMeetings('{Tenant.Events[0].OnlineMeetingId}')/recordings('",
            sent[0].Text("resource"), StringComparison.Ordinal);
        Assert.Contains("/transcripts('", sent[1].Text("resource"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_taken_is_announced_again()
    {
        await RecordedMeetingAsync();
        Clock.Now = Start.AddHours(-1);
        await SubscribeAsync("getAllRecordings");
        Clock.Now = End.AddMinutes(8);
        _listener.Status = HttpStatusCode.ServiceUnavailable;
        Assert.Equal(0, await Tenant.NotifyAsync(Cancel));

        _listener.Status = HttpStatusCode.Accepted;
        Assert.Equal(1, await Tenant.NotifyAsync(Cancel));
    }

    [Fact]
    public async Task A_life_cycle_event_goes_to_the_other_address_and_a_removed_subscription_is_gone()
    {
        await SubscribeAsync("getAllRecordings");
        _listener.Seen.Clear();

        await Tenant.NotifyLifecycleAsync("subscriptionRemoved", Cancel);

        var seen = Assert.Single(_listener.Seen);
        Assert.Equal("/lifecycle", seen.Path);
        Assert.Equal("subscriptionRemoved", JsonNode.Parse(seen.Body)!["value"]![0]!.Text("lifecycleEvent"));
        Assert.Empty(Tenant.Subscriptions);
    }

    private async Task<Reply> SubscribeAsync(string what) => await PostAsync("subscriptions", new JsonObject
    {
        ["resource"] = $"users/{await ObjectIdAsync()}/onlineMeetings/{what}",
        ["changeType"] = "created",
        ["notificationUrl"] = "https://sessions.example.org/notifications",
        ["lifecycleNotificationUrl"] = "https://sessions.example.org/lifecycle",
        ["clientState"] = "secret",
        ["expirationDateTime"] = Clock.Now.AddDays(2).ToString("O", System.Globalization.CultureInfo.InvariantCulture),
    });

    private sealed class Listener : HttpMessageHandler
    {
        public ConcurrentQueue<(string Path, string Body)> Seen { get; } = [];

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public string Type { get; set; } = "text/plain";

        public bool Echo { get; set; } = true;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            Seen.Enqueue((request.RequestUri!.AbsolutePath, body));
            var token = Uri.UnescapeDataString(request.RequestUri.Query.Replace("?validationToken=", "", StringComparison.Ordinal));
            return new(Status)
            {
                Content = new StringContent(Echo ? token : "hello", System.Text.Encoding.UTF8, Type),
            };
        }
    }
}
