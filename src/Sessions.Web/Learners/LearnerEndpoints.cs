using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Sessions.Ledger;
using Sessions.Web.Languages;
using Sessions.Web.Links;
using Sessions.Web.Settings;

namespace Sessions.Web.Learners;

internal static class LearnerEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapLearners(this IEndpointRouteBuilder routes)
    {
        var links = routes.MapGroup("/l/{token}").AddEndpointFilter(new LinkFilter(toSession: false))
            .ExcludeFromDescription();
        links.MapMethods("/", Reading, ShowPageAsync);
        links.MapMethods("/calendar.ics", Reading, WriteFeedAsync);
        links.MapMethods("/sessions/{slug}.ics", Reading, WriteEntryAsync);
        links.MapReplies();
    }

    private static async Task<IResult> ShowPageAsync(
        HttpContext context, ILedger ledger, LinkKey key, IClock clock, PublicAddress address, Trial trial)
    {
        var (facts, learner) = await FindAsync(context, ledger);
        if (facts is null || learner is null)
            return Pages.NoSuchPage.Result;

        var page = $"/l/{context.OpenedLink().Token}";
        var feed = address.Of(context.Request, $"{page}/calendar.ics");
        var text = PageText.For(learner.Learner.Language, context.Request.Headers.AcceptLanguage);
        return new RazorComponentResult<LearnerPage>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(LearnerPage.View)] = LearnerView.From(facts, learner, key, text, clock.GetCurrentInstant()),
            [nameof(LearnerPage.Text)] = text,
            [nameof(LearnerPage.Page)] = page,
            [nameof(LearnerPage.Feed)] = feed.AbsoluteUri,
            [nameof(LearnerPage.Webcal)] = "webcal" + feed.AbsoluteUri[feed.Scheme.Length..],
            [nameof(LearnerPage.Trial)] = trial.Learner,
        });
    }

    private static async Task<IResult> WriteFeedAsync(
        HttpContext context, ILedger ledger, IClock clock, IDateTimeZoneProvider zones)
    {
        var (link, now) = (context.OpenedLink(), clock.GetCurrentInstant());
        if (link.Calendar is { } kept && kept.Holds(now, zones))
            return new CalendarAnswer(kept);

        var (facts, learner) = await FindAsync(context, ledger);
        if (facts is null || learner is null)
            return Pages.NoSuchPage.Result;

        return new CalendarAnswer(link.Calendar = LearnerCalendar.Of(facts, facts.Sessions, learner, now, zones));
    }

    private static async Task<IResult> WriteEntryAsync(
        HttpContext context, string slug, ILedger ledger, IClock clock, IDateTimeZoneProvider zones)
    {
        var (facts, learner) = await FindAsync(context, ledger);
        var session = facts?.Sessions.FirstOrDefault(s => s.Id.Slug == slug);
        if (learner is null || session?.Learners.Any(l => l.Id == learner.Id && l.Invitation is not null) is not true)
            return Pages.NoSuchPage.Result;

        return new CalendarAnswer(
            LearnerCalendar.Of(facts!, [session], learner, clock.GetCurrentInstant(), zones), $"{slug}.ics");
    }

    private static async Task<(CourseFacts? Facts, EnrolledLearner? Learner)> FindAsync(
        HttpContext context, ILedger ledger)
    {
        var target = context.OpenedLink().Target;
        var facts = await ledger.FindForLearnerAsync(target.Course, target.Learner, context.RequestAborted);
        return (facts, facts?.Learners.FirstOrDefault(l => l.Id == target.Learner));
    }
}
