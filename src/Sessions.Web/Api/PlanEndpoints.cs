using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Planning;
using Sessions.Web.Settings;

namespace Sessions.Web.Api;

internal static class PlanEndpoints
{
    private const int LargestRequest = 4 * 1024 * 1024;

    private static readonly TellAnew EveryChange = new(Session: null, Learner: null, OnlyWhatChanged: true);

    public static void MapPlans(this IEndpointRouteBuilder api)
    {
        api.MapPost("/plan", PlanAsync).WithName("Plan").WithMetadata(new RequestSizeLimitAttribute(LargestRequest));
        api.MapPost("/setup", SetUpAsync).WithName("SetUp").WithMetadata(new RequestSizeLimitAttribute(LargestRequest));
    }

    private static async Task<Results<Ok<PlanDocument>, UnprocessableEntity<ProblemsDocument>>> PlanAsync(
        PlanRequest request, ILedger ledger, IDateTimeZoneProvider zones, IClock clock, Trial trial,
        CancellationToken cancel)
    {
        var wanted = Wanted.Read(request, zones);
        if (wanted.Course is not { } course)
            return TypedResults.UnprocessableEntity(new ProblemsDocument(wanted.Problems));

        var facts = await ledger.FindCourseAsync(course.Id, cancel);
        var plan = CoursePlanner.Plan(
            course, wanted.Roster, facts, ZoneData.VersionOf(zones), clock.GetCurrentInstant(), request.Notify);
        return TypedResults.Ok(PlanWriter.Write(plan, trial.Instructor));
    }

    private static async Task<Results<Ok<PlanDocument>, UnprocessableEntity<ProblemsDocument>, ProblemHttpResult>>
        SetUpAsync(
            PlanRequest request, ILedger ledger, IDateTimeZoneProvider zones, IClock clock, Trial trial,
            CancellationToken cancel)
    {
        var wanted = Wanted.Read(request, zones);
        if (wanted.Course is not { } course)
            return TypedResults.UnprocessableEntity(new ProblemsDocument(wanted.Problems));

        var now = clock.GetCurrentInstant();
        var facts = await ledger.FindCourseAsync(course.Id, cancel);
        var plan = CoursePlanner.Plan(
            course, wanted.Roster, facts, ZoneData.VersionOf(zones), now, request.Notify);
        try
        {
            if (!plan.ChangesNothing)
                await ledger.AcceptAsync(course, wanted.Roster, [.. plan.Warnings.Select(w => w.Message)], now, cancel);
            if (request.Notify)
                await ledger.TellAnewAsync(course.Id, EveryChange, now, cancel);
        }
        catch (ConflictException)
        {
            return TypedResults.Problem(
                statusCode: 409, detail: "The course was changed by someone else at the same moment: try again.");
        }

        return TypedResults.Ok(PlanWriter.Write(plan, trial.Instructor) with
        {
            Accepted = true,
            Changed = !plan.ChangesNothing,
        });
    }

    /// <summary>What was handed in: a course, with or without a roster, or everything wrong with them.</summary>
    private sealed record Wanted(Course? Course, Roster? Roster, ImmutableArray<Problem> Problems)
    {
        public static Wanted Read(PlanRequest request, IDateTimeZoneProvider zones)
        {
            var course = CourseFile.Parse(request.CourseFile, zones);
            var roster = request.Roster is null ? null : RosterFile.Parse(request.Roster, zones);
            ImmutableArray<Problem> problems = [.. course.Problems, .. roster?.Problems ?? []];
            return problems.IsEmpty
                ? new(course.Required, roster?.Required, problems)
                : new(null, null, problems);
        }
    }
}
