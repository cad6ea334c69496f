using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Recordings;
using Sessions.Watching;
using Sessions.Web.Links;
using Sessions.Web.Settings;

namespace Sessions.Web.Watch;

internal static class WatchEndpoints
{
    /// <summary>How long a video's address opens it: what a revoked link can still show.</summary>
    public static readonly Duration VideoLifetime = Duration.FromMinutes(15);

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapWatch(this IEndpointRouteBuilder routes)
    {
        var links = routes.MapGroup("/watch/{token}").AddEndpointFilter(new LinkFilter(toSession: true))
            .ExcludeFromDescription();
        links.MapMethods("/", Reading, ShowPageAsync);
        links.MapMethods("/video", Reading, SendVideoAsync);
        links.MapMethods("/captions.vtt", Reading, SendCaptionsAsync);
    }

    private static async Task<IResult> ShowPageAsync(
        HttpContext context, ILedger ledger, CaptionShelf shelf, IClock clock, Trial trial, int? part, double? t)
    {
        if (await FindAsync(context, ledger) is not { } session)
            return Pages.NoSuchPage.Result;

        var view = await WatchView.FromAsync(session, clock.GetCurrentInstant(), shelf, context.RequestAborted);
        return new RazorComponentResult<WatchPage>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(WatchPage.View)] = view,
            [nameof(WatchPage.Page)] = $"/watch/{context.OpenedLink().Token}",
            [nameof(WatchPage.StartPart)] = part ?? 1,
            [nameof(WatchPage.StartAt)] = t is >= 0 and < 1_000_000 ? t.Value : 0,
            [nameof(WatchPage.Trial)] = trial.Learner,
        });
    }

    private static async Task<IResult> SendVideoAsync(
        HttpContext context, ILedger ledger, IVideoDoor door, int part = 1)
    {
        if (await FindPartAsync(context, ledger, part) is not { Video: { } video })
            return Pages.NoSuchPage.Result;

        return await door.OpenAsync(video.BlobName, VideoLifetime, context.RequestAborted) switch
        {
            // Written by hand: the framework's redirect puts its target into the log.
            VideoRedirect there => Redirect(context, there.Address),
            VideoBytes here => Results.Stream(
                here.Body, here.ContentType, lastModified: here.Modified.ToDateTimeOffset(),
                entityTag: new EntityTagHeaderValue($"\"{video.Sha256}\""), enableRangeProcessing: true),
            _ => Pages.NoSuchPage.Result,
        };
    }

    private static async Task<IResult> SendCaptionsAsync(
        HttpContext context, ILedger ledger, CaptionShelf shelf, int part = 1)
    {
        if (await FindPartAsync(context, ledger, part) is not { Captions: { } captions })
            return Pages.NoSuchPage.Result;

        var cues = await shelf.ReadAsync(captions, context.RequestAborted);
        return Results.Text(WebVtt.Write(cues), "text/vtt", Encoding.UTF8);
    }

    private static IResult Redirect(HttpContext context, Uri address)
    {
        context.Response.Headers.Location = address.AbsoluteUri;
        return Results.StatusCode(StatusCodes.Status302Found);
    }

    private static async Task<RecordingFacts?> FindPartAsync(HttpContext context, ILedger ledger, int part)
    {
        var session = await FindAsync(context, ledger);
        var parts = session is null ? [] : WatchView.PartsOf(session);
        return part >= 1 && part <= parts.Length ? parts[part - 1] : null;
    }

    /// <returns>Null for someone who is on the course no more.</returns>
    private static async Task<SessionFacts?> FindAsync(HttpContext context, ILedger ledger)
    {
        var target = context.OpenedLink().Target;
        var session = await ledger.FindSessionAsync(
            new SessionId(target.Course, target.Session!), context.RequestAborted);
        return session?.Learners.Any(l => l.Id == target.Learner && !l.Left) is true ? session : null;
    }
}
