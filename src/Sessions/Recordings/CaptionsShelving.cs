using System.Collections.Immutable;
using System.Text;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Recordings;

/// <summary>Puts captions beside a recording, and proves the copy by reading it back.</summary>
public sealed class CaptionsShelving(IArchive archive)
{
    /// <exception cref="OutsideFaultException">The archive failed, or gave back other bytes.</exception>
    public async Task<CaptionsArchived> KeepAsync(
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
