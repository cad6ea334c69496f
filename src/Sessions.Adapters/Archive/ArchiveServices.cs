using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Sessions.Recordings;
using Sessions.Watching;

namespace Sessions.Adapters.Archive;

public static class ArchiveServices
{
    /// <summary>
    /// Registers <see cref="IArchive"/>, <see cref="IVideoDoor"/> and <see cref="IArchiveCheck"/> as
    /// <c>Sessions:Archive</c> says.
    /// </summary>
    public static IServiceCollection AddArchive(this IServiceCollection services)
    {
        services.AddOptions<ArchiveOptions>().BindConfiguration(ArchiveOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ArchiveOptions>, ArchiveOptionsCheck>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(Open);
        services.AddSingleton(OpenCheck);
        services.AddSingleton(provider => (IVideoDoor)provider.GetRequiredService<IArchive>());
        return services;
    }

    private static IArchive Open(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<ArchiveOptions>>().Value;
        return options.ParsedProvider switch
        {
            ArchiveProvider.Azure => AzureArchive.Open(options, provider.GetRequiredService<TimeProvider>()),
            _ => new FilesArchive(options.Directory),
        };
    }

    private static IArchiveCheck OpenCheck(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<ArchiveOptions>>().Value;
        return options.ParsedProvider switch
        {
            ArchiveProvider.Azure => new AzureArchiveCheck(AzureArchive.Connect(options), options.Container),
            _ => new FilesArchiveCheck(options.Directory),
        };
    }
}
