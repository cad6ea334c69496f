using System.Collections.Immutable;
using System.Threading.Channels;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Web;

/// <summary>When to look at what, in a dictionary.</summary>
public sealed class InMemoryAgenda : IAgenda
{
    private readonly Channel<string> _asked = Channel.CreateUnbounded<string>();

    /// <summary>Every key that a look was asked for, in that order.</summary>
    public ChannelReader<string> Asked => _asked.Reader;

    public Dictionary<string, AgendaItem> Items { get; } = new(StringComparer.Ordinal);

    public Task<ImmutableArray<AgendaItem>> ListAsync(CancellationToken cancel) =>
        Task.FromResult(Items.Values.ToImmutableArray());

    public Task<AgendaItem?> FindAsync(string key, CancellationToken cancel) =>
        Task.FromResult(Items.GetValueOrDefault(key));

    public Task AskAsync(IReadOnlyCollection<string> keys, Instant now, CancellationToken cancel)
    {
        foreach (var key in keys)
        {
            Items[key] = new AgendaItem(key, now, (Items.GetValueOrDefault(key)?.Version ?? 0) + 1);
            _asked.Writer.TryWrite(key);
        }

        return Task.CompletedTask;
    }

    public Task CompleteAsync(AgendaItem seen, Instant? at, CancellationToken cancel)
    {
        if (Items.GetValueOrDefault(seen.Key) == seen)
            Items[seen.Key] = seen with { LookAt = at };

        return Task.CompletedTask;
    }
}
