using Sessions.Recordings;

namespace Sessions.Adapters.Archive;

/// <summary>Makes the directory, and a file in it that is gone at once.</summary>
internal sealed class FilesArchiveCheck(string directory) : IArchiveCheck
{
    /// <summary>No name that the archive takes for a recording.</summary>
    private const string Reserved = ".write-check";

    private static readonly byte[] Content = new byte[4096];

    private readonly string _root = Path.GetFullPath(directory);

    public async Task<ArchiveFinding?> CheckAsync(CancellationToken cancel)
    {
        try
        {
            await WriteAsync(cancel);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FilesFaults.IsFull(e)
                ? new(ArchiveTrouble.DiskFull, $"The disk that holds {_root} is full: make room")
                : new(
                    ArchiveTrouble.Directory,
                    $"{_root} cannot be written ({e.Message.TrimEnd('.')}): make it a directory that this account may "
                    + $"write, or set {ArchiveOptions.Section}:Directory");
        }
    }

    private async Task WriteAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(_root);
        // Shared, because two workers may check at once.
        await using var file = new FileStream(
            Path.Combine(_root, Reserved), FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0, FileOptions.DeleteOnClose);
        await file.WriteAsync(Content, cancel);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
    }
}
