using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Sessions.Adapters.Zones;

public static class ZoneServices
{
    /// <summary>
    /// <see cref="IDateTimeZoneProvider"/> as <c>Sessions:Tzdb</c> asks, unless the host brings its own. A file that
    /// is no zone data stops the host at start.
    /// </summary>
    public static IServiceCollection AddZones(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<ZoneOptions>, ZoneOptionsCheck>();
        services.AddOptions<ZoneOptions>().BindConfiguration(ZoneOptions.Section).ValidateOnStart();
        services.TryAddSingleton<LiveZones>();
        services.TryAddSingleton<IDateTimeZoneProvider>(provider => provider.GetRequiredService<LiveZones>());
        return services;
    }
}
