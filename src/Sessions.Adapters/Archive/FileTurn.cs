namespace Sessions.Adapters.Archive;

/// <summary>A file that one at a time has open, of this process and any other; it is free when its holder dies.</summary>
internal static class FileTurn
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(15);

    /// <summary>Opens it, and makes it if need be, once nobody else has it open.</summary>
    public static async Task<FileStream> TakeAsync(string path, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (IsTaken(e))
            {
                await Task.Delay(Patience, cancel);
            }
        }
    }

    // EWOULDBLOCK from flock on Linux and on macOS; ERROR_SHARING_VIOLATION on Windows.
    private static bool IsTaken(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
