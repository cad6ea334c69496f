using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Sessions.Cli.Client;
using Sessions.Cli.Hosting;
using Sessions.Cli.Output;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Simulator;
using Sessions.Web.Api;
using Spectre.Console;

namespace Sessions.Cli.Demo;

/// <summary>
/// One course from its file to its watch links: the very hosts against the simulated tenant, told by a clock that
/// jumps from one due thing to the next.
/// </summary>
internal sealed class DemoRun : IAsyncDisposable
{
    // A look that takes longer than this hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CourseFiles _files;
    private readonly DemoDirectory _directory;
    private readonly Terminal _terminal;
    private readonly DataDirectory _state;
    private readonly VirtualClock _clock;
    private readonly SimulatedTenant _tenant;
    private readonly ComposedHosts _hosts;
    private readonly SessionsClient _client;
    private readonly TimelineView _timeline;
    private readonly string _key;

    private DemoRun(
        CourseFiles files, DemoDirectory directory, Terminal terminal, DataDirectory state, VirtualClock clock,
        SimulatedTenant tenant, ComposedHosts hosts, string key)
    {
        _files = files;
        _directory = directory;
        _terminal = terminal;
        _state = state;
        _clock = clock;
        _tenant = tenant;
        _hosts = hosts;
        _client = new(hosts.Address, key);
        _key = key;
        _timeline = new(terminal.Json ? terminal.Prose : terminal.Results, files.Course.Zone);
    }

    public static async Task<DemoRun> StartAsync(
        CourseFiles files, DemoDirectory directory, Terminal terminal, CancellationToken cancel)
    {
        var state = new DataDirectory(Directory.CreateTempSubdirectory("sessions-demo-").FullName);
        var clock = new VirtualClock(FirstDay(files.Course));
        var people = files.Roster!.Learners
            .Select(l => new SimulatedPerson(l.Name, l.Email.Value, l.Language)).ToList();
        var tenant = await SimulatedTenant.StartAsync(new() { Clock = clock, Cast = () => people }, cancel);

        var settings = state.Settings();
        settings["Sessions:Mail:Directory"] = directory.Mail;
        settings["Sessions:Archive:Directory"] = directory.Archive;
        settings["Sessions:Teams:Endpoint"] = tenant.BaseAddress.ToString();
        settings["Sessions:Teams:Credential"] = "None";
        var plan = new HostPlan(
            clock, "http://127.0.0.1:0", settings, Sealed: true, LogLevel.Error, AgendaPulse.PutInPlace);
        var hosts = await ComposedHosts.StartAsync(plan, cancel);
        return new(files, directory, terminal, state, clock, tenant, hosts, settings["Sessions:Api:Key"]!);
    }

    public async Task<int> RunAsync(bool serve, CancellationToken cancel)
    {
        var accepted = await _client.PostAsync<PlanDocument>(
            "setup", new PlanRequest(_files.CourseSource, _files.RosterSource), cancel);
        if (!_terminal.Json)
            _terminal.Prose.WriteLine($"{accepted.Title}, told by a clock that jumps to the next thing due. Nothing leaves this machine.");

        await DriveAsync(cancel);
        var links = await new DemoArtifacts(_client, _hosts, _directory).WriteAsync(_files.Course.Id, cancel);
        var status = await _client.GetAsync<StatusDocument>($"courses/{accepted.Course}", cancel);
        var failure = DemoSummary.Failure(status, _tenant);
        if (_terminal.Json)
            Terminal.WriteJson(status);
        else
            DemoSummary.Show(_terminal.Results, status, _directory, links, serve);
        if (failure is not null)
            throw new CliException(ExitCode.Failed, failure);

        if (serve)
            await ServeAsync(cancel);
        return ExitCode.Done;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _hosts.DisposeAsync();
        await _tenant.DisposeAsync();
        Directory.Delete(_state.Path, recursive: true);
    }

    // The other verbs find it like an `up`, so that they can be tried on a course that is over.
    private async Task ServeAsync(CancellationToken cancel)
    {
        LocalServers.Default.Add(new(_hosts.Address, _key));
        try
        {
            await _hosts.Web.WaitForShutdownAsync(cancel);
        }
        finally
        {
            LocalServers.Default.Remove(_hosts.Address);
        }
    }

    private async Task DriveAsync(CancellationToken cancel)
    {
        var services = _hosts.Worker.Services;
        var ledger = services.GetRequiredService<ILedger>();
        var driver = new ClockDriver(
            services.GetRequiredService<IAgendaSignal>(), services.GetRequiredService<AgendaPulse>(), _clock);
        await driver.RunAsync(
            async () => _timeline.ShowNew(
                await ledger.ReadHistoryAsync(_files.Course.Id, session: null, learner: null, cancel)),
            LastDay(_files.Course), Patience, cancel);
    }

    // Teams forgets the last meeting. What is left then is to keep the recordings, and to delete them in a year.
    private static Instant LastDay(Course course) =>
        course.Sessions.Max(s => s.Time.End) + Duration.FromDays(60);

    // Two weeks before anything happens, at nine by the course's clock.
    private static Instant FirstDay(Course course)
    {
        var first = course.Sessions.Min(s => s.Time.LocalStart);
        if (course.Starts is { } starts && starts < first)
            first = starts;
        return course.Zone.AtLeniently(first.Date.PlusWeeks(-2).At(new LocalTime(9, 0))).ToInstant();
    }
}
