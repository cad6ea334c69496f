using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Web.Api;

using Answer = Results<Ok<RecordingListDocument>, ProblemHttpResult>;

/// <summary>Recordings and captions that the instructor hands in.</summary>
internal static partial class UploadEndpoints
{
    public static void MapUploads(this IEndpointRouteBuilder api, string root)
    {
        api.MapPut($"{root}/{{sha256}}.mp4", AddVideoAsync).WithName("AddRecording")
            .WithMetadata(new RequestSizeLimitAttribute(UploadLimits.Video));
        api.MapPut($"{root}/{{number:int}}/captions", AddCaptionsAsync).WithName("AddCaptions")
            .WithMetadata(new RequestSizeLimitAttribute(UploadLimits.Captions));
    }

    private static async Task<Answer> AddVideoAsync(
        string course, string session, string sha256, HttpRequest request, RecordingDesk desk, HandMove move,
        CancellationToken cancel)
    {
        if (!Sha256Pattern.IsMatch(sha256))
            return TypedResults.Problem(statusCode: 404, detail: "a recording is named after its SHA-256 in lower-case hexadecimal");
        if (TooLarge(request, UploadLimits.Video) is { } wrong)
            return wrong;

        try
        {
            return await MoveAsync(course, session, sha256, request, move, desk, cancel);
        }
        catch (OutsideFaultException e)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status415UnsupportedMediaType, detail: e.Message);
        }
    }

    // The body comes once: where the worker writes meanwhile, what was archived is only recorded anew.
    private static async Task<Answer> MoveAsync(
        string course, string session, string sha256, HttpRequest request, HandMove move, RecordingDesk desk,
        CancellationToken cancel)
    {
        Said? done = null;
        return await desk.RecordAsync(
            course, session,
            async (facts, now) =>
            {
                var expected = HandMove.Expect(facts, sha256);
                if (expected.CanBeWatched)
                    return new([], Added: expected.SourceId);

                var content = new SourceContent(request.Body, request.ContentLength, "video/mp4");
                return done ??= new(
                    await move.RunAsync(facts, expected, content, now, cancel), Added: expected.SourceId);
            },
            cancel);
    }

    private static async Task<Answer> AddCaptionsAsync(
        string course, string session, int number, HttpRequest request, RecordingDesk desk, CaptionsShelving shelf,
        CancellationToken cancel)
    {
        if (TooLarge(request, UploadLimits.Captions) is { } wrong)
            return wrong;

        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var cues = WebVtt.Parse(await reader.ReadToEndAsync(cancel));
        if (cues.IsEmpty)
            return TypedResults.Problem(
                statusCode: StatusCodes.Status415UnsupportedMediaType, detail: "there is no cue in it: captions are WebVTT, such as Teams' transcript.vtt");

        return await desk.RecordAsync(
            course, session,
            async (facts, now) => RecordingWriter.Find(facts, number) is { CanBeWatched: true } recording
                ? Said.These(await shelf.KeepAsync(facts, recording, cues, now, cancel))
                : Said.Refused($"{facts.Id} has no archived recording {number}: 'sessions recording {facts.Id}' lists them."),
            cancel);
    }

    // A length that is said beforehand, so that a cut body is known for one.
    private static ProblemHttpResult? TooLarge(HttpRequest request, long most) => request.ContentLength switch
    {
        null => TypedResults.Problem(statusCode: StatusCodes.Status411LengthRequired, detail: "Content-Length is missing"),
        { } length when length > most => TypedResults.Problem(
            statusCode: StatusCodes.Status413PayloadTooLarge, detail: $"{length} bytes; at most {most} are taken"),
        _ => null,
    };

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.None, 1000)]
    private static partial Regex Sha256Pattern { get; }
}

/// <summary>How long a file may be that is handed in.</summary>
public static class UploadLimits
{
    /// <summary>16 GiB: four hours of Teams' video, which it cuts there, are 1.5.</summary>
    public const long Video = 16L * 1024 * 1024 * 1024;

    public const long Captions = 4 * 1024 * 1024;
}
