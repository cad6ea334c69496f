using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Sessions.Adapters.Scheduling;

/// <summary>How looks are scheduled.</summary>
public sealed class SchedulingOptions
{
    /// <summary>Other processes write to the same agenda, and several may run its looks.</summary>
    public bool SharedAgenda { get; set; }

    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(5);
}

/// <summary>Quartz, as this product uses it.</summary>
public static class SchedulingServices
{
    /// <summary>How long a look that ended in an unforeseen error waits before it is repeated.</summary>
    public static readonly TimeSpan RetryAfterBug = TimeSpan.FromMinutes(1);

    // Above the longest pause a cloud host is known to make, so that a frozen node is not taken for dead.
    private static readonly TimeSpan TakenForDeadAfter = TimeSpan.FromSeconds(60);

    private const int MostLooksAtOnce = 8;

    /// <summary>
    /// Expects an <see cref="IAgendaHandler"/>, the ledger, its DbDataSource and a TimeProvider. With SQLite the schedule lives in
    /// memory, made anew from the agenda at each start; with PostgreSQL it is Quartz's clustered store.
    /// </summary>
    public static IServiceCollection AddScheduling(
        this IServiceCollection services, IConfiguration configuration, TimeProvider clock)
    {
        var postgres = string.Equals(
            configuration["Sessions:Database:Provider"], "Postgres", StringComparison.OrdinalIgnoreCase);
        services.AddOptions<SchedulingOptions>().Configure(o => o.SharedAgenda = postgres);
        services.AddQuartz(quartz =>
        {
            quartz.UseTimeProvider(clock);
            quartz.UseDefaultThreadPool(MostLooksAtOnce);
            if (postgres)
                UseCluster(quartz);
            else
                quartz.UseInMemoryStore();
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        services.AddSingleton<LookTriggers>();
        services.AddHostedService<AgendaScheduler>();
        return services;
    }

    private static void UseCluster(IQuartzBuilder quartz)
    {
        // Two workers of one name are one worker to Quartz: neither would notice the other's death.
        quartz.ConfigureScheduler(o => o.GenerateInstanceId = true);
        quartz.UsePersistentStore(store =>
        {
            // The ledger's own: whatever opens the one opens the other.
            store.UsePostgres(source => source.UseRegisteredDataSource = true);
            store.UseSystemTextJsonSerializer();
            store.UseClustering(cluster => cluster.CheckinMisfireThreshold = TakenForDeadAfter);
            store.ProvisionSchema();
        });
    }
}
