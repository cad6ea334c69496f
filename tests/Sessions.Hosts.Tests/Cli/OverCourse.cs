using System.Text.Json;
using Sessions.Hosts.Tests.Demo;

namespace Sessions.Hosts.Tests.Cli;

/// <summary>The real course after its end, served by the demo, so that the other verbs can be tried on it.</summary>
public sealed class OverCourse : IAsyncLifetime
{
    public const string First = "you-are-here/session-1";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private CliCommand? _demo;

    public CliHome Home { get; } = new();

    internal DemoOutput Output => new(Home.At("out"));

    /// <summary>The watch page of somebody who missed it.</summary>
    public string WatchPage { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _demo = Home.Launch("demo", "--serve", "--out", Home.At("out"));
        WatchPage = await _demo.LineAsync("a recording ", Patience);
    }

    internal Task<CliResult> RunAsync(params string[] arguments) => Home.RunAsync(arguments);

    internal async Task<JsonElement> AttendanceAsync(params string[] options) =>
        (await RunAsync(["attendance", First, .. options, "--json"])).Ended(0).Json;

    internal async Task<JsonElement> RecordingsAsync(string session, params string[] options) =>
        (await RunAsync(["recording", session, .. options, "--json"])).Ended(0).Json;

    public async ValueTask DisposeAsync()
    {
        if (_demo is not null)
            await _demo.DisposeAsync();
        Home.Dispose();
    }
}
