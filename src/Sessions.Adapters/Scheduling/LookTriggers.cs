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

        var job = JobBuilder.Create<LookJob>().WithIdentity(item.Key, Group).StoreDurably().Build();
        var trigger = TriggerBuilder.Create(clock)
            .WithIdentity(item.Key, Group)
            .ForJob(job)
            .StartAt(at.ToDateTimeOffset())
            .Build();
        await scheduler.ScheduleJob(job, trigger, ScheduleJobOptions.Replacing, cancel);
    }
}
