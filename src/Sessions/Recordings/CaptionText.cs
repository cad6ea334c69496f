using System.Text;

namespace Sessions.Recordings;

/// <summary>What may be the text of a caption: no control characters, no blank lines, nothing around it.</summary>
internal static class CaptionText
{
    public static string Clean(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(CleanLine).Where(l => l.Length > 0);
        return string.Join('\n', lines);
    }

    private static string CleanLine(string line)
    {
        var clean = new StringBuilder(line.Length);
        foreach (var rune in line.EnumerateRunes())
            clean.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        return clean.ToString().Trim();
    }
}
