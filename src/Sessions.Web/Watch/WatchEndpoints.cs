using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Recordings;
using Sessions.Watching;
using Sessions.Web.Hosting;
using Sessions.Web.Languages;
using Sessions.Web.Learners;
using Sessions.Web.Links;
using Sessions.Web.Settings;

namespace Sessions.Web.Watch;

internal static class WatchEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapWatch(this IEndpointRouteBuilder routes)
    {
        var links = routes.MapGroup("/watch/{token}").AddEndpointFilter(new LinkFilter(toSession: true))
            .ExcludeFromDescription();
        links.MapMethods("/", Reading, ShowPageAsync);
        links.MapMethods("/video", Reading, SendVideoAsync);
        links.MapMethods("/captions.vtt", Reading, SendCaptionsAsync);
        links.MapMethods("/state", Reading, SendStateAsync);
        links.MapPlayed();
    }

    private static async Task<IResult> ShowPageAsync(
        HttpContext context, ILedger ledger, CaptionShelf shelf, IClock clock, WatchTimes times, ContentPolicy policy,
        Trial trial, int? part, double? t)
    {
        if (await FindAsync(context, ledger) is not { } session)
            return Pages.NoSuchPage.Result;

        var (target, token) = context.OpenedLink();
        var text = TextFor(context, session);
        var view = await WatchView.FromAsync(
            session, target.Learner, clock.GetCurrentInstant(), shelf, text, context.RequestAborted);
        return new RazorComponentResult<WatchPage>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(WatchPage.View)] = view,
            [nameof(WatchPage.Text)] = text,
            [nameof(WatchPage.Page)] = $"/watch/{token}",
            [nameof(WatchPage.Times)] = times,
            [nameof(WatchPage.Renews)] = policy.VideosElsewhere,
            [nameof(WatchPage.StartPart)] = part ?? 1,
            [nameof(WatchPage.StartAt)] = t is >= 0 and < 1_000_000 ? t.Value : 0,
            [nameof(WatchPage.Trial)] = trial.Learner,
        });
    }

    private static async Task<IResult> SendVideoAsync(
        HttpContext context, ILedger ledger, IVideoDoor door, WatchTimes times, int part = 1)
    {
        if (await FindPartAsync(context, ledger, part) is not { Video: { } video })
            return Pages.NoSuchPage.Result;

        return await door.OpenAsync(video.BlobName, times.Address, context.RequestAborted) switch
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

    private static async Task<IResult> SendStateAsync(HttpContext context, ILedger ledger, IClock clock) =>
        await FindAsync(context, ledger) is { } session
            ? Results.Json(StateOf(context, session, clock.GetCurrentInstant()))
            : Pages.NoSuchPage.Result;

    public static WatchState StateOf(HttpContext context, SessionFacts session, Instant now) => WatchState.Of(
        WatchWords.Why(session, RecordingStatus.Of(session, now), TextFor(context, session)));

    private static PageText TextFor(HttpContext context, SessionFacts session) => PageText.For(
        session.Learners.FirstOrDefault(l => l.Id == context.OpenedLink().Target.Learner)?.Learner.Language,
        context.Request.Headers.AcceptLanguage);

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
    public static async Task<SessionFacts?> FindAsync(HttpContext context, ILedger ledger)
    {
        var target = context.OpenedLink().Target;
        var session = await ledger.FindSessionAsync(
            new SessionId(target.Course, target.Session!), context.RequestAborted);
        return session?.Learners.Any(l => l.Id == target.Learner && !l.Left) is true ? session : null;
    }
}
