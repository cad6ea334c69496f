using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Sessions.Ledger;

namespace Sessions.Recordings;

/// <summary>Reads the archive's copy back, from its first byte to its last, and holds it against its source.</summary>
internal sealed class CopyProof(IArchive archive)
{
    /// <returns>The copy's digest, which is the source's.</returns>
    /// <exception cref="OutsideFaultException">Configuration: it is not what the source sent.</exception>
    public async Task<FileDigest> RunAsync(string name, Witness witness, CancellationToken cancel)
    {
        var blob = await archive.FindAsync(name, cancel);
        if (blob?.Length != witness.Length)
            throw Differs(name, string.Create(
                CultureInfo.InvariantCulture, $"{blob?.Length ?? 0} bytes instead of {witness.Length}"));
        if (witness.Digest is not { } wanted)
            return await ReadBlocksAsync(name, witness.Blocks, cancel);

        // Equal in this are the same bytes, so their MD5 need not be reckoned a second time.
        var (length, sha256) = await FileDigest.ReadSha256Async(archive, name, cancel);
        return sha256 == wanted.Sha256 && length == wanted.Length
            ? wanted
            : throw Differs(name, $"sha256 {sha256} instead of {wanted.Sha256}");
    }

    /// <summary>
    /// The source was read in several runs, so nobody has its digest; but every block was named after its MD5 when it
    /// came from there.
    /// </summary>
    private async Task<FileDigest> ReadBlocksAsync(
        string name, ImmutableArray<BlockId> blocks, CancellationToken cancel)
    {
        await using var body = await archive.OpenAsync(name, cancel);
        using var meter = new DigestMeter();
        var buffer = ArrayPool<byte>.Shared.Rent(blocks.Max(b => b.Length));
        try
        {
            foreach (var block in blocks)
            {
                var bytes = buffer.AsMemory(0, block.Length);
                var read = await body.ReadAtLeastAsync(bytes, block.Length, throwOnEndOfStream: false, cancel);
                if (read < block.Length
                    || !block.Holds(CryptographicOperations.HashData(HashAlgorithmName.MD5, bytes.Span)))
                    throw Differs(name, $"block {block} is another");
                meter.Take(bytes.Span);
            }
            return await body.ReadAsync(buffer, cancel) == 0
                ? meter.Finish()
                : throw Differs(name, string.Create(CultureInfo.InvariantCulture, $"more than {meter.Length} bytes"));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static OutsideFaultException Differs(string name, string how) => new(
        FaultKind.Configuration,
        $"the archive's copy {name} is not the recording: {how}; the original was left alone. Check the storage, "
            + "then delete that blob and its manifest: it will be moved anew");
}
