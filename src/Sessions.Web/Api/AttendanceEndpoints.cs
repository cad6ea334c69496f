using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Web.Api;

/// <summary>Who came, and the instructor's word on it.</summary>
internal static class AttendanceEndpoints
{
    public static void MapAttendance(this IEndpointRouteBuilder api)
    {
        api.MapGet("/courses/{course}/sessions/{session}/attendance", ShowAsync).WithName("ShowAttendance");
        api.MapPost("/courses/{course}/sessions/{session}/attendance", SayAsync).WithName("SayAttendance");
    }

    private static async Task<Results<Ok<AttendanceListDocument>, ProblemHttpResult>> ShowAsync(
        string course, string session, ILedger ledger, CancellationToken cancel)
    {
        var subject = await SessionSubject.FindAsync(course, session, ledger, cancel);
        return subject.Wrong is { } wrong ? wrong : TypedResults.Ok(AttendanceWriter.Write(subject.Session!));
    }

    private static async Task<Results<Ok<AttendanceListDocument>, ProblemHttpResult>> SayAsync(
        string course, string session, AttendanceRequest request, ILedger ledger, IClock clock,
        CancellationToken cancel)
    {
        while (true)
        {
            var subject = await SessionSubject.FindAsync(course, session, ledger, cancel);
            if (subject.Wrong is { } wrong)
                return wrong;

            var now = clock.GetCurrentInstant();
            var words = AttendanceWords.Read(subject.Session!, request, now);
            if (words.Wrong is { } sentence)
                return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, detail: sentence);

            try
            {
                await ledger.RecordAsync(subject.Session!, words.Facts, now, cancel);
                var after = await ledger.FindSessionAsync(subject.Session!.Id, cancel);
                return TypedResults.Ok(AttendanceWriter.Write(after ?? subject.Session!));
            }
            catch (ConflictException)
            {
                // The worker wrote first: what was said is held against what now stands.
            }
        }
    }
}
