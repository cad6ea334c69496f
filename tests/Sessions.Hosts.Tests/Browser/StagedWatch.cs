using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Sessions.Hosts.Tests.Web;
using Sessions.Recordings;
using Sessions.Simulator;

namespace Sessions.Hosts.Tests.Browser;

/// <summary>The web host with a real film in a real archive, and its watch page in a browser.</summary>
internal sealed class StagedWatch : IAsyncDisposable
{
    /// <summary>Of the film, give or take a frame.</summary>
    public const double FilmSeconds = 47;

    private readonly WebApp _app;
    private readonly IBrowser _browser;

    private StagedWatch(WebApp app, IBrowser browser)
    {
        _app = app;
        _browser = browser;
    }

    public World World => _app.World;

    public string WatchPage => Address($"/watch/{World.WatchToken(World.Session1)}");

    public string LearnerPage => Address($"/l/{World.PageToken}");

    /// <param name="archive">The settings that name it.</param>
    /// <param name="parts">How many recordings the session has.</param>
    /// <param name="life">How long a video's address opens it; null for what holds in production.</param>
    /// <param name="said">How long each recording is said to be; null for as long as it is.</param>
    /// <param name="gap">Whether the second half of the film lies far behind the first.</param>
    public static async Task<StagedWatch> StartAsync(
        IBrowser browser, (string Key, string? Value)[] archive, int parts = 1, Duration? life = null,
        Duration? said = null, bool gap = false)
    {
        var world = new World { KeepsArchive = false, AddressLife = life, Clock = TimeProvider.System };
        for (var part = 0; part < parts; part++)
        {
            world.AddRecording(
                World.Session1, gap ? LongFilm.Of(Film(part)) : Film(part), Encoding.UTF8.GetString(Resource("session.vtt")), part * 10,
                said ?? Duration.FromSeconds(FilmSeconds));
        }

        var app = await WebApp.StartAsync(world, archive);
        var store = app.Services.GetRequiredService<IArchive>();
        foreach (var (name, bytes) in world.Archive.Blobs)
        {
            var type = name.EndsWith(".mp4", StringComparison.Ordinal) ? "video/mp4" : "text/vtt";
            await store.WriteAsync(name, bytes, type, TestContext.Current.CancellationToken);
        }

        return new(app, browser);
    }

    public Task<OpenPage> OpenAsync(int width = 1200, bool script = true) =>
        OpenPage.GoAsync(_browser, WatchPage, width, script);

    public string Address(string path) => new Uri(_app.Client.BaseAddress!, path).AbsoluteUri;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // Behind the film, a box that players skip (ISO/IEC 14496-12, 8.1.2): each part is a file of its own.
    private static byte[] Film(int part) => [.. Resource("session.mp4"), 0, 0, 0, 9, .. "free"u8, (byte)part];

    private static byte[] Resource(string name)
    {
        using var source = typeof(SimulatedTenant).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[source.Length];
        source.ReadExactly(bytes);
        return bytes;
    }
}
