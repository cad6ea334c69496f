using System.Collections.Immutable;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

internal abstract class PassingArchive(IArchive inner) : IArchive
{
    public Task<ArchivedBlob?> FindAsync(string name, CancellationToken cancel) => inner.FindAsync(name, cancel);

    public Task<ImmutableArray<StagedBlock>> ListStagedAsync(string name, CancellationToken cancel) =>
        inner.ListStagedAsync(name, cancel);

    public virtual Task StageAsync(
        string name, BlockId block, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> md5, CancellationToken cancel) =>
        inner.StageAsync(name, block, bytes, md5, cancel);

    public Task<bool> CommitAsync(
        string name, IReadOnlyList<BlockId> blocks, string contentType, CancellationToken cancel) =>
        inner.CommitAsync(name, blocks, contentType, cancel);

    public Task<ImmutableArray<BlockId>> ListCommittedAsync(string name, CancellationToken cancel) =>
        inner.ListCommittedAsync(name, cancel);

    public Task SealAsync(string name, string contentType, ReadOnlyMemory<byte> md5, CancellationToken cancel) =>
        inner.SealAsync(name, contentType, md5, cancel);

    public Task<bool> CreateAsync(
        string name, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancel) =>
        inner.CreateAsync(name, bytes, contentType, cancel);

    public Task WriteAsync(string name, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancel) =>
        inner.WriteAsync(name, bytes, contentType, cancel);

    public Task<bool> DeleteAsync(string name, long length, CancellationToken cancel) =>
        inner.DeleteAsync(name, length, cancel);

    public virtual Task<Stream> OpenAsync(string name, CancellationToken cancel) => inner.OpenAsync(name, cancel);
}

/// <summary>Gives back one byte that is not what was stored.</summary>
internal sealed class RottingArchive(IArchive inner) : PassingArchive(inner)
{
    public override async Task<Stream> OpenAsync(string name, CancellationToken cancel)
    {
        await using var sound = await base.OpenAsync(name, cancel);
        var rotten = new MemoryStream();
        await sound.CopyToAsync(rotten, cancel);
        rotten.GetBuffer()[rotten.Length / 2] ^= 1;
        rotten.Position = 0;
        return rotten;
    }
}

/// <summary>Lets some blocks in, and holds the others until it is opened.</summary>
internal sealed class GatedArchive(IArchive inner, int freeBlocks) : PassingArchive(inner), IDisposable
{
    private readonly TaskCompletionSource _open = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private int _blocks;

    public async Task WaitingAsync(int blocks, CancellationToken cancel)
    {
        for (var i = 0; i < blocks; i++)
            await _arrived.WaitAsync(cancel);
    }

    public void Dispose() => _arrived.Dispose();

    public void Open() => _open.SetResult();

    public override async Task StageAsync(
        string name, BlockId block, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> md5, CancellationToken cancel)
    {
        if (Interlocked.Increment(ref _blocks) > freeBlocks)
        {
            _arrived.Release();
            await _open.Task;
        }
        await base.StageAsync(name, block, bytes, md5, cancel);
    }
}
