using System.Collections.Immutable;
using NodaTime;
using Sessions.Ledger;
using Sessions.Recordings;
using Sessions.Watching;

namespace Sessions.Hosts.Tests.Web;

/// <summary>Blobs in a dictionary, and a door that hands them out or sends elsewhere.</summary>
public sealed class InMemoryArchive : IArchive, IVideoDoor
{
    private readonly Dictionary<string, SortedDictionary<int, byte[]>> _staged = new(StringComparer.Ordinal);

    public Dictionary<string, byte[]> Blobs { get; } = new(StringComparer.Ordinal);

    /// <summary>Where the door sends to; null where it hands out the bytes.</summary>
    public Uri? Elsewhere { get; set; }

    /// <summary>The lifetimes that were asked of the door.</summary>
    public List<Duration> Lifetimes { get; } = [];

    public Task<ArchivedBlob?> FindAsync(string name, CancellationToken cancel) => Task.FromResult(
        Blobs.TryGetValue(name, out var bytes) ? new ArchivedBlob(name, bytes.Length, "video/mp4") : null);

    public Task<ImmutableArray<StagedBlock>> ListStagedAsync(string name, CancellationToken cancel) =>
        Task.FromResult(_staged.GetValueOrDefault(name, [])
            .Select(block => new StagedBlock(new(block.Key, block.Value.Length), block.Value.Length))
            .ToImmutableArray());

    public Task StageAsync(
        string name, BlockId block, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> md5, CancellationToken cancel)
    {
        if (!_staged.TryGetValue(name, out var blocks))
            _staged[name] = blocks = [];

        blocks[block.Index] = bytes.ToArray();
        return Task.CompletedTask;
    }

    public Task<bool> CommitAsync(
        string name, IReadOnlyList<BlockId> blocks, string contentType, CancellationToken cancel) =>
        Task.FromResult(Blobs.TryAdd(name, [.. blocks.SelectMany(block => _staged[name][block.Index])]));

    public Task<ImmutableArray<BlockId>> ListCommittedAsync(string name, CancellationToken cancel) =>
        Task.FromResult(ImmutableArray<BlockId>.Empty);

    public Task SealAsync(string name, string contentType, ReadOnlyMemory<byte> md5, CancellationToken cancel) =>
        Task.CompletedTask;

    public Task<bool> CreateAsync(
        string name, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancel) =>
        Task.FromResult(Blobs.TryAdd(name, bytes.ToArray()));

    public Task WriteAsync(string name, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancel)
    {
        Blobs[name] = bytes.ToArray();
        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(string name, long length, CancellationToken cancel) =>
        Task.FromResult(Blobs.Remove(name));

    public Task<Stream> OpenAsync(string name, CancellationToken cancel) => Blobs.TryGetValue(name, out var bytes)
        ? Task.FromResult<Stream>(new MemoryStream(bytes))
        : Task.FromException<Stream>(new OutsideFaultException(FaultKind.Permanent, $"there is no blob {name}"));

    public Task<VideoAccess?> OpenAsync(string blobName, Duration lifetime, CancellationToken cancel)
    {
        Lifetimes.Add(lifetime);
        return Task.FromResult<VideoAccess?>(
            Elsewhere is not null ? new VideoRedirect(Elsewhere)
            : Blobs.TryGetValue(blobName, out var bytes)
                ? new VideoBytes(new MemoryStream(bytes), "video/mp4", Instant.FromUtc(2025, 10, 22, 19, 0))
                : null);
    }
}
