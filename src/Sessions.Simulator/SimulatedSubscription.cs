namespace Sessions.Simulator;

/// <summary>
/// A subscription to change notifications; served only where the tenant was given
/// <see cref="TenantOptions.Callbacks"/>.
/// </summary>
public sealed record SimulatedSubscription(
    string Id,
    string Resource,
    string ChangeType,
    string NotificationUrl,
    string? ClientState,
    DateTimeOffset Expires)
{
    public string? LifecycleUrl { get; init; }

    /// <summary>What appeared before is announced to nobody.</summary>
    public DateTimeOffset Created { get; init; }
}
