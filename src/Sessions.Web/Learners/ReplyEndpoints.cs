using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Web.Languages;
using Sessions.Web.Links;
using Sessions.Web.Settings;

namespace Sessions.Web.Learners;

/// <summary>
/// "I'm coming", or "I can't make it, send me the recording". Only a POST changes anything: mail scanners follow
/// links. It leads to a page that says what was kept, so that a reload sends nothing twice.
/// </summary>
internal static class ReplyEndpoints
{
    private const int MostConflicts = 20;

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapReplies(this IEndpointRouteBuilder links)
    {
        links.MapPost("/reply", ReplyAsync);
        links.MapMethods("/reply/{slug}", Reading, ShowAsync);
    }

    private static async Task<IResult> ReplyAsync(
        HttpContext context, ILedger ledger, IAgenda agenda, IClock clock, PublicAddress address)
    {
        var (target, token) = context.OpenedLink();
        var page = $"/l/{token}";
        if (ReplyRequest.IsFromElsewhere(context.Request, address.Of(context.Request, page)))
            return Results.StatusCode(StatusCodes.Status403Forbidden);

        if (await ReplyRequest.ReadAsync(context.Request) is not { } request)
            return Results.StatusCode(StatusCodes.Status400BadRequest);

        if (!CourseId.IsSlug(request.Session))
            return Pages.NoSuchPage.Result;

        var session = new SessionId(target.Course, request.Session);
        if (!await KeepAsync(session, target.Learner, request.Answer, ledger, agenda, clock, context.RequestAborted))
            return Pages.NoSuchPage.Result;

        context.Response.Headers.Location = $"{page}/reply/{request.Session}";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <returns>Whether there is such a session for the learner; one that is over keeps the answer it had.</returns>
    private static async Task<bool> KeepAsync(
        SessionId id, LearnerId learner, ReplyAnswer answer, ILedger ledger, IAgenda agenda, IClock clock,
        CancellationToken cancel)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            var now = clock.GetCurrentInstant();
            var session = await ledger.FindSessionAsync(id, cancel);
            if (session?.Learners.FirstOrDefault(l => l.Id == learner) is not { Left: false } one || session.Removed)
                return false;

            if (now >= session.Time.End || one.Reply?.Answer == answer)
                return true;

            try
            {
                await ledger.RecordAsync(session, [new ReplyReceived(learner, answer, ReplySource.Page, now)], now, cancel);
                // A reminder may fall away, or be wanted after all.
                await agenda.AskAsync([id.ToString()], now, cancel);
                return true;
            }
            catch (ConflictException) when (conflicts < MostConflicts)
            {
                // Someone else wrote first: read again.
            }
        }
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, string slug, ILedger ledger, LinkKey key, IClock clock, Trial trial)
    {
        var (target, token) = context.OpenedLink();
        var facts = await ledger.FindCourseAsync(target.Course, context.RequestAborted);
        var learner = facts?.Learners.FirstOrDefault(l => l.Id == target.Learner);
        var session = facts?.Sessions.FirstOrDefault(s => s.Id.Slug == slug);
        if (learner is not { Left: false } || session is not { Removed: false })
            return Pages.NoSuchPage.Result;

        var text = PageText.For(learner.Learner.Language, context.Request.Headers.AcceptLanguage);
        return new RazorComponentResult<ReplyPage>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ReplyPage.Card)] = SessionCard.From(session, learner, key, text, clock.GetCurrentInstant()),
            [nameof(ReplyPage.Page)] = $"/l/{token}",
            [nameof(ReplyPage.Text)] = text,
            [nameof(ReplyPage.Trial)] = trial.Learner,
        });
    }
}
