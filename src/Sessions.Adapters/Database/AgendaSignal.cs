using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>
/// Reaches the readers of this process. Hosts in one process are given the same instance; a host elsewhere finds
/// the wish when it next reads the agenda.
/// </summary>
public sealed class AgendaSignal : IAgendaSignal
{
    private readonly ConcurrentDictionary<Channel<string>, bool> _readers = new();

    public void Tell(string key)
    {
        foreach (var reader in _readers.Keys)
            reader.Writer.TryWrite(key);
    }

    public IAsyncEnumerable<string> ReadAsync(CancellationToken cancel)
    {
        // Here, and not in the iterator: a reader has begun when it asked, not when it first waits.
        var reader = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
        _readers.TryAdd(reader, true);
        return KeysAsync(reader, cancel);
    }

    private async IAsyncEnumerable<string> KeysAsync(
        Channel<string> reader, [EnumeratorCancellation] CancellationToken cancel)
    {
        try
        {
            await foreach (var key in reader.Reader.ReadAllAsync(cancel))
                yield return key;
        }
        finally
        {
            _readers.TryRemove(reader, out _);
        }
    }
}
