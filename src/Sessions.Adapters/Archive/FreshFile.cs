namespace Sessions.Adapters.Archive;

/// <summary>A small file that appears whole or not at all, and is on the disk when it has appeared.</summary>
internal static class FreshFile
{
    /// <returns>False when there was such a file: it stays.</returns>
    public static async Task<bool> CreateAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Unix has no renaming that spares what is there, and .NET looks first and renames then.
        var turn = path + BlobPath.Turn;
        bool first;
        await using (await FileTurn.TakeAsync(turn, cancel))
        {
            first = !File.Exists(path);
            if (first)
                await WriteAsync(path, bytes, cancel);
        }

        Forget(turn);
        return first;
    }

    /// <summary>In the place of whatever was there.</summary>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fresh = $"{path}.{Guid.NewGuid():n}{BlobPath.Fresh}";
        try
        {
            await FillAsync(fresh, bytes, cancel);
            File.Move(fresh, path, overwrite: true);
        }
        finally
        {
            File.Delete(fresh);
        }
        DirectorySync.Flush(Path.GetDirectoryName(path)!);
    }

    // The file stands now, and whoever takes a turn, at this file or at a new one, finds it.
    private static void Forget(string turn)
    {
        try
        {
            File.Delete(turn);
        }
        catch (IOException)
        {
            // On Windows whoever has it open keeps it, and forgets it in their turn.
        }
    }

    private static async Task FillAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await file.WriteAsync(bytes, cancel);
        await file.FlushAsync(cancel);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
    }
}
