using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Meetings;
using Sessions.Recordings;
using Sessions.Web.Settings;

namespace Sessions.Web.Api;

internal static class ApiEndpoints
{
    private const int MostUnreadable = 10;

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").RequireAuthorization();
        api.MapPlans();
        api.MapRequests();
        api.MapAttendance();
        api.MapRecordings();
        api.MapGet("/courses", ListAsync).WithName("ListCourses");
        api.MapGet("/courses/{course}", ShowAsync).WithName("ShowCourse");
        api.MapGet("/courses/{course}/log", ReadLogAsync).WithName("ReadLog");
        routes.MapOpenApi();
    }

    private static async Task<Ok<List<CourseSummaryDocument>>> ListAsync(
        ILedger ledger, IClock clock, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var courses = new List<CourseSummaryDocument>();
        foreach (var id in await ledger.ListCoursesAsync(cancel))
        {
            if (await ledger.FindCourseAsync(id, cancel) is { } facts)
                courses.Add(StatusWriter.Summarize(facts, now));
        }

        return TypedResults.Ok(courses);
    }

    private static async Task<Results<Ok<StatusDocument>, ProblemHttpResult>> ShowAsync(
        string course, ILedger ledger, IOutbox outbox, IAgenda agenda, IInboxBook inbox, IClock clock, Trial trial,
        CancellationToken cancel)
    {
        if (await FindAsync(course, ledger, cancel) is not { } facts)
            return NoSuchCourse(course);

        var looks = new Dictionary<SessionId, Instant>();
        foreach (var session in facts.Sessions)
        {
            if (await agenda.FindAsync(session.Id.ToString(), cancel) is { LookAt: { } at })
                looks[session.Id] = at;
        }

        var messages = await outbox.CountAsync(facts.Accepted.Id, cancel);
        var held = await outbox.ListHeldAsync(facts.Accepted.Id, cancel);
        var now = clock.GetCurrentInstant();
        var status = StatusWriter.Write(facts, messages, held, looks, trial.Instructor, now);
        var unreadable = await inbox.ListQuarantinedAsync(facts.Accepted.Id, MostUnreadable, cancel);
        return TypedResults.Ok(status with
        {
            NeedsAttention =
            [
                .. await InTheWayAsync(facts, ledger, now, cancel), .. status.NeedsAttention,
                .. RepliesWriter.Unreadable(unreadable, facts.Accepted.Zone, now),
            ],
        });
    }

    /// <summary>What the worker last found in Teams or the archive against the sessions ahead.</summary>
    private static async Task<string[]> InTheWayAsync(
        CourseFacts facts, ILedger ledger, Instant now, CancellationToken cancel)
    {
        if (facts.NextSession(now) is not { } next)
            return [];

        var history = await ledger.ReadHistoryAsync(next.Id.Course, next.Id.Slug, learner: null, cancel);
        string?[] notes =
        [
            TenantNotes.Standing(next.Course.Instructor.Email, history), ArchiveNotes.Standing(history),
        ];
        return [.. notes.OfType<string>()];
    }

    private static async Task<Results<Ok<List<LogEntryDocument>>, ProblemHttpResult>> ReadLogAsync(
        string course, string? session, string? learner, ILedger ledger, CancellationToken cancel)
    {
        var address = learner is null ? null : EmailAddress.TryParse(learner);
        if (learner is not null && address is null)
            return TypedResults.Problem(statusCode: 400, detail: $"learner: '{learner}' is not an e-mail address");

        if (await FindAsync(course, ledger, cancel) is not { } facts)
            return NoSuchCourse(course);

        var zone = facts.Accepted.Zone;
        var history = await ledger.ReadHistoryAsync(facts.Accepted.Id, session, address, cancel);
        return TypedResults.Ok(history
            .Select(entry => new LogEntryDocument(
                entry.At, entry.At.InZone(zone).ToOffsetDateTime(), entry.Event, entry.Course.Value, entry.Session,
                entry.Learner, entry.Detail))
            .ToList());
    }

    internal static async Task<CourseFacts?> FindAsync(string course, ILedger ledger, CancellationToken cancel) =>
        CourseId.IsSlug(course) ? await ledger.FindCourseAsync(new CourseId(course), cancel) : null;

    internal static ProblemHttpResult NoSuchCourse(string course) =>
        TypedResults.Problem(statusCode: 404, detail: $"There is no course '{course}': 'sessions status' lists them.");

    internal static ProblemHttpResult NoSuchSession(string course, string session) => TypedResults.Problem(
        statusCode: 404, detail: $"The course has no session '{session}': 'sessions status {course}' lists them.");
}
