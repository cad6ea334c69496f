using Quartz;
using Sessions.Ledger;

namespace Sessions.Adapters.Scheduling;

/// <summary>One trigger for each agenda item, under the item's key.</summary>
internal sealed class LookTriggers(ISchedulerFactory schedulers, TimeProvider clock)
{
    private const string Group = "looks";

    /// <summary>Sets, moves or removes the item's trigger. Any change wakes the scheduler.</summary>
    public async Task SetAsync(AgendaItem item, CancellationToken cancel)
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

    /// <summary>Sets the trigger of a look that should long have been, if it was lost.</summary>
    public async Task RestoreAsync(AgendaItem item, CancellationToken cancel)
    {
        var scheduler = await schedulers.GetScheduler(cancel);
        if (await scheduler.GetTrigger(new TriggerKey(item.Key, Group), cancel) is null)
            await SetAsync(item, cancel);
    }
}
