using System.Collections.Immutable;
using NodaTime;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Recordings;

/// <summary>Finds what Teams made of a session and brings it into the archive.</summary>
public sealed class RecordingSteps(IRecordingSource source, VideoMove videos, CaptionsMove captions)
{
    public async Task<ImmutableArray<Fact>> FindAsync(
        SessionFacts session, LookForArtifacts step, CancellationToken cancel)
    {
        if (step.Meeting.OnlineMeetingId is not { } meeting)
            return [];

        var organizer = session.Course.Instructor.Email;
        var recordings = await source.ListRecordingsAsync(organizer, meeting, cancel);
        if (recordings.IsEmpty)
            return [];

        var transcripts = await source.ListTranscriptsAsync(organizer, meeting, cancel);
        return ArtifactLook.Decide(session, recordings, transcripts);
    }

    /// <summary>Captions of the recordings that have none yet; they often come later than the video.</summary>
    public async Task<ImmutableArray<Fact>> ArchiveCaptionsAsync(
        SessionFacts session, LookForArtifacts step, Instant now, CancellationToken cancel)
    {
        if (step.Meeting.OnlineMeetingId is not { } meeting || session.Recordings.All(r => r.Captions is not null))
            return [];

        var transcripts = await source.ListTranscriptsAsync(session.Course.Instructor.Email, meeting, cancel);
        var archived = ImmutableArray.CreateBuilder<Fact>();
        foreach (var due in ArtifactLook.CaptionsDue(session, transcripts))
            archived.AddRange(await captions.RunAsync(session, step.Meeting, due, now, cancel));
        return archived.ToImmutable();
    }

    public Task<ImmutableArray<Fact>> ArchiveAsync(
        SessionFacts session, ArchiveVideo step, Instant now, CancellationToken cancel) =>
        videos.RunAsync(session, step, now, cancel);
}
