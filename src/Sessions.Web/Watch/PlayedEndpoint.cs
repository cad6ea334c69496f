using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using Sessions.Ledger;
using Sessions.Watching;
using Sessions.Web.Hosting;
using Sessions.Web.Links;

namespace Sessions.Web.Watch;

/// <summary>
/// Takes what was really played, which the page's script reports, and the word of learners who press the button. The
/// only thing behind a watch link that changes anything; whoever merely follows links never gets here.
/// </summary>
internal static class PlayedEndpoint
{
    private const int LongestBody = 4096;

    public static void MapPlayed(this RouteGroupBuilder links) => links
        .MapPost("/played", TakeAsync)
        .WithMetadata(new RequestSizeLimitAttribute(LongestBody));

    private static async Task<IResult> TakeAsync(
        HttpContext context, ILedger ledger, IWatchLog log, LinkLimits limits, IClock clock)
    {
        if (await WatchEndpoints.FindAsync(context, ledger) is not { } session)
            return Pages.NoSuchPage.Result;

        var parts = WatchView.PartsOf(session);
        var now = clock.GetCurrentInstant();
        try
        {
            if (context.Request.HasJsonContentType())
                return parts.IsEmpty
                    ? Results.Json(WatchEndpoints.StateOf(context, session, now), statusCode: StatusCodes.Status409Conflict)
                    : await TakeReportAsync(context, session, parts, log, limits, now);

            return context.Request.HasFormContentType
                ? await TakeWordAsync(context, session, parts, log, now)
                : Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }
        catch (BadHttpRequestException refused)
        {
            return Results.StatusCode(refused.StatusCode);
        }
    }

    private static async Task<IResult> TakeReportAsync(
        HttpContext context, SessionFacts session, ImmutableArray<RecordingFacts> parts, IWatchLog log,
        LinkLimits limits, Instant now)
    {
        var report = await PlayedReport.ReadAsync(context.Request, context.RequestAborted);
        var lengths = report?.LengthsOf(parts) ?? [];
        if (report?.Stretches(lengths) is not { } stretches)
            return Results.BadRequest();

        var link = context.OpenedLink();
        if (limits.Play(LinkToken.Hash(link.Token), PlayedStretches.Length(stretches).TotalSeconds) is { } wait)
            return LinkFilter.TooMany(context, wait);

        var watched = session.Learners.Any(l => l.Id == link.Target.Learner && l.Watched?.CreditedAt is not null);
        foreach (var stretch in stretches)
        {
            watched |= await log.AddAsync(
                session.Id, link.Target.Learner, stretch, PlayCredit.Enough(lengths), now, context.RequestAborted);
        }

        return Results.Json(new { watched });
    }

    private static async Task<IResult> TakeWordAsync(
        HttpContext context, SessionFacts session, ImmutableArray<RecordingFacts> parts, IWatchLog log, Instant now)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var link = context.OpenedLink();
        if (form["said"] != "watched")
            return Results.BadRequest();

        if (!parts.IsEmpty)
        {
            await log.AddAsync(
                session.Id, link.Target.Learner, new(1, Duration.Zero, Duration.Zero), enough: Duration.Zero, now,
                context.RequestAborted);
        }

        context.Response.Headers.Location = $"/watch/{link.Token}";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
