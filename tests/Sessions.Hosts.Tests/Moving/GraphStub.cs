using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sessions.Hosts.Tests.Moving;

/// <summary>
/// Graph, as far as one recording of an ended session goes: over a real socket, with ranges and an ETag, and with
/// whatever answers a test wants first.
/// </summary>
internal sealed class GraphStub : IAsyncDisposable
{
    public const string RecordingId = "VjEtrecording=";

    private const string ETag = "\"{6A1C},1\"";

    private const int Chunk = 256 * 1024;

    private readonly WebApplication _app;
    private readonly byte[] _film;

    private GraphStub(WebApplication app, byte[] film) => (_app, _film) = (app, film);

    public Uri Endpoint => new(_app.Urls.Single() + "/v1.0");

    /// <summary>Answers that come before the right one, to lists of recordings and to contents.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> BeforeList { get; } = [];

    public ConcurrentQueue<Func<HttpContext, Task>> BeforeContent { get; } = [];

    /// <summary>Where in the film each content began.</summary>
    public ConcurrentQueue<long> Began { get; } = [];

    public bool Ranges { get; init; } = true;

    /// <summary>
    /// Where in the film the next content stands still until its reader is gone, or it is told to go on; null: nowhere.
    /// </summary>
    public long? StandStillAt { get; set; }

    /// <summary>Completes when a content stands still.</summary>
    public TaskCompletionSource StandsStill { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What stands still goes on with the film.</summary>
    public TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<GraphStub> StartAsync(byte[] film, bool ranges = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new GraphStub(builder.Build(), film) { Ranges = ranges };
        stub._app.Run(stub.AnswerAsync);
        await stub._app.StartAsync(TestContext.Current.CancellationToken);
        return stub;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path.EndsWith("/content", StringComparison.Ordinal))
            return BeforeContent.TryDequeue(out var spoilt) ? spoilt(context) : SendAsync(context);
        if (path.EndsWith("/recordings", StringComparison.Ordinal))
            return BeforeList.TryDequeue(out var instead) ? instead(context) : JsonAsync(context, Listed);
        return path.Contains("/onlineMeetings/", StringComparison.Ordinal)
            ? JsonAsync(context, """{"value":[]}""")
            : JsonAsync(context, """{"id":"0f1e2d3c-0000-4000-8000-000000000001","value":[]}""");
    }

    private static string Listed =>
        $$"""
        {"value":[{"id":"{{RecordingId}}","contentCorrelationId":"corr-1","createdDateTime":"{{EndedSession.Began}}",
        "endDateTime":"{{EndedSession.Ended}}"}]}
        """;

    private static Task JsonAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    private async Task SendAsync(HttpContext context)
    {
        var from = 0L;
        if (Ranges && context.Request.Headers.IfRange == ETag
            && context.Request.GetTypedHeaders().Range?.Ranges.Single().From is { } wanted)
        {
            from = wanted;
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = string.Create(
                CultureInfo.InvariantCulture, $"bytes {from}-{_film.Length - 1}/{_film.Length}");
        }
        context.Response.ContentType = "video/mp4";
        context.Response.ContentLength = _film.Length - from;
        if (Ranges)
            context.Response.Headers.ETag = ETag;
        Began.Enqueue(from);
        await SendAsync(context, from);
    }

    private async Task SendAsync(HttpContext context, long from)
    {
        for (var at = from; at < _film.Length; at += Chunk)
        {
            if (at >= StandStillAt)
            {
                StandStillAt = null;
                StandsStill.SetResult();
                await Task.WhenAny(GoneAsync(context), GoOn.Task);
            }
            context.RequestAborted.ThrowIfCancellationRequested();
            var length = (int)long.Min(Chunk, _film.Length - at);
            await context.Response.Body.WriteAsync(_film.AsMemory((int)at, length), context.RequestAborted);
        }
    }

    /// <summary>Waits until the other side has hung up.</summary>
    public static async Task GoneAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }
}
