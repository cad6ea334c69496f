using System.Collections.Immutable;

namespace Sessions.Recordings;

/// <summary>
/// Where recordings are kept: block blobs, or files that behave like them. A blob appears whole at its commit or
/// not at all, and is never overwritten.
/// </summary>
public interface IArchive
{
    /// <returns>Null when there is no such blob; staged blocks alone make none.</returns>
    Task<ArchivedBlob?> FindAsync(string name, CancellationToken cancel);

    /// <summary>Blocks staged for a blob that was not committed yet, to resume from.</summary>
    Task<ImmutableArray<StagedBlock>> ListStagedAsync(string name, CancellationToken cancel);

    /// <summary>
    /// Stages one block; staging the same id again replaces it. The first block of a blob is staged before the
    /// others begin, and all but the last are as long as the first: so an archive of files can write each block
    /// straight to its place.
    /// </summary>
    /// <param name="md5">Of the block's bytes: refused when they do not agree (Put Block, Content-MD5).</param>
    Task StageAsync(
        string name, BlockId block, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> md5, CancellationToken cancel);

    /// <summary>
    /// Throws away what was staged for a blob that will not be. An archive whose storage does so by itself, as Azure
    /// does after a week, leaves it to that.
    /// </summary>
    Task DiscardAsync(string name, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Makes the blob out of staged blocks, if there is none of that name (If-None-Match: *).</summary>
    /// <returns>False when a blob of that name stands already.</returns>
    Task<bool> CommitAsync(
        string name, IReadOnlyList<BlockId> blocks, string contentType, CancellationToken cancel);

    /// <summary>Of what blocks a blob was made, in order; none when that is no longer known, or was never.</summary>
    Task<ImmutableArray<BlockId>> ListCommittedAsync(string name, CancellationToken cancel);

    /// <summary>
    /// Marks a blob whose copy was proven: the MD5 of the whole is kept with it where there is a place for that
    /// (Content-MD5), and how it was put together may be forgotten.
    /// </summary>
    Task SealAsync(string name, string contentType, ReadOnlyMemory<byte> md5, CancellationToken cancel);

    /// <summary>Writes a small blob whole, if there is none of that name (If-None-Match: *). For manifests.</summary>
    /// <returns>False when a blob of that name stands already.</returns>
    Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancel);

    /// <summary>Writes a small blob whole; replaces one of the same name. For what may come anew.</summary>
    Task WriteAsync(string name, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancel);

    /// <summary>Deletes a blob for good, if it is still as long as it is known to be (If-Match).</summary>
    /// <returns>False when another blob stands there: it stays. One that is gone already is no fault.</returns>
    Task<bool> DeleteAsync(string name, long length, CancellationToken cancel);

    /// <summary>The blob's bytes, to prove them or to serve them; seekable where the archive is files.</summary>
    /// <exception cref="Ledger.OutsideFaultException">There is no such blob.</exception>
    Task<Stream> OpenAsync(string name, CancellationToken cancel);
}

public sealed record ArchivedBlob(string Name, long Length, string ContentType);

public sealed record StagedBlock(BlockId Id, long Length);
