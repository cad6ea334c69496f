using Microsoft.Playwright;
using Sessions.Hosts.Tests.Cli;

namespace Sessions.Hosts.Tests.Browser;

/// <summary>A demo that keeps its pages up, and a browser that was there before: none is ever downloaded.</summary>
public sealed class ServedDemo : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private CliCommand? _demo;
    private IPlaywright? _playwright;

    public CliHome Home { get; } = new();

    public IBrowser Browser { get; private set; } = null!;

    public string LearnerPage { get; private set; } = "";

    public string WatchPage { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _demo = Home.Launch("demo", "--serve", "--out", Home.At("out"));
        LearnerPage = await _demo.LineAsync("a learner's page", Patience);
        WatchPage = await _demo.LineAsync("a recording ", Patience);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("SESSIONS_TEST_BROWSER") ?? "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                "--autoplay-policy=no-user-gesture-required",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
            await Browser.DisposeAsync();
        _playwright?.Dispose();
        if (_demo is not null)
            await _demo.DisposeAsync();
        Home.Dispose();
    }
}
