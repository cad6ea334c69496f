using System.Text.Json;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Web.Notifications;

/// <summary>
/// Takes what claims to come from Graph. What carries the secret of a subscription of ours is put down to be looked
/// at; everything else is answered in the same way and forgotten.
/// </summary>
internal sealed partial class NotificationDesk(
    ISubscriptionBook book, AnnouncementQueue queue, ILogger<NotificationDesk> logger)
{
    // Graph bundles; what a bundle of it holds beyond this is found by the looks.
    private const int Most = 1000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 16 };

    /// <returns>False for what is no notification at all.</returns>
    public async Task<bool> TakeAsync(ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        if (Read(body) is not { } batch)
            return false;

        var known = new Dictionary<string, Subscription?>(StringComparer.Ordinal);
        foreach (var notification in batch.Take(Most).OfType<Notification>())
        {
            if (await FindAsync(notification, known, cancel) is not { } subscription
                || !SubscriptionSecret.Fits(subscription, notification.ClientState))
            {
                LogDropped();
                continue;
            }

            Put(subscription, notification);
        }

        return true;
    }

    private async Task<Subscription?> FindAsync(
        Notification notification, Dictionary<string, Subscription?> known, CancellationToken cancel)
    {
        if (notification.SubscriptionId is not { Length: > 0 and <= 100 } id)
            return null;

        if (!known.TryGetValue(id, out var subscription))
            known[id] = subscription = await book.FindAsync(id, cancel);

        return subscription;
    }

    private void Put(Subscription subscription, Notification notification)
    {
        switch (notification.LifecycleEvent)
        {
            case null:
                queue.Put(Announcement.Of(subscription.Organizer, notification.Resource));
                break;
            case "missed":
                // Something was announced that never arrived: of which meeting, nobody knows.
                queue.Put(new Announcement(subscription.Organizer, null));
                break;
            default:
                // reauthorizationRequired, subscriptionRemoved, and what comes later: a look at all of them mends it.
                queue.PutSubscriptions();
                break;
        }
    }

    private static IReadOnlyList<Notification?>? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<NotificationBatch>(body.Span, Json)?.Value;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Nothing of what a stranger sent goes into the log.
    [LoggerMessage(Level = LogLevel.Information, Message = "A notification without a subscription's secret was dropped")]
    private partial void LogDropped();
}
