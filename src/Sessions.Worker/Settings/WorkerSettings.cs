using Microsoft.Extensions.Options;

namespace Sessions.Worker.Settings;

internal static class WorkerSettings
{
    public static void AddWorkerSettings(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<RecordingsOptions>, RecordingsOptionsValidator>();
        services.AddOptions<RecordingsOptions>().BindConfiguration("Sessions:Recordings").ValidateOnStart();
        services.AddSingleton(p => p.GetRequiredService<IOptions<RecordingsOptions>>().Value.ToSchedule());

        services.AddSingleton<IValidateOptions<PublicUrlOptions>, PublicUrlOptionsValidator>();
        services.AddOptions<PublicUrlOptions>().BindConfiguration("Sessions").ValidateOnStart();
    }
}
