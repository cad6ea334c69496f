using System.Buffers;
using System.Security.Cryptography;

namespace Sessions.Recordings;

/// <summary>
/// The blocks on their way to the archive. A block's buffer is free for the next reading only when the archive has
/// it and the digest took it: that is the bound on memory, and what slows the source down to the archive's pace.
/// </summary>
internal sealed class BlockWindow : IAsyncDisposable
{
    private readonly IArchive _archive;
    private readonly string _name;
    private readonly StagedBlocks _staged;
    private readonly RunningDigest _digest = new();
    private readonly CancellationTokenSource _stop;
    private readonly byte[][] _buffers;
    private readonly Task[] _flights;
    private readonly int _blockSize;
    private readonly List<Task<BlockId>> _blocks = [];
    private int _resumed;

    public BlockWindow(
        IArchive archive, string name, StagedBlocks staged, MoveLimits limits, CancellationToken cancel)
    {
        _archive = archive;
        _name = name;
        _staged = staged;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _blockSize = limits.BlockSize;
        _buffers = [.. Enumerable.Range(0, limits.BlocksInFlight)
            .Select(_ => ArrayPool<byte>.Shared.Rent(limits.BlockSize))];
        _flights = [.. _buffers.Select(_ => Task.CompletedTask)];
    }

    public int Count => _blocks.Count;

    /// <summary>How many of them a former run had staged.</summary>
    public int Resumed => _resumed;

    /// <summary>How many of those were not even read again.</summary>
    public int Skipped { get; private set; }

    /// <summary>A block came out otherwise than the same version of the source gave it before.</summary>
    public bool Contradicted { get; private set; }

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
        var (index, slot, bytes) = (_blocks.Count, Slot, _buffers[Slot].AsMemory(0, length));
        // Away from the reader, so that one block is hashed while the next is read.
        var sent = Task.Run(() => SendAsync(index, bytes));
        _flights[slot] = Skipped == 0 ? Task.WhenAll(sent, _digest.TakeAsync(bytes)) : sent;
        _blocks.Add(sent);
        // The archive wants the first one before any other.
        if (index == 0)
            await DrainAsync();
    }

    /// <summary>Takes blocks as they are staged, without their bytes: from here on there is no digest.</summary>
    public void Skip(IReadOnlyList<BlockId> blocks)
    {
        _blocks.AddRange(blocks.Select(Task.FromResult));
        _resumed += blocks.Count;
        Skipped += blocks.Count;
    }

    public Task DrainAsync() => Task.WhenAll(_flights);

    /// <summary>Every block of the file, in order, once the archive has them all.</summary>
    public Task<BlockId[]> FinishAsync() => Task.WhenAll(_blocks);

    /// <returns>Of the whole; null when bytes were skipped.</returns>
    public async Task<FileDigest?> DigestAsync() => Skipped == 0 ? await _digest.FinishAsync() : null;

    /// <summary>Waits for what is still on its way: a buffer must not go back while someone reads from it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await DrainAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var buffer in _buffers)
            ArrayPool<byte>.Shared.Return(buffer);
        _digest.Dispose();
        _stop.Dispose();
    }

    private async Task<BlockId> SendAsync(int index, ReadOnlyMemory<byte> bytes)
    {
        // Not for secrecy: it is the checksum that Put Block verifies.
        var md5 = CryptographicOperations.HashData(HashAlgorithmName.MD5, bytes.Span);
        var block = BlockId.Of(index, bytes.Length, md5, _staged.Source);
        Contradicted |= _staged.Contradicts(block);
        if (_staged.Find(block) is { } found)
        {
            Interlocked.Increment(ref _resumed);
            return found;
        }
        await _archive.StageAsync(_name, block, bytes, md5, _stop.Token);
        return block;
    }

    private int Slot => _blocks.Count % _buffers.Length;
}
