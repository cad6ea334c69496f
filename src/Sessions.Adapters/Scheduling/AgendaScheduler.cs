using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Sessions.Ledger;

namespace Sessions.Adapters.Scheduling;

/// <summary>
/// Keeps the scheduler's triggers equal to the agenda: all of it at the start, then whatever changes. Changes made
/// by this process are told at once; those of another process are found by reading the agenda every few seconds, and
/// so is a trigger that was lost.
/// </summary>
internal sealed class AgendaScheduler(
    IAgenda agenda, IAgendaSignal signal, LookTriggers triggers, IOptions<SchedulingOptions> options, TimeProvider clock)
    : BackgroundService
{
    // Far longer than a trigger that fires in time stays.
    private static readonly Duration Overdue = Duration.FromMinutes(1);

    private readonly Dictionary<string, long> _known = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Listening begins before the agenda is read, so that nothing told in between is lost.
        var told = ListenAsync(stoppingToken);
        await SweepAsync(stoppingToken);
        await Task.WhenAll(told, options.Value.SharedAgenda ? SweepRegularlyAsync(stoppingToken) : Task.CompletedTask);
    }

    private async Task ListenAsync(CancellationToken cancel)
    {
        await foreach (var key in signal.ReadAsync(cancel))
            await triggers.FollowAsync(key, cancel);
    }

    // Real seconds on purpose: this is how long another process's wish may go unnoticed, not part of the schedule.
    private async Task SweepRegularlyAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(options.Value.SweepEvery);
        while (await timer.WaitForNextTickAsync(cancel))
            await SweepAsync(cancel);
    }

    private async Task SweepAsync(CancellationToken cancel)
    {
        foreach (var item in await agenda.ListAsync(cancel))
        {
            if (!_known.TryGetValue(item.Key, out var version) || version != item.Version)
                await triggers.FollowAsync(item.Key, cancel);
            else if (item.LookAt < clock.GetCurrentInstant() - Overdue)
                await triggers.RestoreAsync(item.Key, cancel);

            _known[item.Key] = item.Version;
        }
    }
}
