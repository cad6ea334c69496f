using System.Collections.Immutable;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Recordings;

/// <summary>Archives a recording's transcript as captions, and proves the copy by reading it back.</summary>
public sealed class CaptionsMove(IRecordingSource source, IArchive archive)
{
    private readonly CaptionsShelving _shelf = new(archive);

    /// <returns>Nothing when the transcript has no cue: it may still come.</returns>
    /// <exception cref="OutsideFaultException">A side failed, or the archive gave back other bytes.</exception>
    public async Task<ImmutableArray<Fact>> RunAsync(
        SessionFacts session, MeetingFacts meeting, CaptionsDue due, Instant now, CancellationToken cancel)
    {
        var transcript = await source.ReadTranscriptAsync(
            session.Course.Instructor.Email,
            meeting.OnlineMeetingId
                ?? throw new ArgumentException("the online meeting is not known", nameof(meeting)),
            due.Transcript.Id,
            cancel);
        var cues = WebVtt.Parse(transcript);
        return cues.IsEmpty ? [] : [await _shelf.KeepAsync(session, due.Recording, cues, now, cancel)];
    }
}
