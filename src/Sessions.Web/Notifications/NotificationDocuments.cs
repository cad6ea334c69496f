namespace Sessions.Web.Notifications;

/// <summary>What Graph posts: changes and life-cycle events in one shape. Whatever else it sends is passed over.</summary>
internal sealed record NotificationBatch(IReadOnlyList<Notification?>? Value);

/// <param name="ClientState">What the subscription was made with.</param>
/// <param name="Resource">Read for a meeting's id; never an address to go to.</param>
internal sealed record Notification(
    string? SubscriptionId, string? ClientState, string? Resource, string? LifecycleEvent);
