using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using NodaTime.Extensions;
using Sessions.Adapters.Zones;

namespace Sessions.Web;

/// <summary>The clock and the zone data, the one place of this host that names them.</summary>
internal static class TimeServices
{
    public static IServiceCollection AddTime(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IClock>(provider => provider.GetRequiredService<TimeProvider>().ToClock());
        return services.AddZones();
    }
}
