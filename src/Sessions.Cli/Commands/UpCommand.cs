using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sessions.Cli.Client;
using Sessions.Cli.Hosting;
using Sessions.Cli.Output;
using Sessions.Ledger;
using Sessions.Simulator;
using Spectre.Console;

namespace Sessions.Cli.Commands;

/// <summary><c>up</c>: worker and web on the embedded defaults, real clock.</summary>
internal static class UpCommand
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    public static Command Create(SharedOptions shared)
    {
        var data = new Option<string>("--data")
        {
            Description = "Where ledger, mail, archive and keys are kept.",
            DefaultValueFactory = _ => "sessions-data",
        };
        var urls = new Option<string>("--urls")
        {
            Description = "Where the web host listens.",
            DefaultValueFactory = _ => DefaultUrl,
        };
        var command = new Command(
            "up", "Runs worker and web here. The tenant is simulated unless Sessions:Teams says otherwise.")
        {
            data,
            urls,
        };
        command.SetAction(shared.Run(async (parsed, terminal, cancel) =>
        {
            var directory = new DataDirectory(parsed.GetRequiredValue(data));
            return await RunAsync(directory, parsed.GetRequiredValue(urls), terminal, cancel);
        }));
        return command;
    }

    private static async Task<int> RunAsync(
        DataDirectory directory, string url, Terminal terminal, CancellationToken cancel)
    {
        var settings = directory.Settings();
        var cast = new LedgerCast();
        await using var tenant = HasTenant() ? null : await SimulateAsync(directory, settings, cast, cancel);
        await using var hosts = await ComposedHosts.StartAsync(
            new(TimeProvider.System, url, settings, Sealed: false, LogLevel.Warning)
            {
                BeforeWork = services => cast.ReadAsync(services.GetRequiredService<ILedger>(), cancel),
            },
            cancel);
        using var following = cast.Follow(
            hosts.Worker.Services.GetRequiredService<ILedger>(),
            hosts.Worker.Services.GetRequiredService<IAgendaSignal>());

        var configuration = hosts.Web.Services.GetRequiredService<IConfiguration>();
        LocalServers.Default.Add(new(hosts.Address, configuration["Sessions:Api:Key"] ?? ""));
        try
        {
            Announce(terminal, hosts, directory, configuration, simulated: tenant is not null);
            await hosts.Web.WaitForShutdownAsync(cancel);
        }
        finally
        {
            LocalServers.Default.Remove(hosts.Address);
        }

        return ExitCode.Done;
    }

    // A tenant of one's own is one that was named, by endpoint, credential or client, wherever the hosts read it.
    private static bool HasTenant()
    {
        var named = new ConfigurationBuilder()
            .SetBasePath(Directory.GetCurrentDirectory())
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .Build();
        return named.GetSection("Sessions:Teams").GetChildren().Any();
    }

    private static async Task<SimulatedTenant> SimulateAsync(
        DataDirectory directory, Dictionary<string, string?> settings, LedgerCast cast, CancellationToken cancel)
    {
        try
        {
            var tenant = await SimulatedTenant.StartAsync(
                new() { Cast = cast.People, StateFile = directory.Tenant }, cancel);
            settings["Sessions:Teams:Endpoint"] = tenant.BaseAddress.ToString();
            settings["Sessions:Teams:Credential"] = "None";
            settings["Sessions:Replies:Source"] = "Graph";
            return tenant;
        }
        catch (InvalidDataException e)
        {
            throw new CliException(ExitCode.BadInput, e.Message, e);
        }
    }

    private static void Announce(
        Terminal terminal, ComposedHosts hosts, DataDirectory directory, IConfiguration configuration, bool simulated)
    {
        var prose = terminal.Prose;
        prose.WriteLine($"Sessions is up at {hosts.Address}");
        if (simulated)
            prose.WriteLine("The tenant is simulated: no real Teams meeting is made.");
        if (string.Equals(configuration["Sessions:Mail:Transport"], "Pickup", StringComparison.OrdinalIgnoreCase))
            prose.WriteLine($"Mail goes to a folder and to nobody else: {configuration["Sessions:Mail:Directory"]}");
        prose.WriteLine($"Everything is kept in {directory.Path}");
        prose.WriteLine("Next: sessions setup COURSE-FILE --learners ROSTER   (Ctrl+C stops)");
    }
}
