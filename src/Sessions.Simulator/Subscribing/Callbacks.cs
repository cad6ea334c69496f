using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Sessions.Simulator.Http;

namespace Sessions.Simulator.Subscribing;

/// <summary>Calls the addresses that subscriptions name, as Graph does: first to see whether they listen.</summary>
internal sealed class Callbacks(TenantState state) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient? _http = state.Options.Callbacks is { } handler
        ? new HttpClient(handler, disposeHandler: false) { Timeout = Patience }
        : null;

    private readonly HashSet<(string Subscription, string Artifact)> _taken = [];

    /// <summary>Both addresses must give a token back before the subscription is made.</summary>
    public RequestDelegate Validating(RequestDelegate create) => _http is null ? create : async context =>
    {
        context.Request.EnableBuffering();
        var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        context.Request.Body.Position = 0;
        foreach (var name in (string[])["notificationUrl", "lifecycleNotificationUrl"])
        {
            if (body?[name]?.GetValue<string>() is { } address && !await ListensAsync(address, context.RequestAborted))
            {
                await Responder.FailAsync(context, state, new GraphFailure(
                    400, "ValidationError", "Subscription validation request failed. Notification endpoint must "
                    + "respond with 200 OK to validation request."));
                return;
            }
        }

        await create(context);
    };

    public async Task<int> NotifyAsync(CancellationToken cancel)
    {
        var taken = 0;
        foreach (var (subscription, artifact, payload) in Due())
        {
            if (await PostAsync(subscription.NotificationUrl, payload, cancel) && _taken.Add((subscription.Id, artifact)))
            {
                taken++;
            }
        }

        return taken;
    }

    public async Task NotifyLifecycleAsync(string lifecycleEvent, CancellationToken cancel)
    {
        foreach (var subscription in Live())
        {
            if (lifecycleEvent == "subscriptionRemoved")
            {
                Remove(subscription);
            }

            if (subscription.LifecycleUrl is { } address)
            {
                var payload = Notifications.Head(state, subscription);
                payload["lifecycleEvent"] = lifecycleEvent;
                await PostAsync(address, payload, cancel);
            }
        }
    }

    public void Dispose() => _http?.Dispose();

    private IReadOnlyList<(SimulatedSubscription, string Artifact, JsonObject)> Due()
    {
        lock (state.Gate)
        {
            IReadOnlyList<(SimulatedSubscription Subscription, string Artifact, JsonObject Payload)> due =
            [
                .. Live().SelectMany(one => Notifications.Of(state, one))
                    .Where(one => !_taken.Contains((one.Subscription.Id, one.Artifact))),
            ];
            state.Keep();
            return due;
        }
    }

    private SimulatedSubscription[] Live()
    {
        lock (state.Gate)
        {
            return [.. state.Subscriptions.Where(one => one.Expires > state.Now)];
        }
    }

    private void Remove(SimulatedSubscription subscription)
    {
        lock (state.Gate)
        {
            state.Subscriptions.Remove(subscription);
            state.Keep();
        }
    }

    private async Task<bool> ListensAsync(string address, CancellationToken cancel)
    {
        var token = "Validation: Testing client application reachability for subscription Request-Id: "
            + state.Dice.Guid("validation", address);
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"{address}?validationToken={Uri.EscapeDataString(token)}"));
        request.Content = new StringContent("");
        try
        {
            using var answer = await _http!.SendAsync(request, cancel);
            return answer.StatusCode == HttpStatusCode.OK
                && answer.Content.Headers.ContentType?.MediaType == "text/plain"
                && await answer.Content.ReadAsStringAsync(cancel) == token;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> PostAsync(string address, JsonObject notification, CancellationToken cancel)
    {
        if (_http is null)
        {
            return false;
        }

        var batch = new JsonObject { ["value"] = new JsonArray(notification) };
        using var body = new StringContent(
            batch.ToJsonString(JsonSerializerOptions.Web), System.Text.Encoding.UTF8, "application/json");
        try
        {
            using var answer = await _http.PostAsync(new Uri(address), body, cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Nobody listens: it stays due.
            return false;
        }
    }
}
