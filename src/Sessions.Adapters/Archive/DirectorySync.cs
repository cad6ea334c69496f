using System.Runtime.InteropServices;

namespace Sessions.Adapters.Archive;

/// <summary>
/// Makes a rename durable: on Unix a file's new name is on the disk only when its directory is (fsync(2)); .NET
/// opens no directories.
/// </summary>
internal static class DirectorySync
{
    private const int ReadOnly = 0;

    public static void Flush(string directory)
    {
        // Windows writes a rename through to its journal by itself.
        if (OperatingSystem.IsWindows())
            return;

        var handle = Open([.. System.Text.Encoding.UTF8.GetBytes(directory), 0], ReadOnly);
        if (handle < 0)
            throw new IOException($"cannot open {directory}: {Marshal.GetLastPInvokeErrorMessage()}");
        try
        {
            if (Fsync(handle) < 0)
                throw new IOException($"cannot flush {directory}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
