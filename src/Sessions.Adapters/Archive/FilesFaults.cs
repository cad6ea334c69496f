using Sessions.Ledger;

namespace Sessions.Adapters.Archive;

/// <summary>Folds what a file system throws into the one shape of outside faults.</summary>
internal static class FilesFaults
{
    // IOException.HResult is the errno itself on Unix, and an HRESULT around the Win32 code on Windows.
    private const int NoSpace = 28;
    private const int OverQuota = 122;
    private const int ReadOnly = 30;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    public static async Task<T> FoldAsync<T>(string root, Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fold(root, e);
        }
    }

    public static Task FoldAsync(string root, Func<Task> act) => FoldAsync(root, async () =>
    {
        await act();
        return true;
    });

    public static bool IsFull(Exception fault) =>
        fault is { HResult: NoSpace or OverQuota or WindowsDiskFull or WindowsHandleDiskFull };

    public static OutsideFaultException Fold(string root, Exception fault) => fault switch
    {
        UnauthorizedAccessException => new(
            FaultKind.Configuration,
            $"the archive's directory {root} may not be written: give this account the right to, or set "
                + $"{ArchiveOptions.Section}:Directory",
            fault),
        _ when IsFull(fault) => new(
            FaultKind.Transient,
            $"the disk that holds the archive {root} is full: make room; what was staged is kept, and the move "
                + "continues by itself",
            fault),
        { HResult: ReadOnly } => new(
            FaultKind.Configuration, $"the archive's directory {root} is on a read-only file system", fault),
        _ => new(
            FaultKind.Transient,
            $"the archive's directory {root} failed: {fault.Message}; tried again later. Check the disk if this "
                + "repeats",
            fault),
    };
}
