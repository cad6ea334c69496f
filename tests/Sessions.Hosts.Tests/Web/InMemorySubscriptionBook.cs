using System.Collections.Immutable;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Web;

/// <summary>Subscriptions in a dictionary, and what was asked of it.</summary>
public sealed class InMemorySubscriptionBook : ISubscriptionBook
{
    private int _asked;

    public Dictionary<string, Subscription> Kept { get; } = new(StringComparer.Ordinal);

    public int Asked => _asked;

    public Task<ImmutableArray<Subscription>> ListAsync(CancellationToken cancel) =>
        Task.FromResult(Kept.Values.ToImmutableArray());

    public Task<Subscription?> FindAsync(string id, CancellationToken cancel)
    {
        Interlocked.Increment(ref _asked);
        return Task.FromResult(Kept.GetValueOrDefault(id));
    }

    public Task KeepAsync(Subscription subscription, CancellationToken cancel)
    {
        Kept[subscription.Id] = subscription;
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string id, CancellationToken cancel)
    {
        Kept.Remove(id);
        return Task.CompletedTask;
    }
}
