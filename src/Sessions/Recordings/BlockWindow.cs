using System.Buffers;
using System.Security.Cryptography;

namespace Sessions.Recordings;

/// <summary>
/// The blocks on their way to the archive. A block's buffer is free for the next reading only when the archive has
/// it: that is the bound on memory, and what slows the source down to the archive's pace.
/// </summary>
internal sealed class BlockWindow : IAsyncDisposable
{
    private readonly IArchive _archive;
    private readonly string _name;
    private readonly HashSet<BlockId> _staged;
    private readonly CancellationTokenSource _stop;
    private readonly byte[][] _buffers;
    private readonly Task[] _flights;
    private readonly int _blockSize;
    private readonly List<BlockId> _blocks = [];

    public BlockWindow(
        IArchive archive, string name, IEnumerable<StagedBlock> staged, MoveLimits limits, CancellationToken cancel)
    {
        _archive = archive;
        _name = name;
        _staged = [.. staged.Where(b => b.Id.Length == b.Length).Select(b => b.Id)];
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _blockSize = limits.BlockSize;
        _buffers = [.. Enumerable.Range(0, limits.BlocksInFlight)
            .Select(_ => ArrayPool<byte>.Shared.Rent(limits.BlockSize))];
        _flights = [.. _buffers.Select(_ => Task.CompletedTask)];
    }

    /// <summary>Every block of the file so far, in order.</summary>
    public IReadOnlyList<BlockId> Blocks => _blocks;

    /// <summary>How many of them a former run had staged.</summary>
    public int Resumed { get; private set; }

    /// <summary>A buffer for the next block, once one is free.</summary>
    public async Task<Memory<byte>> NextAsync()
    {
        await Task.WhenAll(_flights.Where(f => f.IsFaulted || f.IsCanceled));
        await _flights[Slot];
        return _buffers[Slot].AsMemory(0, _blockSize);
    }

    /// <summary>Sends the buffer that <see cref="NextAsync"/> gave, filled to this length.</summary>
    public async Task SendAsync(int length)
    {
        var bytes = _buffers[Slot].AsMemory(0, length);
        var md5 = Md5(bytes.Span);
        var id = BlockId.Of(_blocks.Count, length, md5);
        if (_staged.Contains(id))
            Resumed++;
        else
            _flights[Slot] = _archive.StageAsync(_name, id, bytes, md5, _stop.Token);
        _blocks.Add(id);
        // The archive wants the first one before any other.
        if (id.Index == 0)
            await DrainAsync();
    }

    public Task DrainAsync() => Task.WhenAll(_flights);

    /// <summary>Waits for what is still on its way: a buffer must not go back while someone reads from it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await DrainAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var buffer in _buffers)
            ArrayPool<byte>.Shared.Return(buffer);
        _stop.Dispose();
    }

    private int Slot => _blocks.Count % _buffers.Length;

    // Not for secrecy: it is the checksum that Put Block verifies.
    private static byte[] Md5(ReadOnlySpan<byte> bytes) => CryptographicOperations.HashData(HashAlgorithmName.MD5, bytes);
}
