namespace Sessions.Courses;

/// <summary>What someone who mistyped most likely meant.</summary>
internal static class Nearest
{
    private const int LongestWorthComparing = 64;

    /// <returns>The candidate with the fewest edits, case not counted; null when none is near.</returns>
    public static string? To(string text, IEnumerable<string> candidates)
    {
        if (text.Length is 0 or > LongestWorthComparing)
            return null;

        var typed = text.ToUpperInvariant();
        var (best, edits) = candidates
            .Where(c => Math.Abs(c.Length - text.Length) <= Tolerance(text))
            .Select(c => (Candidate: c, Edits: Distance(typed, c.ToUpperInvariant())))
            .OrderBy(c => c.Edits)
            .FirstOrDefault((null!, int.MaxValue));
        return edits <= Tolerance(text) ? best : null;
    }

    private static int Tolerance(string text) => text.Length switch { < 4 => 1, < 9 => 2, _ => 3 };

    // Levenshtein 1966, one row at a time.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
