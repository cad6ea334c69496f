using NodaTime;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Database;

/// <summary>One settlement at a time, as most tests want it.</summary>
internal static class OutboxCalls
{
    public static Task SentAsync(
        this IOutbox outbox, OutboxMessage message, Instant at, string detail, CancellationToken cancel) =>
        outbox.SettleAsync([new MessageSent(message, at, detail)], cancel);

    public static Task DeferAsync(
        this IOutbox outbox, OutboxMessage message, Instant again, string why, CancellationToken cancel,
        FaultOutcome outcome = FaultOutcome.NotTaken) =>
        outbox.SettleAsync([new MessageDeferred(message, LedgerSamples.Now, again, why, outcome)], cancel);

    public static Task RefuseAsync(
        this IOutbox outbox, OutboxMessage message, Instant at, string why, CancellationToken cancel) =>
        outbox.SettleAsync([new MessageRefused(message, at, why)], cancel);
}
