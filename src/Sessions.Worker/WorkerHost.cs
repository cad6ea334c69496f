using Sessions.Adapters.Archive;
using Sessions.Adapters.Database;
using Sessions.Adapters.Mail;
using Sessions.Adapters.Replies;
using Sessions.Adapters.Scheduling;
using Sessions.Adapters.Teams;
using Sessions.Adapters.Zones;
using Sessions.Attendance;
using Sessions.Meetings;
using Sessions.Recordings;
using Sessions.Worker.Looks;
using Sessions.Worker.Settings;

namespace Sessions.Worker;

/// <summary>The worker's whole composition: it looks at the agenda and does what is due.</summary>
public static class WorkerHost
{
    /// <param name="clock">The product's clock; the system's in production.</param>
    /// <param name="configure">What a composing host adds: settings, a shared signal, logging.</param>
    /// <param name="replace">What a composing host puts in place of something registered here.</param>
    public static IHost Build(
        string[] args, TimeProvider clock, Action<HostApplicationBuilder>? configure = null,
        Action<IServiceCollection>? replace = null)
    {
        var builder = Host.CreateApplicationBuilder(args);
        configure?.Invoke(builder);

        builder.Services.AddSingleton(clock);
        builder.Services.AddZones().AddLedger().AddTeams().AddMail().AddReplies().AddArchive();
        AddLooks(builder.Services);
        builder.Services.AddScheduling(builder.Configuration, clock);
        replace?.Invoke(builder.Services);
        return builder.Build();
    }

    private static void AddLooks(IServiceCollection services)
    {
        services.AddWorkerSettings();
        services.AddSingleton<MeetingSteps>();
        services.AddSingleton<AttendanceSteps>();
        services.AddSingleton(MoveLimits.Default);
        services.AddSingleton<VideoMove>();
        services.AddSingleton<CaptionsMove>();
        services.AddSingleton<RecordingSteps>();
        services.AddSingleton<RecordingCheck>();
        services.AddSingleton<RecordingUpkeep>();
        services.AddSingleton<OriginalSteps>();
        services.AddSingleton<FaultMemory>();
        services.AddSingleton<MailRoom>();
        services.AddSingleton<ArtifactsLook>();
        services.AddSingleton<StepRunner>();
        services.AddSingleton<SessionLook>();
        services.AddSingleton<SettlementDesk>();
        services.AddSingleton<OutboxLanes>();
        services.AddSingleton<OutboxLook>();
        services.AddSingleton<AnswerDesk>();
        services.AddSingleton<RepliesLook>();
        services.AddSingleton<SubscriptionLook>();
        services.AddSingleton<ReadinessLook>();
        services.AddSingleton<IAgendaHandler, AgendaHandler>();
        services.AddHostedService<ZoneReview>();
        services.AddHostedService<ReplyWatch>();
        services.AddHostedService<GraphStart>();
    }
}
