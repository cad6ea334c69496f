using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>
/// SQLite's data_version: on one and the same connection, it changes with every commit made on any other, in this
/// process or another one (sqlite.org/pragma.html#pragma_data_version). A few microseconds.
/// </summary>
internal sealed class SqliteMark(IOptions<DatabaseOptions> options) : ILedgerMark, IDisposable
{
    private readonly Lock _gate = new();

    private SqliteConnection? _connection;
    private SqliteCommand? _command;
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
            var version = (long)Command().ExecuteScalar()!;
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

    // Not from the pool: a number of another connection says nothing about this one's.
    private SqliteCommand Command()
    {
        if (_command is not null)
            return _command;

        var address = new SqliteConnectionStringBuilder(options.Value.Connection) { Pooling = false };
        _connection = new SqliteConnection(address.ToString());
        _connection.Open();
        _opened++;
        _command = _connection.CreateCommand();
        _command.CommandText = "PRAGMA data_version";
        _command.Prepare();
        return _command;
    }

    private void Close()
    {
        _command?.Dispose();
        _connection?.Dispose();
        (_command, _connection, _version) = (null, null, null);
    }
}
