using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Web.Api;

/// <summary>A session's recordings, out of its facts.</summary>
internal static class RecordingWriter
{
    public static RecordingListDocument Write(SessionFacts session, string? added = null)
    {
        var all = InOrder(session);
        var shown = session.Watchable.Select(r => r.SourceId).ToHashSet(StringComparer.Ordinal);
        return new(
            session.Id.Course.Value, session.Id.Slug, session.Session.Title, session.Time.Zone.Id,
            session.RecordingsHidden, KeepingRecordings.ExpiresAt(session),
            added is null ? null : all.FindIndex(r => r.SourceId == added) + 1,
            [.. all.Select((r, i) => Recording(i + 1, r, shown.Contains(r.SourceId)))]);
    }

    public static RecordingFacts? Find(SessionFacts session, int number) =>
        InOrder(session).ElementAtOrDefault(number - 1);

    private static List<RecordingFacts> InOrder(SessionFacts session) =>
        [.. session.Recordings.OrderBy(r => r.Created).ThenBy(r => r.SourceId, StringComparer.Ordinal)];

    private static KeptRecordingDocument Recording(int number, RecordingFacts recording, bool shown) => new(
        number, recording.ByHand, recording.Created, recording.Ended,
        State(recording), shown,
        recording.Video?.BlobName, recording.Video?.Length, recording.Video?.Sha256, recording.Captions is not null,
        recording.VerifiedAt, recording.Damage, recording.ByHand ? null : Original(recording.Original));

    private static string State(RecordingFacts recording) =>
        recording.ExpiredAt is not null ? "deleted"
        : recording.Video is not null ? "archived"
        : recording.GivenUp is null ? "found"
        : "missing";

    private static string Original(OriginalState state) => state switch
    {
        OriginalState.Removed => "removed",
        OriginalState.Kept => "kept",
        _ => "untouched",
    };
}
