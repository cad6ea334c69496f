using Sessions.Adapters.Scheduling;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Worker.Looks;

/// <summary>Takes a key from the scheduler and calls the look it stands for.</summary>
internal sealed class AgendaHandler(
    IAgenda agenda, SessionLook sessions, OutboxLook outbox, RepliesLook replies, SubscriptionLook subscriptions,
    ReadinessLook readiness) : IAgendaHandler
{
    public async Task LookAsync(string key, CancellationToken cancel)
    {
        if (await agenda.FindAsync(key, cancel) is not { } item)
            return;

        if (key == AgendaItem.Outbox)
            await outbox.RunAsync(item, cancel);
        else if (key == AgendaItem.Replies)
            await replies.RunAsync(item, cancel);
        else if (key == AgendaItem.Subscriptions)
            await subscriptions.RunAsync(item, cancel);
        else if (key == AgendaItem.Readiness)
            await readiness.RunAsync(item, cancel);
        else if (SessionId.TryParse(key) is { } session)
            await sessions.RunAsync(item, session, cancel);
        else
            // A key of another version: left due, it would be looked at without end.
            await agenda.CompleteAsync(item, null, cancel);
    }
}
