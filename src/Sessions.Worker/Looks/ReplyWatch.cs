using NodaTime.Extensions;
using Sessions.Ledger;

namespace Sessions.Worker.Looks;

/// <summary>Puts the mailboxes on the agenda; from then on each look says when the next is due.</summary>
internal sealed class ReplyWatch(IAgenda agenda, TimeProvider clock) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        agenda.AskAsync([AgendaItem.Replies], clock.GetCurrentInstant(), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
