using Sessions.Hosts.Tests.Demo;

namespace Sessions.Hosts.Tests.Cli;

/// <summary><c>up</c> as a process, with a home folder and a data directory of its own.</summary>
public sealed class UpServer : IAsyncLifetime
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan MailPatience = TimeSpan.FromMinutes(1);

    private CliCommand? _up;

    public CliHome Home { get; } = new();

    public string Data => Home.At("data");

    private string MailFolder => Path.Combine(Data, "mail");

    /// <summary>Where it listens since its last start.</summary>
    public string Url { get; private set; } = "";

    public ValueTask InitializeAsync() => new(StartAsync());

    /// <summary>Starts it, or starts it again on the same data.</summary>
    public async Task StartAsync(params (string Name, string Value)[] settings)
    {
        // The kernel picks the port: one that is looked up first can be taken before it is bound.
        _up = Home.Launch(settings, "up", "--data", Data, "--urls", "http://127.0.0.1:0");
        Url = await _up.LineAsync("Sessions is up at ", StartPatience);
    }

    public Task KillAsync() => _up!.KillAsync();

    internal Task<CliResult> RunAsync(params string[] arguments) => Home.RunAsync(arguments);

    /// <summary><c>setup --yes --json</c>, which has to succeed.</summary>
    internal async Task<CliResult> SetUpAsync(string courseFile, string roster) =>
        (await RunAsync("setup", courseFile, "--learners", roster, "--yes", "--json")).Ended(0);

    internal async Task<System.Text.Json.JsonElement> StatusAsync(string course) =>
        (await RunAsync("status", course, "--json")).Ended(0).Json;

    internal async Task<List<string>> EventsAsync(string course) =>
        [.. (await RunAsync("log", course, "--json")).Ended(0).Json.EnumerateArray()
            .Select(e => e.GetProperty("event").GetString()!)];

    public string[] MailFiles() =>
        Directory.Exists(MailFolder) ? Directory.GetFiles(MailFolder, "*.eml") : [];

    /// <summary>The mails to learners of one course, whose addresses begin with its id.</summary>
    internal List<PickedUpMail> MailsOf(string course) =>
        [.. PickedUpMail.ReadAll(MailFolder)
            .Where(m => m.To.StartsWith($"{course}-", StringComparison.Ordinal))];

    /// <summary>Waits until as many mails of a kind lie there, then a moment longer for one too many.</summary>
    internal async Task<List<PickedUpMail>> MailsAsync(string course, string kind, int count)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (MailsOf(course).Count(m => m.Kind == kind) < count
            && TimeProvider.System.GetElapsedTime(began) < MailPatience)
            await Task.Delay(100, TestContext.Current.CancellationToken);

        await Task.Delay(500, TestContext.Current.CancellationToken);
        return [.. MailsOf(course).Where(m => m.Kind == kind)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_up is not null)
            await _up.DisposeAsync();

        // Whatever a test asked for, the linter has seen every mail before it is gone.
        PickedUpMail.ReadAll(MailFolder);
        Home.Dispose();
    }
}
