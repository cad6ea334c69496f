using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Web.Links;
using Sessions.Web.Watch;

namespace Sessions.Web.Api;

/// <summary>What an instructor asks for beside a course file: <c>resend</c>, <c>cancel</c>, <c>links</c>.</summary>
internal static class RequestEndpoints
{
    public static void MapRequests(this IEndpointRouteBuilder api)
    {
        api.MapPost("/courses/{course}/resend", ResendAsync).WithName("Resend");
        api.MapPost("/courses/{course}/cancel", CancelAsync).WithName("Cancel");
        api.MapGet("/courses/{course}/links", ListLinksAsync).WithName("ListLinks");
        api.MapPost("/courses/{course}/links/revoke", RevokeLinksAsync).WithName("RevokeLinks");
    }

    private static async Task<Results<Ok<RequestDocument>, ProblemHttpResult>> ResendAsync(
        string course, SubjectRequest request, ILedger ledger, IClock clock, CancellationToken cancel)
    {
        var subject = await Subject.FindAsync(course, request, ledger, cancel);
        if (subject.Wrong is { } wrong)
            return wrong;

        var entries = await ledger.TellAnewAsync(
            subject.Course, new TellAnew(request.Session, subject.Learner, OnlyWhatChanged: false),
            clock.GetCurrentInstant(), cancel);
        return TypedResults.Ok(new RequestDocument(course, Entries: entries));
    }

    private static async Task<Results<Ok<RequestDocument>, ProblemHttpResult>> CancelAsync(
        string course, SubjectRequest request, ILedger ledger, IClock clock, CancellationToken cancel)
    {
        var subject = await Subject.FindAsync(course, request, ledger, cancel);
        if (subject.Wrong is { } wrong)
            return wrong;

        var sessions = await ledger.CancelAsync(subject.Course, request.Session, clock.GetCurrentInstant(), cancel);
        return TypedResults.Ok(new RequestDocument(course, Sessions: sessions));
    }

    private static async Task<Results<Ok<List<LearnerLinksDocument>>, ProblemHttpResult>> ListLinksAsync(
        string course, string? learner, HttpContext context, ILedger ledger, LinkKey key, PublicAddress address,
        CancellationToken cancel)
    {
        var subject = await Subject.FindAsync(course, new(Learner: learner), ledger, cancel);
        if (subject.Wrong is { } wrong)
            return wrong;

        var facts = subject.Facts!;
        return TypedResults.Ok(facts.Learners
            .Where(l => !l.Left && (subject.Learner is null || l.Learner.Email == subject.Learner))
            .Select(l => Links(facts, l, key, path => address.Of(context.Request, path).AbsoluteUri))
            .ToList());
    }

    private static async Task<Results<Ok<RequestDocument>, ProblemHttpResult>> RevokeLinksAsync(
        string course, SubjectRequest request, ILedger ledger, IClock clock, CancellationToken cancel)
    {
        var subject = await Subject.FindAsync(course, request, ledger, cancel);
        if (subject.Wrong is { } wrong)
            return wrong;

        var learners = await ledger.RevokeLinksAsync(
            subject.Course, subject.Learner, clock.GetCurrentInstant(), cancel);
        return TypedResults.Ok(new RequestDocument(course, Learners: learners));
    }

    private static LearnerLinksDocument Links(
        CourseFacts facts, EnrolledLearner learner, LinkKey key, Func<string, string> absolute)
    {
        var page = $"/l/{key.PageToken(facts.Accepted.Id, learner.Id, learner.LinkGeneration)}";
        return new(
            learner.Learner.Email.Value, learner.Learner.Name, absolute(page), absolute($"{page}/calendar.ics"),
            [
                .. facts.Sessions.Where(s => !s.Removed).Select(s => new WatchLinkDocument(
                    s.Id.Slug, s.Session.Title, s.Time.Start, !WatchView.PartsOf(s).IsEmpty,
                    absolute($"/watch/{key.WatchToken(s.Id, learner.Id, learner.LinkGeneration)}"))),
            ]);
    }

    /// <summary>The course, and the session and learner in it that are meant; or what is wrong with them.</summary>
    private sealed record Subject(CourseFacts? Facts, EmailAddress? Learner, ProblemHttpResult? Wrong)
    {
        public CourseId Course => Facts!.Accepted.Id;

        public static async Task<Subject> FindAsync(
            string course, SubjectRequest request, ILedger ledger, CancellationToken cancel)
        {
            if (await ApiEndpoints.FindAsync(course, ledger, cancel) is not { } facts)
                return new(null, null, ApiEndpoints.NoSuchCourse(course));

            if (request.Session is { } session && facts.Sessions.All(s => s.Id.Slug != session))
                return Missing($"The course has no session '{session}': 'sessions status {course}' lists them.");

            if (request.Learner is not { } asked)
                return new(facts, null, null);

            var learner = facts.Learners.FirstOrDefault(l => !l.Left && l.Learner.Email == EmailAddress.TryParse(asked));
            return learner is null
                ? Missing($"Nobody on the roster has the address '{asked}'.")
                : new(facts, learner.Learner.Email, null);

            static Subject Missing(string detail) =>
                new(null, null, TypedResults.Problem(statusCode: 404, detail: detail));
        }
    }
}
