using System.Collections.Immutable;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Meetings;

/// <summary>
/// What the history is told of a check of the tenant, on the next session that it matters to. The last such line
/// stands until another follows, so that whoever reads the history knows what still stands in the way.
/// </summary>
public static class TenantNotes
{
    /// <returns>
    /// Null when the history says so already, when nothing was ever in the way, and when the tenant gave no answer.
    /// </returns>
    public static Warned? Of(
        EmailAddress organizer, ImmutableArray<TenantFinding> findings, IEnumerable<HistoryEntry> history)
    {
        if (findings.Any(finding => finding.Trouble is TenantTrouble.Unreachable))
            return null;

        var (told, note) = (Last(organizer, history), Note(organizer, findings));
        return told == note || (told is null && findings.IsEmpty) ? null : new Warned(note);
    }

    /// <returns>What stands in the way, as it was last told; null when nothing does.</returns>
    public static string? Standing(EmailAddress organizer, IEnumerable<HistoryEntry> history) =>
        Last(organizer, history) is { } told && told != Note(organizer, []) ? told : null;

    private static string? Last(EmailAddress organizer, IEnumerable<HistoryEntry> history) => history
        .LastOrDefault(entry => entry.Event == EventName.Warning
            && (entry.Detail.StartsWith(InTheWay(organizer), StringComparison.Ordinal)
                || entry.Detail == Note(organizer, [])))
        ?.Detail;

    private static string Note(EmailAddress organizer, ImmutableArray<TenantFinding> findings) => findings.IsEmpty
        ? $"Teams is ready for {organizer}: nothing stands in the way any more"
        : InTheWay(organizer) + string.Join("; ", findings.Select(finding => finding.Sentence));

    private static string InTheWay(EmailAddress organizer) => $"Teams is not ready for {organizer}: ";
}
