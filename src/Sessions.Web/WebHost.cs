using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Sessions.Adapters.Archive;
using Sessions.Adapters.Database;
using Sessions.Ledger;
using Sessions.Recordings;
using Sessions.Web.Api;
using Sessions.Web.Hosting;
using Sessions.Web.Learners;
using Sessions.Web.Links;
using Sessions.Web.Notifications;
using Sessions.Web.Pages;
using Sessions.Web.Settings;
using Sessions.Web.Watch;

namespace Sessions.Web;

/// <summary>Learners' pages, feeds, recordings and the instructor's API. Holds no right in Teams or mail.</summary>
public static class WebHost
{
    /// <param name="configure">
    /// Runs before anything is registered here, so that a clock, a ledger or settings of the caller's stand.
    /// </param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        configure?.Invoke(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
        });
        AddSettings(builder);
        AddServices(builder);
        builder.AddApi();

        var app = builder.Build();
        Use(app);
        Map(app);
        return app;
    }

    private static void AddSettings(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<WebOptions>().BindConfiguration("Sessions").ValidateOnStart();
        services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.Section).ValidateOnStart();
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebOptions>, WebOptionsValidator>();
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>();
        services.AddSingleton<IPostConfigureOptions<ForwardedHeadersOptions>, KnownProxiesOnly>();
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>();
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, QuietLogs>();
        services.AddSingleton(Trial.From(builder.Configuration));
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddTime();

        // A caller may bring a ledger and an archive of its own.
        if (services.All(s => s.ServiceType != typeof(ILedger)))
            services.AddLedger();
        if (services.All(s => s.ServiceType != typeof(IArchive)))
            services.AddArchive();
        services.AddRazorComponents();
        // Comes with the components; no page of ours protects anything by it, so no key is left on a disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        // Every letter as itself: what is dangerous is still written as an entity.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton<ContentPolicy>();
        services.AddSingleton<LinkBook>();
        services.AddSingleton<LinkLimits>();
        services.AddSingleton<PublicAddress>();
        services.TryAddScoped<CaptionShelf>();
        services.TryAddSingleton(WatchTimes.Default);
        services.AddNotifications();
        services.AddSingleton(MoveLimits.Default);
        services.AddSingleton<RecordingCheck>();
        services.AddSingleton<RecordingUpkeep>();
        services.AddSingleton<HandMove>();
        services.AddSingleton<CaptionsShelving>();
        services.AddSingleton<RecordingDesk>();
        services.AddHealthChecks().AddCheck<LedgerHealth>("ledger", tags: [LedgerHealth.Tag]);
        services.AddResponseCompression(compression =>
        {
            // No page repeats what a stranger sent beside what is secret, which BREACH would need.
            compression.EnableForHttps = true;
            // Calendars are not among them: they pack themselves, see CalendarDocument.
            compression.MimeTypes = ["text/html", "text/css", "text/javascript", "text/vtt", "image/svg+xml",
                "application/json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
    }

    private static void Use(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseResponseCompression();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = FailureAnswer.WriteAsync });
        app.UseWhen(IsApi, api => api.UseStatusCodePages());
        app.UseRouting();
        // Learners show nothing but their link. Without these two WebApplication adds both for every request.
        IApplicationBuilder builder = app;
        builder.Properties["__AuthenticationMiddlewareSet"] = builder.Properties["__AuthorizationMiddlewareSet"] = true;
        app.UseWhen(IsApi, api => api.UseAuthentication().UseAuthorization());
        app.Use(async (context, next) =>
        {
            if (context.GetEndpoint() is null && !IsApi(context))
                await NoSuchPage.Result.ExecuteAsync(context);
            else
                await next(context);
        });
    }

    private static bool IsApi(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    private static void Map(WebApplication app)
    {
        app.MapAssets();
        app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], (Trial trial) => new RazorComponentResult<HomePage>(
            new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(HomePage.Trial)] = trial.Learner }))
            .ExcludeFromDescription();
        app.MapLearners();
        app.MapWatch();
        app.MapNotifications();
        app.MapApi();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks(
            "/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(LedgerHealth.Tag) });
    }
}
