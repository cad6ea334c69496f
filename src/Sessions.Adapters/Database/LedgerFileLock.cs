using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>
/// One process per SQLite file, for as long as it lives: two schedulers on one file would do the same thing twice
/// without noticing. The hosts of one process share the lock. The system gives it back however the process ends.
/// </summary>
internal sealed class LedgerFileLock : IDisposable
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, Held> All = new(StringComparer.Ordinal);

    private readonly string _file;
    private bool _returned;

    private LedgerFileLock(string file, bool first)
    {
        _file = file;
        IsFirst = first;
    }

    /// <summary>Nothing else in this process had it when it was taken: nobody at all uses the file yet.</summary>
    public bool IsFirst { get; }

    /// <param name="database">The database file; the lock's lies beside it.</param>
    /// <exception cref="OutsideFaultException">Another process has it.</exception>
    public static LedgerFileLock Take(string database)
    {
        var file = Path.GetFullPath(database) + ".lock";
        lock (Gate)
        {
            if (!All.TryGetValue(file, out var held))
                All[file] = held = new Held(file);

            held.Holders++;
            return new LedgerFileLock(file, first: held.Holders == 1);
        }
    }

    public void Dispose()
    {
        lock (Gate)
        {
            if (_returned)
                return;

            _returned = true;
            var held = All[_file];
            if (--held.Holders > 0)
                return;

            All.Remove(_file);
            held.Dispose();
        }
    }

    private static FileStream Open(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception thrown) when (thrown is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new OutsideFaultException(
                FaultKind.Configuration,
                $"{file} cannot be made ({thrown.Message}): see that its folder exists and that this user may write " +
                "there, or set Sessions:Database:ConnectionString to another place",
                thrown);
        }
        catch (IOException thrown)
        {
            throw new OutsideFaultException(
                FaultKind.Configuration,
                $"{file} is locked: another process uses this database. Stop that process first, or let both use " +
                "PostgreSQL (Sessions:Database:Provider)",
                thrown);
        }
    }

    private sealed class Held(string file) : IDisposable
    {
        private readonly FileStream _stream = Open(file);

        public int Holders { get; set; }

        public void Dispose() => _stream.Dispose();
    }
}
