namespace Sessions.Ledger;

/// <summary>
/// What the history says of something that may stand in the way. The last such line stands until another follows,
/// so that whoever reads the history knows what still does.
/// </summary>
/// <param name="InTheWay">How a line begins that says what is wrong.</param>
/// <param name="Clear">The line that ends it.</param>
public sealed record StandingNote(string InTheWay, string Clear)
{
    /// <returns>Null when the history says so already, and when nothing was ever in the way.</returns>
    public Warned? Tell(IReadOnlyCollection<string> sentences, IEnumerable<HistoryEntry> history)
    {
        var told = Last(history);
        var note = sentences.Count == 0 ? Clear : InTheWay + string.Join("; ", sentences);
        return told == note || (told is null && sentences.Count == 0) ? null : new Warned(note);
    }

    /// <returns>What stands in the way, as it was last told; null when nothing does.</returns>
    public string? Standing(IEnumerable<HistoryEntry> history) =>
        Last(history) is { } told && told != Clear ? told : null;

    private string? Last(IEnumerable<HistoryEntry> history) => history
        .LastOrDefault(entry => entry.Event == EventName.Warning
            && (entry.Detail.StartsWith(InTheWay, StringComparison.Ordinal) || entry.Detail == Clear))
        ?.Detail;
}
