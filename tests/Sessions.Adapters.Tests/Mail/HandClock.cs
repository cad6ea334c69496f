using NodaTime;

namespace Sessions.Adapters.Tests.Mail;

/// <summary>A clock that a test moves.</summary>
internal sealed class HandClock(Instant now) : TimeProvider
{
    public Instant Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
