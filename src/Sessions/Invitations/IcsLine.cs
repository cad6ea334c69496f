namespace Sessions.Invitations;

/// <summary>One content line (RFC 5545 3.1), its value as it stands.</summary>
/// <param name="Name">In upper case.</param>
internal sealed record IcsLine(string Name, IReadOnlyList<string> Parameters, string Value)
{
    /// <summary>Unfolded, whatever ends a line; what is no content line is left out.</summary>
    public static IEnumerable<IcsLine> ReadAll(string text) => Unfold(text).Select(Parse).OfType<IcsLine>();

    /// <returns>Null where it does not stand.</returns>
    public string? Parameter(string name) => Parameters
        .Select(p => p.Split('=', 2))
        .Where(pair => pair.Length == 2 && pair[0].Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(pair => pair[1].Trim('"', ' '))
        .FirstOrDefault();

    // A line break that some mail system doubled leaves empty lines, also within a folded one.
    private static List<string> Unfold(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] is ' ' or '\t' && lines.Count > 0)
                lines[^1] += line[1..];
            else
                lines.Add(line.TrimStart('\uFEFF'));
        }

        return lines;
    }

    private static IcsLine? Parse(string line)
    {
        var parts = new List<string>();
        var (from, quoted) = (0, false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
                quoted = !quoted;
            if (quoted || line[i] is not (':' or ';'))
                continue;

            parts.Add(line[from..i]);
            from = i + 1;
            if (line[i] == ':')
                return new IcsLine(parts[0].Trim().ToUpperInvariant(), parts[1..], line[from..].Trim());
        }

        return null;
    }
}
