using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Sessions.Cli.Client;
using Sessions.Cli.Demo;
using Sessions.Cli.Hosting;
using Sessions.Courses;
using Sessions.Hosts.Tests.Demo;
using Sessions.Ledger;
using Sessions.Simulator;
using Sessions.Web.Api;

namespace Sessions.Hosts.Tests.Graph;

/// <summary>
/// Both hosts against a simulated tenant, on a clock that a test sets. Graph reaches the web host under a public
/// address, which is led to where it listens.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    public const string PublicUrl = "https://sessions.example.org";

    private const string Roster = "email,name\nada@example.net,Ada Hart\nben@example.net,Ben Ito\n";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DataDirectory _directory;
    private readonly VirtualClock _clock;
    private readonly PublicAddressHandler _public;
    private readonly Dictionary<string, string?> _settings;
    private ComposedHosts? _started;
    private SessionsClient? _calling;

    private Installation(
        DataDirectory directory, VirtualClock clock, PublicAddressHandler callbacks, SimulatedTenant tenant,
        Dictionary<string, string?> settings)
    {
        _directory = directory;
        _clock = clock;
        _public = callbacks;
        Tenant = tenant;
        _settings = settings;
    }

    public SimulatedTenant Tenant { get; }

    /// <summary>Where the web host listens since its last start.</summary>
    public Uri Address => Hosts.Address;

    public ILedger Ledger => Hosts.Worker.Services.GetRequiredService<ILedger>();

    public ISubscriptionBook Book => Hosts.Worker.Services.GetRequiredService<ISubscriptionBook>();

    public Instant Now => _clock.Now;

    private ComposedHosts Hosts => _started!;

    private SessionsClient Client => _calling!;

    public static async Task<Installation> StartAsync(
        Instant now, string? publicUrl, TenantSwitches? switches = null, params (string Key, string Value)[] more)
    {
        var directory = new DataDirectory(Directory.CreateTempSubdirectory("sessions-test-").FullName);
        var (clock, callbacks) = (new VirtualClock(now), new PublicAddressHandler());
        var tenant = await SimulatedTenant.StartAsync(
            new()
            {
                Clock = clock,
                Callbacks = callbacks,
                Switches = switches ?? new(),
                Cast = () => [new("Ada Hart", "ada@example.net", "en"), new("Ben Ito", "ben@example.net", "en")],
            },
            Cancel);
        var settings = directory.Settings();
        settings["Sessions:Teams:Endpoint"] = tenant.BaseAddress.ToString();
        settings["Sessions:Teams:Credential"] = "None";
        settings["Sessions:Recordings:FirstLook"] = "PT6H";
        if (publicUrl is not null)
            settings["Sessions:PublicUrl"] = publicUrl;

        foreach (var (key, value) in more)
            settings[key] = value;

        var installation = new Installation(directory, clock, callbacks, tenant, settings);
        await installation.StartAsync();
        return installation;
    }

    /// <summary>Starts both hosts, or starts them again on the same data and the same tenant.</summary>
    public async Task StartAsync()
    {
        _started = await ComposedHosts.StartAsync(
            new(_clock, "http://127.0.0.1:0", _settings, Sealed: true, LogLevel.Error, AgendaPulse.PutInPlace), Cancel);
        _calling = new(_started.Address, _settings["Sessions:Api:Key"]!);
        _public.Target = _started.Address;
    }

    public async Task StopAsync()
    {
        _calling?.Dispose();
        if (_started is not null)
            await _started.DisposeAsync();
        (_calling, _started) = (null, null);
    }

    /// <summary>Time passes while nothing runs.</summary>
    public void Sleep(Instant until) => Set(until);

    public async Task SetUpAsync(string course, string roster = Roster)
    {
        await Client.PostAsync<PlanDocument>(
            "setup", new PlanRequest(new("course.yaml", course), new("learners.csv", roster)), Cancel);
        await SettleAsync();
    }

    /// <summary>Every mail that left so far, in the order of sending.</summary>
    public List<PickedUpMail> Mails() => PickedUpMail.ReadAll(_directory.Mail);

    public Task<StatusDocument> StatusAsync(CourseId course) =>
        Client.GetAsync<StatusDocument>($"courses/{course}", Cancel);

    public Task<ImmutableArray<HistoryEntry>> HistoryAsync(CourseId course) =>
        Ledger.ReadHistoryAsync(course, session: null, learner: null, Cancel);

    /// <summary>Lets everything happen that is due until then, each at its time.</summary>
    public async Task AdvanceToAsync(Instant target)
    {
        while (await SettleAsync() is { } next && next <= target)
            Set(next);

        Set(target);
        await SettleAsync();
    }

    /// <summary>Waits until nothing is due.</summary>
    /// <returns>When the next thing is.</returns>
    public async Task<Instant?> SettleAsync()
    {
        var agenda = Hosts.Worker.Services.GetRequiredService<AgendaPulse>();
        while (true)
        {
            var ended = agenda.NextAsync();
            var items = await agenda.ListAsync(Cancel);
            if (items.All(i => i.LookAt is null || i.LookAt > _clock.Now))
                return items.Min(i => i.LookAt);

            foreach (var item in items.Where(i => i.LookAt <= _clock.Now))
                Hosts.Worker.Services.GetRequiredService<IAgendaSignal>().Tell(item.Key);
            await ended.WaitAsync(Patience, Cancel);
        }
    }

    /// <summary>Waits for what the web host asks for by itself, after it has answered.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await holds())
            await Task.Delay(20, patience.Token);
        await SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Tenant.DisposeAsync();
        _public.Dispose();
        Directory.Delete(_directory.Path, recursive: true);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private void Set(Instant instant) => _clock.AdvanceTo(instant);

    /// <summary>What a reverse proxy and its name are in production.</summary>
    private sealed class PublicAddressHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        public Uri? Target { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal(PublicUrl, request.RequestUri!.GetLeftPart(UriPartial.Authority));
            request.RequestUri = new Uri(Target!, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
