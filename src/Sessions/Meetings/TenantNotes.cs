using System.Collections.Immutable;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Meetings;

/// <summary>What the history is told of a check of the tenant, on the next session that it matters to.</summary>
public static class TenantNotes
{
    /// <returns>
    /// Null when the history says so already, when nothing was ever in the way, and when the tenant gave no answer.
    /// </returns>
    public static Warned? Of(
        EmailAddress organizer, ImmutableArray<TenantFinding> findings, IEnumerable<HistoryEntry> history) =>
        findings.Any(finding => finding.Trouble is TenantTrouble.Unreachable)
            ? null
            : About(organizer).Tell([.. findings.Select(finding => finding.Sentence)], history);

    /// <returns>What stands in the way, as it was last told; null when nothing does.</returns>
    public static string? Standing(EmailAddress organizer, IEnumerable<HistoryEntry> history) =>
        About(organizer).Standing(history);

    private static StandingNote About(EmailAddress organizer) => new(
        $"Teams is not ready for {organizer}: ",
        $"Teams is ready for {organizer}: nothing stands in the way any more");
}
