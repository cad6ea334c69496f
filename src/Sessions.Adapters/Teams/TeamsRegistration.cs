using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Graph;
using Sessions.Adapters.Resilience;
using Sessions.Attendance;
using Sessions.Meetings;
using Sessions.Recordings;

namespace Sessions.Adapters.Teams;

public static class TeamsRegistration
{
    /// <summary>Meetings, attendance and recordings from the tenant that <c>Sessions:Teams</c> names.</summary>
    public static IServiceCollection AddTeams(this IServiceCollection services)
    {
        services.AddOptions<TeamsOptions>().BindConfiguration(TeamsOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TeamsOptions>, TeamsOptionsValidator>());
        services.TryAddSingleton(Client);
        // The schedule may run on a virtual clock; the network never does.
        services.TryAddSingleton(at => new GraphTenant(
            at.GetRequiredService<GraphServiceClient>(), TimeProvider.System));
        services.TryAddSingleton<IMeetingProvider, TeamsMeetings>();
        services.TryAddSingleton<IAttendanceSource, TeamsAttendance>();
        services.TryAddSingleton<IRecordingSource>(at => new TeamsRecordings(
            at.GetRequiredService<GraphTenant>(),
            at.GetRequiredService<IOptions<TeamsOptions>>(),
            TimeProvider.System));
        return services;
    }

    private static GraphServiceClient Client(IServiceProvider at) => GraphClients.Create(
        at.GetRequiredService<IOptions<TeamsOptions>>().Value,
        new RetryingHandler(
            RetryPolicy.Default, TimeProvider.System, at.GetRequiredService<ILogger<RetryingHandler>>()),
        GraphClients.Network());
}
