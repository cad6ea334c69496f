using System.Collections.Immutable;
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
        FilesFaults.FoldAsync(_root, () => File(name).ListStagedAsync(cancel));

    public Task StageAsync(
        string name, BlockId block, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> md5, CancellationToken cancel) =>
        FilesFaults.FoldAsync(_root, () => File(name).StageAsync(block, bytes, md5, cancel));

    public Task DiscardAsync(string name, CancellationToken cancel) =>
        FilesFaults.FoldAsync(_root, () => File(name).DiscardAsync(cancel));

    public Task<bool> CommitAsync(
        string name, IReadOnlyList<BlockId> blocks, string contentType, CancellationToken cancel)
    {
        FileContentType.Check(name, contentType);
        return FilesFaults.FoldAsync(_root, () => File(name).CommitAsync(blocks, cancel));
    }

    public Task<ImmutableArray<BlockId>> ListCommittedAsync(string name, CancellationToken cancel) =>
        FilesFaults.FoldAsync(_root, () => File(name).ListCommittedAsync(cancel));

    /// <summary>There is no place for a hash beside a file but the manifest, which has it.</summary>
    public Task SealAsync(string name, string contentType, ReadOnlyMemory<byte> md5, CancellationToken cancel) =>
        FilesFaults.FoldAsync(_root, () => File(name).ForgetBlocksAsync(cancel));

    public async Task<bool> CreateAsync(
        string name, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancel)
    {
        FileContentType.Check(name, contentType);
        return await FilesFaults.FoldAsync(
            _root, () => FreshFile.CreateAsync(PathOf(name), bytes, cancel));
    }

    public Task WriteAsync(string name, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancel)
    {
        FileContentType.Check(name, contentType);
        return FilesFaults.FoldAsync(
            _root, () => FreshFile.WriteAsync(PathOf(name), bytes, cancel));
    }

    public Task<bool> DeleteAsync(string name, long length, CancellationToken cancel) =>
        FilesFaults.FoldAsync(_root, () =>
        {
            var file = new FileInfo(PathOf(name));
            if (file.Exists && file.Length != length)
                return Task.FromResult(false);

            if (file.Exists)
                file.Delete();
            return Task.FromResult(true);
        });

    public Task<Stream> OpenAsync(string name, CancellationToken cancel) =>
        FilesFaults.FoldAsync(_root, () => Task.FromResult<Stream>(Read(name) ?? throw new OutsideFaultException(
            FaultKind.Permanent, $"there is no {name} in the archive {_root}: restore it, or move it anew")));

    /// <summary>Lifetime says nothing here: the bytes go through the host, for as long as it lets them.</summary>
    public Task<VideoAccess?> OpenAsync(string blobName, Duration lifetime, CancellationToken cancel) =>
        FilesFaults.FoldAsync<VideoAccess?>(_root, () => Task.FromResult<VideoAccess?>(
            Read(blobName) is { } body
                ? new VideoBytes(
                    body, FileContentType.Of(blobName), System.IO.File.GetLastWriteTimeUtc(PathOf(blobName)).ToInstant())
                : null));

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

    private BlockFile File(string name) => new(name, PathOf(name));
}
