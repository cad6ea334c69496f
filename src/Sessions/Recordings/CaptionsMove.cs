using System.Collections.Immutable;
using System.Text;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Recordings;

/// <summary>Archives a recording's transcript as captions, and proves the copy by reading it back.</summary>
public sealed class CaptionsMove(IRecordingSource source, IArchive archive)
{
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
        return cues.IsEmpty ? [] : [await ArchiveAsync(session, due.Recording, cues, now, cancel)];
    }

    private async Task<Fact> ArchiveAsync(
        SessionFacts session, RecordingFacts recording, ImmutableArray<Cue> cues, Instant now, CancellationToken cancel)
    {
        var name = BlobNames.Captions(session.Id, recording);
        var bytes = Encoding.UTF8.GetBytes(WebVtt.Write(cues));
        var wanted = FileDigest.Of(bytes);
        await archive.WriteAsync(name, bytes, "text/vtt", cancel);

        var found = await FileDigest.ReadAsync(archive, name, cancel);
        if (found != wanted)
            throw new OutsideFaultException(
                FaultKind.Transient,
                $"the archive's copy {name} is not what was written: sha256 {found.Sha256} instead of "
                    + $"{wanted.Sha256}; it will be written again. Check the storage if this repeats");
        return new CaptionsArchived(recording.SourceId, new ArchivedFile(name, wanted.Length, wanted.Sha256, now));
    }
}
