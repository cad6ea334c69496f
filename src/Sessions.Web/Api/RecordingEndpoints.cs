using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Web.Api;

using Answer = Results<Ok<RecordingListDocument>, ProblemHttpResult>;

/// <summary>A session's recordings: shown, hidden, checked.</summary>
internal static class RecordingEndpoints
{
    private const string Root = "/courses/{course}/sessions/{session}/recordings";

    public static void MapRecordings(this IEndpointRouteBuilder api)
    {
        api.MapGet(Root, ListAsync).WithName("ListRecordings");
        api.MapPost($"{Root}/hide", (string course, string session, RecordingDesk desk, CancellationToken cancel) =>
            ShowAsync(course, session, hidden: true, desk, cancel)).WithName("HideRecordings");
        api.MapPost($"{Root}/publish", (string course, string session, RecordingDesk desk, CancellationToken cancel) =>
            ShowAsync(course, session, hidden: false, desk, cancel)).WithName("PublishRecordings");
        api.MapPost($"{Root}/{{number:int}}/verify", VerifyAsync).WithName("VerifyRecording");
        api.MapUploads(Root);
    }

    private static Task<Answer> ListAsync(
        string course, string session, RecordingDesk desk, CancellationToken cancel) =>
        desk.RecordAsync(course, session, (_, _) => Task.FromResult(Said.Nothing), cancel);

    private static Task<Answer> ShowAsync(
        string course, string session, bool hidden, RecordingDesk desk, CancellationToken cancel) =>
        desk.RecordAsync(
            course, session,
            (facts, _) => Task.FromResult(
                facts.RecordingsHidden == hidden ? Said.Nothing
                : hidden ? Said.These(new RecordingsHidden())
                : Said.These(new RecordingsPublished())),
            cancel);

    private static Task<Answer> VerifyAsync(
        string course, string session, int number, RecordingDesk desk, RecordingUpkeep upkeep, CancellationToken cancel) =>
        desk.RecordAsync(
            course, session,
            async (facts, _) => RecordingWriter.Find(facts, number) is { CanBeWatched: true } recording
                ? Said.These(await upkeep.VerifyAsync(recording, cancel))
                : Said.Refused($"{facts.Id} has no archived recording {number}: 'sessions recording {facts.Id}' lists them."),
            cancel);
}

/// <summary>What a request comes to: facts, or a sentence why not.</summary>
/// <param name="Added">The id of a recording that was handed in.</param>
internal sealed record Said(ImmutableArray<Fact> Facts, string? Wrong = null, string? Added = null)
{
    public static Said Nothing { get; } = new([]);

    public static Said These(params Fact[] facts) => new([.. facts]);

    public static Said Refused(string sentence) => new([], sentence);
}

/// <summary>Finds the session, keeps what a request comes to, and shows what then stands.</summary>
internal sealed class RecordingDesk(ILedger ledger, IClock clock)
{
    public async Task<Answer> RecordAsync(
        string course, string session, Func<SessionFacts, Instant, Task<Said>> decide, CancellationToken cancel)
    {
        while (true)
        {
            var subject = await SessionSubject.FindAsync(course, session, ledger, cancel);
            if (subject.Session is not { } facts)
                return subject.Wrong!;

            var now = clock.GetCurrentInstant();
            var said = await decide(facts, now);
            if (said.Wrong is { } wrong)
                return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: wrong);

            if (await TryRecordAsync(facts, said, now, cancel))
            {
                var after = await ledger.FindSessionAsync(facts.Id, cancel);
                return TypedResults.Ok(RecordingWriter.Write(after ?? facts, said.Added));
            }
        }
    }

    /// <returns>False when the worker wrote first: the request is held against what now stands.</returns>
    private async Task<bool> TryRecordAsync(SessionFacts facts, Said said, Instant now, CancellationToken cancel)
    {
        try
        {
            await ledger.RecordAsync(facts, said.Facts, now, cancel);
            return true;
        }
        catch (ConflictException)
        {
            return false;
        }
    }
}
