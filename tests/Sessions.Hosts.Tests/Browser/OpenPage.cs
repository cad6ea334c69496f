using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Sessions.Hosts.Tests.Browser;

/// <summary>One page in a browser profile of its own, and what went wrong on it.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _troubles = [];
    private readonly ConcurrentQueue<int> _videoAnswers = [];
    private readonly ConcurrentQueue<IResponse> _parts = new();

    private OpenPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _troubles.Add($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => _troubles.Add(error);
        page.RequestFailed += (_, request) =>
        {
            // A video that is seeked drops what it no longer needs.
            if (request.ResourceType != "media")
                _troubles.Add($"{request.Url}: {request.Failure}");
        };
        page.Response += (_, response) =>
        {
            if (response.Request.ResourceType == "media")
            {
                _videoAnswers.Enqueue(response.Status);
                if (response.Status == 206)
                    _parts.Enqueue(response);
            }
            if (response.Status >= 400)
                _troubles.Add($"{response.Url}: {response.Status}");
        };
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Troubles => _troubles;

    /// <summary>What the player was answered so far.</summary>
    public IReadOnlyCollection<int> VideoAnswers => _videoAnswers;

    /// <summary>The answers that were a part of the film.</summary>
    public IReadOnlyCollection<IResponse> Parts => _parts;

    public static async Task<OpenPage> GoAsync(
        IBrowser browser, string address, int width = 1200, bool script = true, ColorScheme colors = ColorScheme.Light)
    {
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            JavaScriptEnabled = script,
            ColorScheme = colors,
            TimezoneId = "America/Denver",
            Locale = "en-US",
        });
        context.SetDefaultTimeout(20_000);
        var open = new OpenPage(context, await context.NewPageAsync());
        await open.Page.GotoAsync(address);
        return open;
    }

    /// <summary>Leaves a picture where SESSIONS_TEST_PICTURES says; nowhere if it says nothing.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("SESSIONS_TEST_PICTURES") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
