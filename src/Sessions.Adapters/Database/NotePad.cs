using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Sessions.Adapters.Database;

/// <summary>
/// Where notes are written, one after another, each in a transaction of its own: see <see cref="LedgerDatabase"/>.
/// What is run for every message there ever is goes past EF Core, which builds a tree around each statement that takes
/// longer than SQLite does, and is prepared once for as long as the pad is kept.
/// </summary>
internal sealed class NotePad(LedgerContext context) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);

    /// <summary>For the rarer notes.</summary>
    public LedgerContext Context { get; } = context;

    /// <param name="statement"><c>{0}</c> stands for the rows.</param>
    public Task RunAsync(string statement, IReadOnlyList<object?[]> rows, CancellationToken cancel) =>
        Command(statement, rows).ExecuteNonQueryAsync(cancel);

    /// <inheritdoc cref="RunAsync"/>
    /// <returns>The whole numbers it returns.</returns>
    public async Task<HashSet<long>> ListAsync(
        string statement, IReadOnlyList<object?[]> rows, CancellationToken cancel)
    {
        await using var reader = await Command(statement, rows).ExecuteReaderAsync(cancel);
        var found = new HashSet<long>();
        while (await reader.ReadAsync(cancel))
            found.Add(reader.GetInt64(0));
        return found;
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        Context.Database.CloseConnection();
        Context.Dispose();
    }

    private DbCommand Command(string statement, IReadOnlyList<object?[]> rows)
    {
        var text = string.Format(CultureInfo.InvariantCulture, statement, Places(rows.Count, rows[0].Length));
        if (!_prepared.TryGetValue(text, out var command))
            _prepared[text] = command = Prepare(text, rows.Count * rows[0].Length);

        command.Transaction = Context.Database.CurrentTransaction?.GetDbTransaction();
        var place = 0;
        foreach (var value in rows.SelectMany(row => row))
            command.Parameters[place++].Value = value ?? DBNull.Value;
        return command;
    }

    [SuppressMessage("Security", "CA2100", Justification =
        "The statements are constants of OutboxSettling; every value is a parameter.")]
    private DbCommand Prepare(string text, int values)
    {
        var command = Context.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        for (var place = 0; place < values; place++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = Name(place);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    // "(@v0, @v1), (@v2, @v3)"
    private static string Places(int rows, int columns) => string.Join(", ", Enumerable.Range(0, rows).Select(
        row => $"({string.Join(", ", Enumerable.Range(row * columns, columns).Select(Name))})"));

    private static string Name(int place) => string.Create(CultureInfo.InvariantCulture, $"@v{place}");
}
