namespace Sessions.Adapters.Tests.Simulator;

/// <summary>A clock that stands until it is moved.</summary>
public sealed class TenantClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
