namespace Sessions.Adapters.Archive;

/// <summary>A small file that appears whole or not at all, and is on the disk when it has appeared.</summary>
internal static class FreshFile
{
    /// <returns>False when there is such a file and it is not to be replaced.</returns>
    public static async Task<bool> WriteAsync(
        string path, ReadOnlyMemory<byte> bytes, bool replace, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fresh = $"{path}.{Guid.NewGuid():n}{BlobPath.Fresh}";
        try
        {
            await WriteAsync(fresh, bytes, cancel);
            File.Move(fresh, path, replace);
        }
        catch (IOException) when (!replace && File.Exists(path))
        {
            return false;
        }
        finally
        {
            File.Delete(fresh);
        }
        DirectorySync.Flush(Path.GetDirectoryName(path)!);
        return true;
    }

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await file.WriteAsync(bytes, cancel);
        await file.FlushAsync(cancel);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
    }
}
