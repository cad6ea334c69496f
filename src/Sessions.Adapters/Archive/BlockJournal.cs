using System.Collections.Immutable;
using System.Text;
using Sessions.Recordings;

namespace Sessions.Adapters.Archive;

/// <summary>
/// The list of blocks that stand in a partial file, one line each, written after the block itself: a process killed
/// in between leaves a block that is staged again, never a line without its block. Open, it is also the lock on
/// the partial file, against this process and any other.
/// </summary>
internal sealed class BlockJournal : IAsyncDisposable
{
    private readonly FileStream _file;
    private readonly SortedDictionary<int, BlockId> _blocks = [];

    private BlockJournal(FileStream file) => _file = file;

    /// <summary>By index.</summary>
    public ImmutableArray<BlockId> Blocks => [.. _blocks.Values];

    public static async Task<BlockJournal> OpenAsync(string path, CancellationToken cancel)
    {
        var journal = new BlockJournal(await FileTurn.TakeAsync(path, cancel));
        await journal.ReadAsync(cancel);
        return journal;
    }

    /// <summary>Where the block belongs: after those before it, which are all as long as the first.</summary>
    /// <exception cref="InvalidOperationException">The first block is not staged yet.</exception>
    public long OffsetOf(BlockId block) =>
        block.Index == 0 ? 0
        : _blocks.TryGetValue(0, out var first) ? (long)block.Index * first.Length
        : throw new InvalidOperationException("the first block is staged before the others");

    /// <summary>Forgets whatever does not fit with this block: its predecessor, or blocks of another size.</summary>
    public async Task ForgetAsync(BlockId block, CancellationToken cancel)
    {
        var otherSize = block.Index == 0 && _blocks.TryGetValue(0, out var first) && first.Length != block.Length;
        if (otherSize)
            _blocks.Clear();
        if (_blocks.Remove(block.Index) || otherSize)
            await RewriteAsync(cancel);
    }

    public async Task AddAsync(BlockId block, CancellationToken cancel)
    {
        _blocks[block.Index] = block;
        await _file.WriteAsync(Line(block), cancel);
        await _file.FlushAsync(cancel);
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private async Task ReadAsync(CancellationToken cancel)
    {
        using var reader = new StreamReader(_file, Encoding.ASCII, leaveOpen: true);
        while (await reader.ReadLineAsync(cancel) is { } line)
            // A line cut by a kill names no block.
            if (BlockId.TryParse(line) is { } block)
                _blocks[block.Index] = block;
        _file.Seek(0, SeekOrigin.End);
    }

    private async Task RewriteAsync(CancellationToken cancel)
    {
        _file.SetLength(0);
        foreach (var block in _blocks.Values)
            await _file.WriteAsync(Line(block), cancel);
        await _file.FlushAsync(cancel);
    }

    // The line break before it as well: a cut line must not swallow the next.
    private static byte[] Line(BlockId block) => Encoding.ASCII.GetBytes($"\n{block}\n");
}
