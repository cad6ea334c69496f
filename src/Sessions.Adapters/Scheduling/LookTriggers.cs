using Quartz;
using Sessions.Ledger;

namespace Sessions.Adapters.Scheduling;

/// <summary>One trigger for each agenda item, under the item's key.</summary>
internal sealed class LookTriggers(IAgenda agenda, ISchedulerFactory schedulers, TimeProvider clock) : IDisposable
{
    private const string Group = "looks";

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>
    /// Sets, moves or removes the trigger as the agenda says now. Any change wakes the scheduler. One at a time: what
    /// was read before somebody asked for a look must not be written over their trigger, or the wish is lost.
    /// </summary>
    public async Task FollowAsync(string key, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (await agenda.FindAsync(key, cancel) is { } item)
                await SetAsync(item, cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Sets the trigger of a look that should long have been, if it was lost.</summary>
    public async Task RestoreAsync(string key, CancellationToken cancel)
    {
        var scheduler = await schedulers.GetScheduler(cancel);
        if (await scheduler.GetTrigger(new TriggerKey(key, Group), cancel) is null)
            await FollowAsync(key, cancel);
    }

    public void Dispose() => _one.Dispose();

    private async Task SetAsync(AgendaItem item, CancellationToken cancel)
    {
        var scheduler = await schedulers.GetScheduler(cancel);
        if (item.LookAt is not { } at)
        {
            await scheduler.UnscheduleJob(new TriggerKey(item.Key, Group), cancel);
            return;
        }

        // What a worker was looking at when it died, another looks at once its death is known.
        var job = JobBuilder.Create<LookJob>()
            .WithIdentity(item.Key, Group).StoreDurably().RequestRecovery().Build();
        var trigger = TriggerBuilder.Create(clock)
            .WithIdentity(item.Key, Group)
            .ForJob(job)
            .StartAt(at.ToDateTimeOffset())
            .Build();
        await scheduler.ScheduleJob(job, trigger, ScheduleJobOptions.Replacing, cancel);
    }
}
