using Sessions.Ledger;

namespace Sessions.Recordings;

/// <summary>What the history is told of a check of the archive, on the next session of each course.</summary>
public static class ArchiveNotes
{
    private static readonly StandingNote Note = new(
        "The archive is not ready: ", "The archive is ready: nothing stands in the way any more");

    /// <returns>
    /// Null when the history says so already, when nothing was ever in the way, and when the storage gave no answer.
    /// </returns>
    public static Warned? Of(ArchiveFinding? finding, IEnumerable<HistoryEntry> history) =>
        finding?.Trouble is ArchiveTrouble.Unreachable
            ? null
            : Note.Tell(finding is null ? [] : [finding.Sentence], history);

    /// <returns>What stands in the way, as it was last told; null when nothing does.</returns>
    public static string? Standing(IEnumerable<HistoryEntry> history) => Note.Standing(history);
}
