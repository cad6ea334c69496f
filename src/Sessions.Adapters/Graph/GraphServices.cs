using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Graph;
using Sessions.Adapters.Resilience;

namespace Sessions.Adapters.Graph;

public static class GraphServices
{
    /// <summary>The tenant that <c>Sessions:Teams</c> names, for every adapter that asks it; once, however often
    /// called.</summary>
    public static IServiceCollection AddGraph(this IServiceCollection services)
    {
        services.AddOptions<TeamsOptions>().BindConfiguration(TeamsOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TeamsOptions>, TeamsOptionsValidator>());
        services.TryAddSingleton(Client);
        // The schedule may run on a virtual clock; the network never does.
        services.TryAddSingleton(at => new GraphTenant(
            at.GetRequiredService<GraphServiceClient>(),
            TimeProvider.System,
            at.GetService<TimeProvider>() ?? TimeProvider.System));
        return services;
    }

    private static GraphServiceClient Client(IServiceProvider at) => GraphClients.Create(
        at.GetRequiredService<IOptions<TeamsOptions>>().Value,
        new RetryingHandler(
            RetryPolicy.Default, TimeProvider.System, at.GetRequiredService<ILogger<RetryingHandler>>()),
        GraphClients.Network());
}
