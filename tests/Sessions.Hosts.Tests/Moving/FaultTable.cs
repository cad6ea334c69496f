using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime.Extensions;
using Sessions.Cli.Demo;
using Sessions.Ledger;
using Sessions.Worker;

namespace Sessions.Hosts.Tests.Moving;

/// <summary>
/// Whatever Teams answers first, the recording ends archived once, equal, and everyone is told once. The whole
/// worker, over real sockets; only its schedule runs on a clock that jumps.
/// </summary>
public abstract class FaultTable
{
    private protected const int MiB = 1024 * 1024;

    private protected const int FilmLength = (10 * MiB) + 123;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static TheoryData<string> ListFaults =>
        ["429 in seconds", "429 with a decimal", "429 until a date", "500 as HTML", "403 empty", "reset"];

    public static TheoryData<string> ContentFaults =>
    [
        "429 in seconds", "500 as HTML", "403 empty", "reset", "cut, the right length declared", "reset half-way",
        "cut, a wrong length declared", "cut, in chunks", "reset, in chunks", "stalled", "a sign-in page", "nothing",
    ];

    [Theory]
    [MemberData(nameof(ListFaults))]
    public async Task A_list_that_failed_is_asked_for_again(string how)
    {
        await using var session = await EndedSession.PrepareAsync(FilmLength, Archive());
        session.Graph.BeforeList.Enqueue(context => AnswerAsync(context, how));

        await WorkAsync(session);

        Assert.Empty(session.Graph.BeforeList);
        await session.AssertMovedOnceAsync();
    }

    [Theory]
    [MemberData(nameof(ContentFaults))]
    public async Task A_recording_that_came_badly_is_fetched_again(string how)
    {
        await using var session = await EndedSession.PrepareAsync(FilmLength, Archive());
        session.Graph.BeforeContent.Enqueue(context => AnswerAsync(context, how));
        session.Graph.BeforeContent.Enqueue(context => AnswerAsync(context, how));

        await WorkAsync(session);

        Assert.Empty(session.Graph.BeforeContent);
        await session.AssertMovedOnceAsync();
    }

    /// <summary>Settings of an archive that is empty.</summary>
    private protected abstract Dictionary<string, string?> Archive();

    /// <summary>Runs the worker until everyone has a link.</summary>
    private protected static async Task WorkAsync(EndedSession session, Func<Task>? afterEachStop = null)
    {
        var clock = new VirtualClock(TimeProvider.System.GetCurrentInstant());
        using var host = WorkerHost.Build(
            [], clock,
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(session.Settings);
                builder.Logging.ClearProviders();
            });
        await host.StartAsync(TestContext.Current.CancellationToken);
        var agenda = host.Services.GetRequiredService<IAgenda>();
        var signal = host.Services.GetRequiredService<IAgendaSignal>();
        var began = TimeProvider.System.GetTimestamp();
        while (session.WatchLinks() < EndedSession.Learners)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "no sign of the watch links");
            var items = await agenda.ListAsync(TestContext.Current.CancellationToken);
            if (items.Min(i => i.LookAt) is { } next && next > clock.Now)
            {
                await (afterEachStop?.Invoke() ?? Task.CompletedTask);
                clock.AdvanceTo(next);
            }
            foreach (var item in items.Where(i => i.LookAt <= clock.Now))
                signal.Tell(item.Key);
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private static Task AnswerAsync(HttpContext context, string how) => how switch
    {
        "429 in seconds" => RefuseAsync(context, "1"),
        "429 with a decimal" => RefuseAsync(context, "0.6"),
        "429 until a date" => RefuseAsync(context, In(TimeSpan.FromSeconds(2))),
        "500 as HTML" => PageAsync(context, 500, "<html><h1>Server Error</h1></html>"),
        "403 empty" => EmptyAsync(context, 403),
        "reset" => ResetAsync(context),
        "cut, the right length declared" => HalfAsync(context, FilmLength),
        "cut, a wrong length declared" => HalfAsync(context, FilmLength / 2),
        "cut, in chunks" => HalfAsync(context, null),
        "reset, in chunks" => HalfAsync(context, null, ResetAsync),
        "reset half-way" => HalfAsync(context, FilmLength, ResetAsync),
        "stalled" => HalfAsync(context, FilmLength, GraphStub.GoneAsync),
        "a sign-in page" => PageAsync(context, 200, "<html><h1>Sign in to your account</h1></html>"),
        "nothing" => EmptyAsync(context, 200),
        _ => throw new ArgumentOutOfRangeException(nameof(how), how, message: null),
    };

    private static string In(TimeSpan wait) =>
        (TimeProvider.System.GetUtcNow() + wait).ToString("R", CultureInfo.InvariantCulture);

    private static Task RefuseAsync(HttpContext context, string retryAfter)
    {
        context.Response.Headers.RetryAfter = retryAfter;
        context.Response.StatusCode = 429;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync("""{"error":{"code":"TooManyRequests","message":"Please retry again later."}}""");
    }

    private static Task PageAsync(HttpContext context, int status, string page)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(page, Encoding.UTF8);
    }

    private static Task EmptyAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private static Task ResetAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task HalfAsync(HttpContext context, long? declared, Func<HttpContext, Task>? then = null)
    {
        context.Response.ContentType = "video/mp4";
        context.Response.ContentLength = declared;
        await context.Response.Body.WriteAsync(
            Sessions.Tests.Recordings.SampleVideo.Of(FilmLength).AsMemory(0, FilmLength / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await (then?.Invoke(context) ?? Task.CompletedTask);
    }
}
