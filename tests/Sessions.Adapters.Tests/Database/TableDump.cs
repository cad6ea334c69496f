using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Sessions.Adapters.Database;

namespace Sessions.Adapters.Tests.Database;

/// <summary>Every row of every table as text: two dumps are the same when nothing was written between.</summary>
internal static class TableDump
{
    public static async Task<string> OfAsync(LedgerDatabase database, CancellationToken cancel)
    {
        await using var context = database.Open();
        await context.Database.OpenConnectionAsync(cancel);
        var text = new StringBuilder();
        var tables = context.Model.GetEntityTypes().Select(e => e.GetTableName()!);
        foreach (var table in tables.Order(StringComparer.Ordinal))
        {
            text.Append("# ").AppendLine(table);
            foreach (var row in await RowsAsync(context, table, cancel))
                text.AppendLine(row);
        }

        return text.ToString();
    }

    private static async Task<List<string>> RowsAsync(LedgerContext context, string table, CancellationToken cancel)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM {table}";
        await using var reader = await command.ExecuteReaderAsync(cancel);
        List<string> rows = [];
        while (await reader.ReadAsync(cancel))
        {
            var values = Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(
                reader.GetValue(i), CultureInfo.InvariantCulture));
            rows.Add(string.Join(" | ", values));
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }
}
