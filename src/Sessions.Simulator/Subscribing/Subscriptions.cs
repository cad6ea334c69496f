using System.Globalization;
using System.Text.Json.Nodes;
using Sessions.Simulator.Http;

namespace Sessions.Simulator.Subscribing;

/// <summary>/subscriptions: kept and given back.</summary>
internal static class Subscriptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4320);

    public static Answer Create(Call call)
    {
        var body = call.Json();
        var expires = Expiry(call, body);
        if (expires > call.Now.AddHours(1) && body["lifecycleNotificationUrl"] is null)
        {
            throw new GraphFailure(
                400, "InvalidRequest", "lifecycleNotificationUrl is required for subscription creation on this "
                + "resource when the expirationDateTime value exceeds 1 hour");
        }

        // Not by their number: one that was deleted must not lend its id to the next.
        var number = call.State.Dice.Guid("subscription", Odata.Time(call.Now), Text(body, "resource"));
        var kept = new SimulatedSubscription(
            number.ToString(), Text(body, "resource"),
            Text(body, "changeType"), Text(body, "notificationUrl"), body["clientState"]?.GetValue<string>(), expires)
        {
            LifecycleUrl = body["lifecycleNotificationUrl"]?.GetValue<string>(),
            Created = call.Now,
        };
        call.State.Subscriptions.Add(kept);
        return Answer.Created(Show(call, kept));
    }

    public static Answer List(Call call) => Answer.Ok(Odata.Page(
        call, "subscriptions",
        [.. call.State.Subscriptions.Where(kept => kept.Expires > call.Now).Select(kept => Shape(kept))]));

    public static Answer Get(Call call) => Answer.Ok(Show(call, Find(call)));

    public static Answer Renew(Call call)
    {
        var kept = Find(call);
        var renewed = kept with { Expires = Expiry(call, call.Json()) };
        call.State.Subscriptions[call.State.Subscriptions.IndexOf(kept)] = renewed;
        return Answer.Ok(Show(call, renewed));
    }

    public static Answer Delete(Call call)
    {
        call.State.Subscriptions.Remove(Find(call));
        return Answer.NoContent;
    }

    private static SimulatedSubscription Find(Call call) => call.State.Subscriptions
        .FirstOrDefault(kept => kept.Id == call.Route("subscription") && kept.Expires > call.Now)
        ?? throw new GraphFailure(404, "ResourceNotFound", "The object was not found.");

    private static DateTimeOffset Expiry(Call call, JsonObject body)
    {
        var expires = DateTimeOffset.Parse(Text(body, "expirationDateTime"), CultureInfo.InvariantCulture);
        return expires <= call.Now + Longest
            ? expires.ToUniversalTime()
            : throw new GraphFailure(
                400, "ExtensionError", "Subscription expiration can only be 4320 minutes in the future.");
    }

    private static string Text(JsonObject body, string name) => body[name]?.GetValue<string>()
        ?? throw new GraphFailure(400, "InvalidRequest", $"{name} is required.");

    private static JsonObject Show(Call call, SimulatedSubscription kept) =>
        Odata.Entity(call, "subscriptions", Shape(kept));

    // The secret is told to nobody again.
    private static JsonObject Shape(SimulatedSubscription kept) => new()
    {
        ["id"] = kept.Id,
        ["resource"] = kept.Resource,
        ["changeType"] = kept.ChangeType,
        ["notificationUrl"] = kept.NotificationUrl,
        ["lifecycleNotificationUrl"] = kept.LifecycleUrl,
        ["clientState"] = null,
        ["expirationDateTime"] = Odata.Time(kept.Expires),
    };
}
