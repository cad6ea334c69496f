using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Recordings;

/// <summary>
/// Archives a recording that the instructor hands in, with the same proof as one from Teams: judged whole before the
/// commit, read back after it, and held against the hash that was said beforehand.
/// </summary>
public sealed class HandMove(IArchive archive, MoveLimits limits, ILogger<VideoMove> logger)
{
    private const string Prefix = "hand:";

    /// <summary>The recording that a file of this hash becomes; the same file twice is one recording.</summary>
    /// <param name="sha256">Lower-case hexadecimal.</param>
    public static RecordingFacts Expect(SessionFacts session, string sha256)
    {
        var id = Prefix + sha256;
        if (session.Recordings.FirstOrDefault(r => r.SourceId == id) is { } known)
            return known;

        // Nobody says when it was recorded: what is added later comes after what was added before.
        var before = session.Recordings.Count(r => r.ByHand);
        return new(
            id, CorrelationId: null, session.Time.Start + Duration.FromMinutes(before), session.Time.End, Video: null,
            Captions: null)
        {
            ByHand = true,
        };
    }

    /// <returns>Nothing for a file that is there already.</returns>
    /// <exception cref="OutsideFaultException">It is not a whole MP4, or not the file of that hash.</exception>
    public async Task<ImmutableArray<Fact>> RunAsync(
        SessionFacts session, RecordingFacts expected, SourceContent content, Instant now, CancellationToken cancel)
    {
        if (expected.CanBeWatched)
            return [];

        await using var body = new WitnessedStream(content.Body, expected.SourceId[Prefix.Length..]);
        var archived = await MoveAsync(session, expected, content with { Body = body }, now, cancel);
        return
        [
            new RecordingFound(expected.SourceId, null, expected.Created, expected.Ended) { ByHand = true }, .. archived,
        ];
    }

    private async Task<ImmutableArray<Fact>> MoveAsync(
        SessionFacts session, RecordingFacts expected, SourceContent content, Instant now, CancellationToken cancel)
    {
        var move = new VideoMove(new HandedIn(content), archive, limits, logger);
        try
        {
            return await move.RunAsync(session, new ArchiveVideo(NoMeeting(session), expected), now, cancel);
        }
        catch
        {
            // Whoever tries again sends all of it again; perhaps nobody does.
            await archive.DiscardAsync(BlobNames.Video(session.Id, expected), CancellationToken.None);
            throw;
        }
    }

    private static MeetingFacts NoMeeting(SessionFacts session) => new(
        "", "", "", "", "by hand", OptionsSet: true, "", session.Time.Start, session.Time.End, Cancelled: false);

    /// <summary>A source that has this one body, once.</summary>
    private sealed class HandedIn(SourceContent content) : IRecordingSource
    {
        public Task<ImmutableArray<SourceRecording>> ListRecordingsAsync(
            EmailAddress organizer, string onlineMeetingId, CancellationToken cancel) =>
            Task.FromResult(ImmutableArray<SourceRecording>.Empty);

        public Task<ImmutableArray<SourceTranscript>> ListTranscriptsAsync(
            EmailAddress organizer, string onlineMeetingId, CancellationToken cancel) =>
            Task.FromResult(ImmutableArray<SourceTranscript>.Empty);

        public Task<SourceContent> OpenRecordingAsync(
            EmailAddress organizer, string onlineMeetingId, string recordingId, CancellationToken cancel) =>
            Task.FromResult(content);

        public Task<string> ReadTranscriptAsync(
            EmailAddress organizer, string onlineMeetingId, string transcriptId, CancellationToken cancel) =>
            Task.FromResult("");
    }
}
