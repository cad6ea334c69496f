using System.Collections.Immutable;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

/// <summary>
/// Passes calls on until the process is killed at the n-th: that one still takes effect or not, and none after it
/// does.
/// </summary>
internal sealed class DyingArchive(IArchive inner, int deathAt, bool lastTakesEffect) : IArchive
{
    private int _calls;

    public bool Dead => _calls >= deathAt;

    public Task<ArchivedBlob?> FindAsync(string name, CancellationToken cancel) =>
        CallAsync(() => inner.FindAsync(name, cancel));

    public Task<ImmutableArray<StagedBlock>> ListStagedAsync(string name, CancellationToken cancel) =>
        CallAsync(() => inner.ListStagedAsync(name, cancel));

    public Task StageAsync(
        string name, BlockId block, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> md5, CancellationToken cancel) =>
        CallAsync(async () =>
        {
            await inner.StageAsync(name, block, bytes, md5, cancel);
            return true;
        });

    public Task<bool> CommitAsync(
        string name, IReadOnlyList<BlockId> blocks, string contentType, CancellationToken cancel) =>
        CallAsync(() => inner.CommitAsync(name, blocks, contentType, cancel));

    public Task<ImmutableArray<BlockId>> ListCommittedAsync(string name, CancellationToken cancel) =>
        CallAsync(() => inner.ListCommittedAsync(name, cancel));

    public Task SealAsync(string name, string contentType, ReadOnlyMemory<byte> md5, CancellationToken cancel) =>
        CallAsync(async () =>
        {
            await inner.SealAsync(name, contentType, md5, cancel);
            return true;
        });

    public Task<bool> CreateAsync(
        string name, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancel) =>
        CallAsync(() => inner.CreateAsync(name, bytes, contentType, cancel));

    public Task WriteAsync(string name, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancel) =>
        CallAsync(async () =>
        {
            await inner.WriteAsync(name, bytes, contentType, cancel);
            return true;
        });

    public Task<bool> DeleteAsync(string name, long length, CancellationToken cancel) =>
        CallAsync(() => inner.DeleteAsync(name, length, cancel));

    public Task<Stream> OpenAsync(string name, CancellationToken cancel) =>
        CallAsync(() => inner.OpenAsync(name, cancel));

    private async Task<T> CallAsync<T>(Func<Task<T>> act)
    {
        var call = Interlocked.Increment(ref _calls);
        if (call < deathAt)
            return await act();
        if (call == deathAt && lastTakesEffect)
            await act();
        throw new KilledException();
    }
}

internal sealed class KilledException() : Exception("killed");
