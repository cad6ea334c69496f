namespace Sessions.Simulator;

/// <summary>A subscription to change notifications, which the tenant keeps and never serves.</summary>
public sealed record SimulatedSubscription(
    string Id,
    string Resource,
    string ChangeType,
    string NotificationUrl,
    string? ClientState,
    DateTimeOffset Expires);
