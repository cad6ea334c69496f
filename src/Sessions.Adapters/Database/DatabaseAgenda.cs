using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

internal sealed class DatabaseAgenda(LedgerDatabase database, IAgendaSignal signal) : IAgenda
{
    public Task<ImmutableArray<AgendaItem>> ListAsync(CancellationToken cancel) =>
        database.ReadAsync(async context =>
        {
            var rows = await context.Agenda.OrderBy(a => a.Key).ToListAsync(cancel);
            return rows.Select(a => new AgendaItem(a.Key, a.LookAt, a.Version)).ToImmutableArray();
        });

    public Task<AgendaItem?> FindAsync(string key, CancellationToken cancel) =>
        database.ReadAsync(async context =>
            await context.Agenda.SingleOrDefaultAsync(a => a.Key == key, cancel) is { } row
                ? new AgendaItem(row.Key, row.LookAt, row.Version)
                : null);

    public async Task AskAsync(IReadOnlyCollection<string> keys, Instant now, CancellationToken cancel)
    {
        await database.WriteAsync(
            async context =>
            {
                await context.AskForLookAsync(keys, now, cancel);
                return keys.Count;
            },
            cancel);
        foreach (var key in keys)
            signal.Tell(key);
    }

    public Task CompleteAsync(AgendaItem seen, Instant? at, CancellationToken cancel) =>
        database.WriteAsync(
            context => context.Agenda
                .Where(a => a.Key == seen.Key && a.Version == seen.Version)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.LookAt, at), cancel),
            cancel);
}
