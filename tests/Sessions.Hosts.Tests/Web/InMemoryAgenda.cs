using System.Collections.Immutable;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Web;

/// <summary>When to look at what, in a dictionary.</summary>
public sealed class InMemoryAgenda : IAgenda
{
    public Dictionary<string, AgendaItem> Items { get; } = new(StringComparer.Ordinal);

    public Task<ImmutableArray<AgendaItem>> ListAsync(CancellationToken cancel) =>
        Task.FromResult(Items.Values.ToImmutableArray());

    public Task<AgendaItem?> FindAsync(string key, CancellationToken cancel) =>
        Task.FromResult(Items.GetValueOrDefault(key));

    public Task CompleteAsync(AgendaItem seen, Instant? at, CancellationToken cancel)
    {
        if (Items.GetValueOrDefault(seen.Key) == seen)
            Items[seen.Key] = seen with { LookAt = at };

        return Task.CompletedTask;
    }
}
