using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Sessions.Adapters.Tests.Teams;

/// <summary>A real server on this machine, for what only a real connection shows: redirects, lengths, cuts.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, Func<HttpContext, Task>> _answers = new(StringComparer.Ordinal);

    private WireServer(WebApplication app) => _app = app;

    public int Port => new Uri(_app.Urls.First()).Port;

    /// <summary>What came in: method, target as sent, Authorization.</summary>
    public ConcurrentQueue<(string Line, string? Authorization)> Requests { get; } = [];

    public static async Task<WireServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new WireServer(builder.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server.On("GET /v1.0/users/becky.russell%40example.org?$select=id", context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync($$"""{"id":"{{Given.ObjectId}}"}""");
        });
    }

    public WireServer On(string line, Func<HttpContext, Task> answer)
    {
        _answers.Add(line, answer);
        return this;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var line = $"{context.Request.Method} {context.Features.Get<IHttpRequestFeature>()!.RawTarget}";
        Requests.Enqueue((line, context.Request.Headers.Authorization));
        if (_answers.TryGetValue(line, out var answer))
        {
            return answer(context);
        }

        context.Response.StatusCode = StatusCodes.Status418ImATeapot;
        return context.Response.WriteAsync($"Nobody expected {line}");
    }
}
