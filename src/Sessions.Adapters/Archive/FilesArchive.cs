using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using NodaTime;
using NodaTime.Extensions;
using Sessions.Ledger;
using Sessions.Recordings;
using Sessions.Watching;

namespace Sessions.Adapters.Archive;

/// <summary>
/// Recordings as files under one directory. A video is written block by block, each straight to its place, into
/// <c>name.partial</c>, and gets its name when it is whole.
/// </summary>
public sealed class FilesArchive : IArchive, IVideoDoor
{
    private readonly string _root;

    public FilesArchive(string directory) => _root = Path.GetFullPath(directory);

    public Task<ArchivedBlob?> FindAsync(string name, CancellationToken cancel) =>
        FilesFaults.FoldAsync(_root, () => Task.FromResult(
            new FileInfo(PathOf(name)) is { Exists: true } file
                ? new ArchivedBlob(name, file.Length, FileContentType.Of(name))
                : null));

    public Task<ImmutableArray<StagedBlock>> ListStagedAsync(string name, CancellationToken cancel) =>
        FilesFaults.FoldAsync<ImmutableArray<StagedBlock>>(_root, async () =>
        {
            var path = PathOf(name);
            if (!File.Exists(path + BlobPath.Journal) || !File.Exists(path + BlobPath.Partial))
                return [];

            await using var journal = await BlockJournal.OpenAsync(path + BlobPath.Journal, cancel);
            return [.. journal.Blocks.Select(b => new StagedBlock(b, b.Length))];
        });

    public Task StageAsync(
        string name, BlockId block, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> md5, CancellationToken cancel)
    {
        var path = PathOf(name);
        if (block.Length != bytes.Length || !Md5Of(bytes.Span).AsSpan().SequenceEqual(md5.Span))
            throw new OutsideFaultException(
                FaultKind.Transient, $"block {block} of {name} does not agree with its checksum; it is sent again");

        return FilesFaults.FoldAsync(_root, async () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var journal = await BlockJournal.OpenAsync(path + BlobPath.Journal, cancel);
            if (File.Exists(path))
            {
                // Someone else was first; the commit will say so.
                Discard(path);
                return;
            }
            await journal.ForgetAsync(block, cancel);
            using (var file = File.OpenHandle(path + BlobPath.Partial, FileMode.OpenOrCreate, FileAccess.Write))
                await RandomAccess.WriteAsync(file, bytes, journal.OffsetOf(block), cancel);
            await journal.AddAsync(block, cancel);
        });
    }

    public Task<bool> CommitAsync(
        string name, IReadOnlyList<BlockId> blocks, string contentType, ReadOnlyMemory<byte> md5,
        CancellationToken cancel)
    {
        var path = PathOf(name);
        FileContentType.Check(name, contentType);
        return FilesFaults.FoldAsync(_root, async () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var journal = await BlockJournal.OpenAsync(path + BlobPath.Journal, cancel);
            var first = !File.Exists(path);
            if (first)
            {
                await SealAsync(name, path + BlobPath.Partial, blocks, journal, cancel);
                File.Move(path + BlobPath.Partial, path, overwrite: false);
            }
            Discard(path);
            DirectorySync.Flush(Path.GetDirectoryName(path)!);
            return first;
        });
    }

    public Task WriteAsync(string name, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancel)
    {
        var path = PathOf(name);
        FileContentType.Check(name, contentType);
        return FilesFaults.FoldAsync(_root, async () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var fresh = $"{path}.{Guid.NewGuid():n}{BlobPath.Fresh}";
            try
            {
                await WriteFreshAsync(fresh, bytes, cancel);
                File.Move(fresh, path, overwrite: true);
            }
            finally
            {
                File.Delete(fresh);
            }
            DirectorySync.Flush(Path.GetDirectoryName(path)!);
        });
    }

    public Task<Stream> OpenAsync(string name, CancellationToken cancel) =>
        FilesFaults.FoldAsync(_root, () => Task.FromResult<Stream>(Read(name) ?? throw new OutsideFaultException(
            FaultKind.Permanent, $"there is no {name} in the archive {_root}: restore it, or move it anew")));

    /// <summary>Lifetime says nothing here: the bytes go through the host, for as long as it lets them.</summary>
    public Task<VideoAccess?> OpenAsync(string blobName, Duration lifetime, CancellationToken cancel) =>
        FilesFaults.FoldAsync<VideoAccess?>(_root, () => Task.FromResult<VideoAccess?>(
            Read(blobName) is { } body
                ? new VideoBytes(
                    body, FileContentType.Of(blobName), File.GetLastWriteTimeUtc(PathOf(blobName)).ToInstant())
                : null));

    /// <summary>Makes sure that the partial file is exactly these blocks, and that the disk has it.</summary>
    private static async Task SealAsync(
        string name, string partial, IReadOnlyList<BlockId> blocks, BlockJournal journal, CancellationToken cancel)
    {
        var missing = blocks.Except(journal.Blocks).ToArray();
        if (missing.Length > 0 || blocks.Count == 0)
            throw new OutsideFaultException(
                FaultKind.Transient, $"{missing.Length} blocks of {name} are not staged; they are sent again");

        await using var file = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, 1);
        foreach (var block in blocks)
            if (file.Position != journal.OffsetOf(block) || !await HoldsAsync(file, block, cancel))
            {
                await journal.ForgetAsync(block, cancel);
                throw new OutsideFaultException(
                    FaultKind.Transient,
                    $"block {block} of {name} is damaged on disk; it is sent again. Check the disk if this repeats");
            }
        // Blocks behind the last one are of a former, longer try.
        file.SetLength(file.Position);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
    }

    // A power cut can keep the journal's line and lose the block's bytes, so the bytes are read again.
    private static async Task<bool> HoldsAsync(FileStream file, BlockId block, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(block.Length);
        try
        {
            var bytes = buffer.AsMemory(0, block.Length);
            return await file.ReadAtLeastAsync(bytes, block.Length, throwOnEndOfStream: false, cancel) == block.Length
                && (block.Content == default || BlockId.Of(block.Index, block.Length, Md5Of(bytes.Span)) == block);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Discard(string path)
    {
        File.Delete(path + BlobPath.Partial);
        File.Delete(path + BlobPath.Journal);
    }

    private static async Task WriteFreshAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await file.WriteAsync(bytes, cancel);
        await file.FlushAsync(cancel);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
    }

    private FileStream? Read(string name)
    {
        try
        {
            return new FileStream(
                PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024,
                FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private string PathOf(string name) =>
        Path.Combine(_root, BlobPath.Check(name).Replace('/', Path.DirectorySeparatorChar));

    // Not for secrecy: the checksum the port speaks of.
    private static byte[] Md5Of(ReadOnlySpan<byte> bytes) =>
        CryptographicOperations.HashData(HashAlgorithmName.MD5, bytes);
}
