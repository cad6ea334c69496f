using Microsoft.Playwright;
using Sessions.Hosts.Tests.Cli;

namespace Sessions.Hosts.Tests.Browser;

/// <summary>A demo that keeps its pages up, and a browser that was there before: none is ever downloaded.</summary>
public sealed class ServedDemo : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private CliCommand? _demo;
    private Chromium? _browser;

    public CliHome Home { get; } = new();

    public IBrowser Browser => _browser!.Browser;

    public string LearnerPage { get; private set; } = "";

    public string WatchPage { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _demo = Home.Launch("demo", "--serve", "--out", Home.At("out"));
        LearnerPage = await _demo.LineAsync("a learner's page", Patience);
        WatchPage = await _demo.LineAsync("a recording ", Patience);
        _browser = await Chromium.LaunchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        if (_demo is not null)
            await _demo.DisposeAsync();
        Home.Dispose();
    }
}
