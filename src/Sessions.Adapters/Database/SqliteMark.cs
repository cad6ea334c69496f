using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Sessions.Ledger;
using SQLitePCL;

namespace Sessions.Adapters.Database;

/// <summary>
/// SQLite's data_version: on one and the same connection, it changes with every commit made on any other, in this
/// process or another one (sqlite.org/pragma.html#pragma_data_version). A few microseconds.
/// </summary>
internal sealed class SqliteMark(IOptions<DatabaseOptions> options) : ILedgerMark, IDisposable
{
    private readonly Lock _gate = new();

    private SqliteConnection? _connection;
    private sqlite3_stmt? _question;
    private int _opened;
    private long? _version;
    private string _mark = "";

    public ValueTask<string> ReadAsync(CancellationToken cancel)
    {
        lock (_gate)
            return new(Read());
    }

    public void Dispose()
    {
        lock (_gate)
            Close();
    }

    private string Read()
    {
        try
        {
            var version = Ask(Question());
            if (version != _version)
            {
                _version = version;
                _mark = string.Create(CultureInfo.InvariantCulture, $"{_opened}.{version}");
            }

            return _mark;
        }
        catch (Exception thrown) when (DatabaseFault.Knows(thrown))
        {
            Close();
            throw DatabaseFault.Fold(thrown);
        }
    }

    // Every use of a link asks this, and a command of ADO.NET takes most of the time for itself.
    private long Ask(sqlite3_stmt question)
    {
        try
        {
            var code = raw.sqlite3_step(question);
            if (code != raw.SQLITE_ROW)
                SqliteException.ThrowExceptionForRC(code, _connection!.Handle);
            return raw.sqlite3_column_int64(question, 0);
        }
        finally
        {
            raw.sqlite3_reset(question);
        }
    }

    // Not from the pool: a number of another connection says nothing about this one's.
    private sqlite3_stmt Question()
    {
        if (_question is not null)
            return _question;

        var address = new SqliteConnectionStringBuilder(options.Value.Connection) { Pooling = false };
        _connection = new SqliteConnection(address.ToString());
        _connection.Open();
        _opened++;
        var code = raw.sqlite3_prepare_v2(_connection.Handle, "PRAGMA data_version", out var question);
        SqliteException.ThrowExceptionForRC(code, _connection.Handle);
        return _question = question;
    }

    private void Close()
    {
        _question?.Dispose();
        _connection?.Dispose();
        (_question, _connection, _version) = (null, null, null);
    }
}
