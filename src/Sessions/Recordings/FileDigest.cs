using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Sessions.Recordings;

/// <summary>What a file is known by once every byte of it was seen.</summary>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Md5">Lower-case hexadecimal; what blob storage keeps as Content-MD5.</param>
public sealed record FileDigest(long Length, string Sha256, string Md5)
{
    private const int ReadSize = 1024 * 1024;

    public ImmutableArray<byte> Md5Bytes => [.. Convert.FromHexString(Md5)];

    public static FileDigest Of(ReadOnlySpan<byte> bytes)
    {
        using var meter = new DigestMeter();
        meter.Take(bytes);
        return meter.Finish();
    }

    /// <summary>Reads an archived file from its first byte to its last.</summary>
    public static async Task<FileDigest> ReadAsync(IArchive archive, string name, CancellationToken cancel)
    {
        using var meter = new DigestMeter();
        await PassAsync(archive, name, meter.TakeAsync, cancel);
        return meter.Finish();
    }

    /// <summary>The same without the MD5, which is the slower half.</summary>
    public static async Task<(long Length, string Sha256)> ReadSha256Async(
        IArchive archive, string name, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = 0L;
        await PassAsync(archive, name, TakeAsync, cancel);
        return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));

        Task TakeAsync(ReadOnlyMemory<byte> bytes)
        {
            length += bytes.Length;
            return Task.Run(() => hash.AppendData(bytes.Span), CancellationToken.None);
        }
    }

    private static async Task PassAsync(
        IArchive archive, string name, Func<ReadOnlyMemory<byte>, Task> take, CancellationToken cancel)
    {
        await using var body = await archive.OpenAsync(name, cancel);
        // One is hashed while the other is filled.
        var (full, free) = (ArrayPool<byte>.Shared.Rent(ReadSize), ArrayPool<byte>.Shared.Rent(ReadSize));
        var hashing = Task.CompletedTask;
        try
        {
            while (await body.ReadAtLeastAsync(free, ReadSize, throwOnEndOfStream: false, cancel) is > 0 and var read)
            {
                await hashing;
                (full, free) = (free, full);
                hashing = take(full.AsMemory(0, read));
            }
            await hashing;
        }
        finally
        {
            await hashing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ArrayPool<byte>.Shared.Return(full);
            ArrayPool<byte>.Shared.Return(free);
        }
    }
}

/// <summary>Hashes a file as it streams by.</summary>
internal sealed class DigestMeter : IDisposable
{
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);

    public long Length { get; private set; }

    public void Take(ReadOnlySpan<byte> bytes)
    {
        _sha256.AppendData(bytes);
        _md5.AppendData(bytes);
        Length += bytes.Length;
    }

    /// <summary>On other threads, each hash on its own.</summary>
    public Task TakeAsync(ReadOnlyMemory<byte> bytes)
    {
        Length += bytes.Length;
        return Task.WhenAll(
            Task.Run(() => _sha256.AppendData(bytes.Span)), Task.Run(() => _md5.AppendData(bytes.Span)));
    }

    public FileDigest Finish() => new(
        Length, Convert.ToHexStringLower(_sha256.GetHashAndReset()), Convert.ToHexStringLower(_md5.GetHashAndReset()));

    public void Dispose()
    {
        _sha256.Dispose();
        _md5.Dispose();
    }
}
