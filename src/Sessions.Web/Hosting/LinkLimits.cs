using System.Threading.RateLimiting;

namespace Sessions.Web.Hosting;

/// <summary>
/// How often one link may be used, and how often one address may try links that do not exist. A class behind one
/// address is no crowd: each learner's link has its own allowance.
/// </summary>
internal sealed class LinkLimits : IDisposable
{
    public const int PerLink = 600;
    public const int UnknownPerAddress = 600;

    private readonly PartitionedRateLimiter<string> _links = Bucket(PerLink, perSecond: 20);
    private readonly PartitionedRateLimiter<string> _unknown = Bucket(UnknownPerAddress, perSecond: 5);

    /// <returns>How long to wait; null when there is no need to.</returns>
    public TimeSpan? Use(string tokenHash) => Take(_links, tokenHash);

    /// <returns>How long to wait; null when there is no need to.</returns>
    public TimeSpan? Miss(string address) => Take(_unknown, address);

    public void Dispose()
    {
        _links.Dispose();
        _unknown.Dispose();
    }

    private static TimeSpan? Take(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        if (lease.IsAcquired)
            return null;

        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }

    private static PartitionedRateLimiter<string> Bucket(int size, int perSecond) =>
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetTokenBucketLimiter(
            key,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = size,
                TokensPerPeriod = perSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));
}
