using System.Net;
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

    /// <summary>Seconds of play that a link may report at once.</summary>
    public const int PlayedPerLink = 900;

    private readonly PartitionedRateLimiter<string> _links = Bucket(PerLink, perSecond: 20);
    private readonly PartitionedRateLimiter<string> _unknown = Bucket(UnknownPerAddress, perSecond: 5);

    // The player's fastest is twice as fast as time.
    private readonly PartitionedRateLimiter<string> _played = Bucket(PlayedPerLink, perSecond: 3);

    /// <returns>How long to wait; null when there is no need to.</returns>
    public TimeSpan? Use(string tokenHash) => Take(_links, tokenHash);

    /// <returns>How long to wait; null when there is no need to.</returns>
    public TimeSpan? Miss(IPAddress? address) => Take(_unknown, Neighbourhood.Of(address));

    /// <summary>Nobody plays faster than the player does: what is more was not played.</summary>
    /// <returns>How long to wait; null when there is no need to.</returns>
    public TimeSpan? Play(string tokenHash, double seconds) => Take(
        _played, tokenHash, (int)Math.Clamp(Math.Ceiling(seconds), 1, PlayedPerLink + 1));

    public void Dispose()
    {
        _links.Dispose();
        _unknown.Dispose();
        _played.Dispose();
    }

    private static TimeSpan? Take(PartitionedRateLimiter<string> limiter, string key, int permits = 1)
    {
        if (permits > PlayedPerLink)
            return TimeSpan.FromMinutes(5);

        using var lease = limiter.AttemptAcquire(key, permits);
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
