using NodaTime;

namespace Sessions.Hosts.Tests.Web;

/// <summary>A clock that stands where a test puts it.</summary>
public sealed class FixedTime(Instant now) : TimeProvider
{
    public Instant Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
