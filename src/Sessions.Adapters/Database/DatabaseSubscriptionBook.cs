using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Sessions.Adapters.Database.Rows;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

internal sealed class DatabaseSubscriptionBook(LedgerDatabase database) : ISubscriptionBook
{
    public Task<ImmutableArray<Subscription>> ListAsync(CancellationToken cancel) =>
        database.ReadAsync(async context =>
        {
            var rows = await context.Subscriptions.OrderBy(s => s.Id).ToListAsync(cancel);
            return rows.Select(Subscription).ToImmutableArray();
        });

    public Task<Subscription?> FindAsync(string id, CancellationToken cancel) =>
        database.ReadAsync(async context =>
            await context.Subscriptions.SingleOrDefaultAsync(s => s.Id == id, cancel) is { } row
                ? Subscription(row)
                : null);

    public Task KeepAsync(Subscription subscription, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                if (await context.Subscriptions.SingleOrDefaultAsync(s => s.Id == subscription.Id, cancel) is { } row)
                    row.ExpiresAt = subscription.ExpiresAt;
                else
                    context.Subscriptions.Add(Row(subscription));

                return await context.SaveChangesAsync(cancel);
            },
            cancel);

    public Task RemoveAsync(string id, CancellationToken cancel) =>
        database.WriteAsync(
            context => context.Subscriptions.Where(s => s.Id == id).ExecuteDeleteAsync(cancel), cancel);

    private static SubscriptionRow Row(Subscription subscription) => new()
    {
        Id = subscription.Id,
        Organizer = subscription.Organizer.Value,
        Resource = subscription.Resource,
        SecretHash = subscription.SecretHash,
        ExpiresAt = subscription.ExpiresAt,
    };

    private static Subscription Subscription(SubscriptionRow row) =>
        new(row.Id, EmailAddress.Parse(row.Organizer), row.Resource, row.SecretHash, row.ExpiresAt);
}
