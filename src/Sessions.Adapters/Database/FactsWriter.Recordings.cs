using Sessions.Adapters.Database.Rows;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>What becomes of recordings.</summary>
internal sealed partial class FactsWriter
{
    private Dictionary<string, RecordingRow> _recordings = new(StringComparer.Ordinal);

    private static bool IsOfRecording(Fact fact) => fact is RecordingArchived or CaptionsArchived or RecordingVerified
        or RecordingGivenUp or OriginalRemoved or OriginalKept or RecordingExpired;

    private bool ApplyToRecording(Fact fact)
    {
        switch (fact)
        {
            case RecordingFound found:
                Found(found);
                return true;
            case RecordingArchived archived:
                VideoOf(Recording(archived.SourceId), archived.Video);
                return true;
            case CaptionsArchived archived:
                CaptionsOf(Recording(archived.SourceId), archived.Captions);
                return true;
            case RecordingVerified verified:
                var row = Recording(verified.SourceId);
                (row.VerifiedAt, row.Damage) = (now, verified.Damage);
                return true;
            case RecordingGivenUp given:
                Recording(given.SourceId).Damage = given.Why;
                return true;
            case OriginalRemoved removed:
                Recording(removed.SourceId).Original = OriginalState.Removed;
                return true;
            case OriginalKept kept:
                Recording(kept.SourceId).Original = OriginalState.Kept;
                return true;
            case RecordingExpired expired:
                Recording(expired.SourceId).ExpiredAt = now;
                return true;
            case RecordingsHidden or RecordingsPublished:
                session.RecordingsHidden = fact is RecordingsHidden;
                return true;
            default:
                return false;
        }
    }

    private static void VideoOf(RecordingRow row, ArchivedFile video)
    {
        (row.VideoBlob, row.VideoLength) = (video.BlobName, video.Length);
        (row.VideoSha256, row.VideoArchivedAt, row.Damage) = (video.Sha256, video.ArchivedAt, null);
    }

    private static void CaptionsOf(RecordingRow row, ArchivedFile captions)
    {
        (row.CaptionsBlob, row.CaptionsLength) = (captions.BlobName, captions.Length);
        (row.CaptionsSha256, row.CaptionsArchivedAt) = (captions.Sha256, captions.ArchivedAt);
    }

    private void Found(RecordingFound found)
    {
        if (!_recordings.TryGetValue(found.SourceId, out var row))
        {
            _recordings[found.SourceId] = row = new RecordingRow
            {
                CourseId = session.CourseId,
                Session = session.Slug,
                SourceId = found.SourceId,
            };
            context.Recordings.Add(row);
        }

        (row.CorrelationId, row.Created, row.Ended) = (found.CorrelationId, found.Created, found.Ended);
        row.ByHand = found.ByHand;
    }

    private RecordingRow Recording(string sourceId) => _recordings.TryGetValue(sourceId, out var row)
        ? row
        : throw new InvalidOperationException(
            $"{session.CourseId}/{session.Slug} has no recording '{sourceId}' to archive.");
}
