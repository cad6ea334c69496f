using System.Collections.Immutable;
using NodaTime;
using NodaTime.Extensions;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Worker.Looks;

/// <summary>
/// Sends what is due, some at a time, however much there is. Every message is marked before it is handed over and
/// settled right after: see <see cref="OutboxLanes"/>.
/// </summary>
internal sealed class OutboxLook(
    IOutbox outbox, IAgenda agenda, IPostOffice post, OutboxLanes lanes, TimeProvider clock)
{
    // Twice as many are held at most, and wait for the lease's end when the worker is killed.
    private const int Batch = 50;

    private static readonly Duration Lease = Duration.FromMinutes(10);

    public async Task RunAsync(AgendaItem item, CancellationToken cancel)
    {
        try
        {
            await SendAsync(cancel);
        }
        finally
        {
            await post.RestAsync();
        }

        cancel.ThrowIfCancellationRequested();
        await agenda.CompleteAsync(item, await outbox.NextDueAsync(cancel), cancel);
    }

    private async Task SendAsync(CancellationToken cancel)
    {
        var next = TakeAsync(cancel);
        while (await next is { Messages.IsEmpty: false } batch)
        {
            // The next are fetched while these leave, and leave after them.
            next = TakeAsync(cancel);
            try
            {
                await lanes.SendAsync(batch.Messages, batch.Until, cancel);
            }
            catch
            {
                await GiveUpAsync(next);
                throw;
            }
        }
    }

    private async Task<(ImmutableArray<OutboxMessage> Messages, Instant Until)> TakeAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return (await outbox.TakeAsync(Batch, now, now + Lease, cancel), now + Lease);
    }

    private async Task GiveUpAsync(Task<(ImmutableArray<OutboxMessage> Messages, Instant Until)> taken)
    {
        await ((Task)taken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (taken.IsCompletedSuccessfully)
            await lanes.HandBackAsync((await taken).Messages);
    }
}
