using System.Net;
using System.Threading.RateLimiting;
using Sessions.Web.Hosting;

namespace Sessions.Web.Notifications;

/// <summary>
/// How often one address may post. Graph's own bursts fit; what is refused it posts again for hours, and the looks by
/// schedule find what it stands for.
/// </summary>
internal sealed class NotificationLimit : IDisposable
{
    public const int Burst = 2000;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(
        address => RateLimitPartition.GetTokenBucketLimiter(
            address,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = Burst,
                TokensPerPeriod = 50,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));

    public bool Allows(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(Neighbourhood.Of(address));
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
