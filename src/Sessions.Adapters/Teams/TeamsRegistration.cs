using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Sessions.Adapters.Graph;
using Sessions.Attendance;
using Sessions.Meetings;
using Sessions.Recordings;

namespace Sessions.Adapters.Teams;

public static class TeamsRegistration
{
    /// <summary>Meetings, attendance and recordings from the tenant that <c>Sessions:Teams</c> names.</summary>
    public static IServiceCollection AddTeams(this IServiceCollection services)
    {
        services.AddGraph();
        services.TryAddSingleton<IMeetingProvider, TeamsMeetings>();
        services.TryAddSingleton<IAttendanceSource, TeamsAttendance>();
        services.TryAddSingleton<IOriginals, TeamsOriginals>();
        services.TryAddSingleton<ITenantCheck, TeamsCheck>();
        services.TryAddSingleton<ISubscriptions, TeamsSubscriptions>();
        services.TryAddSingleton<IRecordingSource>(at => new TeamsRecordings(
            at.GetRequiredService<GraphTenant>(),
            at.GetRequiredService<IOptions<TeamsOptions>>(),
            // The schedule may run on a virtual clock; the network never does.
            TimeProvider.System));
        return services;
    }
}
