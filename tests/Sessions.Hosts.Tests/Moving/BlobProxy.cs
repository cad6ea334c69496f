using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Sessions.Hosts.Tests.Moving;

/// <summary>
/// Stands before the emulator and passes everything on, unless a test wants a step of the move spoilt. The steps are
/// those that the storage sees: find, list, block, commit, read, seal, manifest.
/// </summary>
internal sealed class BlobProxy : IAsyncDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly ConcurrentDictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly WebApplication _app;
    private readonly string _behind;

    private BlobProxy(WebApplication app, string behind) => (_app, _behind) = (app, behind);

    /// <summary>Asked at every step, with how often it was seen; false leaves the answer to the one asked.</summary>
    public Func<string, int, HttpContext, Func<Task>, Task<bool>>? Spoil { get; set; }

    /// <summary>Commits that made a blob.</summary>
    public int Commits { get; private set; }

    public int Seen(string step) => _seen.GetValueOrDefault(step);

    private static string Azurite => Environment.GetEnvironmentVariable("SESSIONS_TEST_AZURITE")
        ?? throw new InvalidOperationException("SESSIONS_TEST_AZURITE is not set: tests/run starts the emulator");

    public static async Task<BlobProxy> StartAsync()
    {
        var behind = Azurite.Split(';').Single(p => p.StartsWith("BlobEndpoint=", StringComparison.Ordinal))[13..];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var proxy = new BlobProxy(builder.Build(), new Uri(behind).GetLeftPart(UriPartial.Authority));
        proxy._app.Run(proxy.AnswerAsync);
        await proxy._app.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }

    /// <summary>A new container, through the proxy.</summary>
    public Dictionary<string, string?> Settings() => new()
    {
        ["Sessions:Archive:Provider"] = "Azure",
        ["Sessions:Archive:ConnectionString"] = Azurite.Replace(_behind, _app.Urls.Single(), StringComparison.Ordinal),
        ["Sessions:Archive:Container"] = $"move-{Guid.NewGuid():n}",
    };

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var step = StepOf(context.Request);
        var nth = _seen.AddOrUpdate(step, 1, (_, before) => before + 1);
        if (Spoil is null || await Spoil(step, nth, context, () => PassAsync(context, step, answer: false)))
            await PassAsync(context, step, answer: true);
    }

    private static string StepOf(HttpRequest request) =>
        (request.Method, request.Query["comp"].ToString(), request.Path.Value!) switch
        {
            // What the worker tries at its start is no part of a move.
            (_, _, var path) when path.EndsWith("/.sessions/write-check", StringComparison.Ordinal) => "check",
            ("PUT", "block", _) => "block",
            ("PUT", "blocklist", _) => "commit",
            ("PUT", "properties", _) => "seal",
            ("GET", "blocklist", _) => "list",
            ("PUT", "", var path) when path.EndsWith(".json", StringComparison.Ordinal) => "manifest",
            ("GET", "", var path) when path.EndsWith(".mp4", StringComparison.Ordinal) => "read",
            ("HEAD", "", var path) when path.EndsWith(".mp4", StringComparison.Ordinal) => "find",
            _ => "other",
        };

    private async Task PassAsync(HttpContext context, string step, bool answer)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        using var request = new HttpRequestMessage(new(context.Request.Method), new Uri(_behind + target));
        if (context.Request.ContentLength is { } length)
            request.Content = new StreamContent(context.Request.Body) { Headers = { ContentLength = length } };
        foreach (var (name, value) in context.Request.Headers)
            if (name is not ("Host" or "Content-Length")
                && !request.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)value!))
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)value!);

        using var got = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, CancellationToken.None);
        if (step == "commit" && got.IsSuccessStatusCode)
            Commits++;
        if (!answer)
            return;
        context.Response.StatusCode = (int)got.StatusCode;
        foreach (var (name, values) in got.Headers.Concat(got.Content.Headers))
            if (name is not ("Transfer-Encoding" or "Connection" or "Keep-Alive"))
                context.Response.Headers[name] = new StringValues([.. values]);
        if (context.Request.Method != "HEAD")
            await got.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
