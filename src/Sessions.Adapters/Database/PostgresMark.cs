using Npgsql;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>
/// The transactions that PostgreSQL counts as done: who sees the same ones sees the same rows
/// (postgresql.org/docs/current/functions-info.html, pg_current_snapshot). One short round trip.
/// </summary>
internal sealed class PostgresMark(Lazy<NpgsqlDataSource> source) : ILedgerMark
{
    public async ValueTask<string> ReadAsync(CancellationToken cancel)
    {
        try
        {
            await using var command = source.Value.CreateCommand("SELECT pg_current_snapshot()::text");
            return (string)(await command.ExecuteScalarAsync(cancel))!;
        }
        catch (Exception thrown) when (DatabaseFault.Knows(thrown))
        {
            throw DatabaseFault.Fold(thrown);
        }
    }
}
