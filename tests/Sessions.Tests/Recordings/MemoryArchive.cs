using System.Collections.Immutable;
using System.Security.Cryptography;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

/// <summary>The port's contract over dictionaries, with an account of what was done.</summary>
internal sealed class MemoryArchive : IArchive
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<BlockId, byte[]>> _staged = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<BlockId>> _committed = new(StringComparer.Ordinal);

    public Dictionary<string, (byte[] Bytes, string ContentType)> Blobs { get; } = new(StringComparer.Ordinal);

    public string Names => string.Join(' ', Blobs.Keys.Order(StringComparer.Ordinal));

    public int BlocksStaged { get; private set; }

    public int Commits { get; private set; }

    /// <summary>The MD5 that each proven blob was sealed with.</summary>
    public Dictionary<string, string> Seals { get; } = new(StringComparer.Ordinal);

    public async Task<ArchivedBlob?> FindAsync(string name, CancellationToken cancel)
    {
        await Task.Yield();
        lock (_lock)
            return Blobs.TryGetValue(name, out var blob)
                ? new ArchivedBlob(name, blob.Bytes.Length, blob.ContentType)
                : null;
    }

    public async Task<ImmutableArray<StagedBlock>> ListStagedAsync(string name, CancellationToken cancel)
    {
        await Task.Yield();
        lock (_lock)
            return [.. StagedOf(name).Select(b => new StagedBlock(b.Key, b.Value.Length))];
    }

    public async Task StageAsync(
        string name, BlockId block, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> md5, CancellationToken cancel)
    {
        await Task.Yield();
        var actual = CryptographicOperations.HashData(HashAlgorithmName.MD5, bytes.Span);
        if (!actual.AsSpan().SequenceEqual(md5.Span))
            throw new OutsideFaultException(FaultKind.Transient, "Md5Mismatch");
        lock (_lock)
        {
            StagedOf(name)[block] = bytes.ToArray();
            BlocksStaged++;
        }
    }

    public async Task<bool> CommitAsync(
        string name, IReadOnlyList<BlockId> blocks, string contentType, CancellationToken cancel)
    {
        await Task.Yield();
        lock (_lock)
        {
            if (Blobs.ContainsKey(name))
                return false;
            if (blocks.Any(b => !StagedOf(name).ContainsKey(b)))
                throw new OutsideFaultException(FaultKind.Transient, "InvalidBlockList");

            Blobs[name] = ([.. blocks.SelectMany(b => StagedOf(name)[b])], contentType);
            _staged.Remove(name);
            _committed[name] = [.. blocks];
            Commits++;
            return true;
        }
    }

    public async Task<ImmutableArray<BlockId>> ListCommittedAsync(string name, CancellationToken cancel)
    {
        await Task.Yield();
        lock (_lock)
            return _committed.GetValueOrDefault(name, []);
    }

    public async Task SealAsync(
        string name, string contentType, ReadOnlyMemory<byte> md5, CancellationToken cancel)
    {
        await Task.Yield();
        lock (_lock)
            Seals[name] = Convert.ToHexStringLower(md5.Span);
    }

    public async Task<bool> CreateAsync(
        string name, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancel)
    {
        await Task.Yield();
        lock (_lock)
            return Blobs.TryAdd(name, (bytes.ToArray(), contentType));
    }

    public async Task WriteAsync(string name, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancel)
    {
        await Task.Yield();
        lock (_lock)
            Blobs[name] = (bytes.ToArray(), contentType);
    }

    public Task<bool> DeleteAsync(string name, long length, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (Blobs.TryGetValue(name, out var blob) && blob.Bytes.Length != length)
                return Task.FromResult(false);

            Blobs.Remove(name);
            return Task.FromResult(true);
        }
    }

    public async Task<Stream> OpenAsync(string name, CancellationToken cancel)
    {
        await Task.Yield();
        lock (_lock)
            return Blobs.TryGetValue(name, out var blob)
                ? new MemoryStream(blob.Bytes, writable: false)
                : throw new OutsideFaultException(FaultKind.Permanent, $"there is no {name}");
    }

    private Dictionary<BlockId, byte[]> StagedOf(string name)
    {
        if (!_staged.TryGetValue(name, out var blocks))
            _staged[name] = blocks = [];
        return blocks;
    }
}
