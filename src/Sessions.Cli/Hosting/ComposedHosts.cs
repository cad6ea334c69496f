using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sessions.Adapters.Database;
using Sessions.Ledger;
using Sessions.Web;
using Sessions.Worker;

namespace Sessions.Cli.Hosting;

/// <summary>What the two hosts are started with.</summary>
/// <param name="Url">Where the web host listens; port 0 takes a free one.</param>
/// <param name="Settings">Configuration keys and values.</param>
/// <param name="Sealed">The settings stand against environment and files, instead of filling their gaps.</param>
/// <param name="BeforeWork">Runs on the web host's services once it serves, before the worker starts.</param>
internal sealed record HostPlan(
    TimeProvider Clock,
    string Url,
    IReadOnlyDictionary<string, string?> Settings,
    bool Sealed,
    LogLevel Log,
    Action<IServiceCollection>? ReplaceInWorker = null,
    Func<IServiceProvider, Task>? BeforeWork = null);

/// <summary>Worker and web in one process: the very hosts, joined only by the ledger and its signal.</summary>
internal sealed class ComposedHosts : IAsyncDisposable
{
    private ComposedHosts(WebApplication web, IHost worker, Uri address)
    {
        Web = web;
        Worker = worker;
        Address = address;
    }

    public WebApplication Web { get; }

    public IHost Worker { get; }

    /// <summary>Where the web host listens.</summary>
    public Uri Address { get; }

    public static async Task<ComposedHosts> StartAsync(HostPlan plan, CancellationToken cancel)
    {
        var signal = new AgendaSignal();
        var web = WebHost.Build([], builder =>
        {
            builder.WebHost.UseUrls(plan.Url);
            Configure(builder, plan, signal, []);
            Log(builder.Logging, plan.Log);
            builder.Services.AddSingleton(plan.Clock);
        });
        // Asked for here, a database that another process has is a sentence, not a host's log of its failed start.
        await web.Services.GetRequiredService<ILedgerStart>().PrepareAsync(cancel);
        await web.StartAsync(cancel);

        if (plan.BeforeWork is { } prepare)
            await prepare(web.Services);

        var address = AddressOf(web);
        var worker = WorkerHost.Build(
            [], plan.Clock,
            builder =>
            {
                Configure(builder, plan, signal, Public((ConfigurationManager)builder.Configuration, plan, address));

                // The web host's, which keeps tokens out of it; and EF Core keeps one model for each factory it meets.
                builder.Services.AddSingleton(web.Services.GetRequiredService<ILoggerFactory>());
            },
            plan.ReplaceInWorker);
        await worker.StartAsync(cancel);
        return new(web, worker, address);
    }

    public async ValueTask DisposeAsync()
    {
        await Worker.StopAsync();
        await Web.StopAsync();
        Worker.Dispose();
        await Web.DisposeAsync();
    }

    private static void Configure(
        IHostApplicationBuilder builder, HostPlan plan, AgendaSignal signal, Dictionary<string, string?> more)
    {
        var settings = new MemoryConfigurationSource { InitialData = plan.Settings.Concat(more) };
        if (plan.Sealed)
            builder.Configuration.Sources.Add(settings);
        else
            builder.Configuration.Sources.Insert(0, settings);

        builder.Services.AddSingleton<IAgendaSignal>(signal);
    }

    private static void Log(ILoggingBuilder logging, LogLevel least) => logging
        .ClearProviders()
        .AddSimpleConsole(o => o.SingleLine = true)
        .AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace)
        .SetMinimumLevel(least)

        // A host that cannot start says so by its exception, which the command puts in words.
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

    // Mails need an address even where none was set: the one that is listened on.
    private static Dictionary<string, string?> Public(
        ConfigurationManager configuration, HostPlan plan, Uri address) =>
        configuration["Sessions:PublicUrl"] is { Length: > 0 } || plan.Settings.ContainsKey("Sessions:PublicUrl")
            ? []
            : new(StringComparer.Ordinal) { ["Sessions:PublicUrl"] = address.ToString() };

    private static Uri AddressOf(WebApplication web)
    {
        var bound = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var address = new Uri(bound);
        return address.Host is "0.0.0.0" or "[::]" ? new UriBuilder(address) { Host = "127.0.0.1" }.Uri : address;
    }
}
