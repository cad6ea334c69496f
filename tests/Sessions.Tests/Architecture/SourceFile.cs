using System.Text.RegularExpressions;

namespace Sessions.Tests.Architecture;

/// <param name="Path">From the repository's root, with forward slashes.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>
    /// The text with comments and plain strings blanked out, every character still in its place. Interpolated
    /// strings stay: there is code in them.
    /// </summary>
    public string Code { get; } = NotCode().Replace(
        Text, match => match.Groups["interpolated"].Success ? match.Value : NotNewLine().Replace(match.Value, " "));

    public int LineOf(int index) => Text.AsSpan(0, index).Count('\n') + 1;

    /// <summary>The folder's name right under <paramref name="parent"/>; null for a file elsewhere.</summary>
    public string? FolderUnder(string parent)
    {
        if (!Path.StartsWith(parent + "/", StringComparison.Ordinal))
            return null;

        var rest = Path[(parent.Length + 1)..].Split('/');
        return rest.Length > 1 ? rest[0] : null;
    }

    [GeneratedRegex(
        """"
        (?<interpolated> \$+"""[\s\S]*?""" | (?: \$@ | @\$ ) "(?:[^"]|"")*" | \$"(?:\\.|[^"\\\n])*" )
        | """[\s\S]*?"""
        | @"(?:[^"]|"")*"
        | "(?:\\.|[^"\\\n])*"
        | '(?:\\.|[^'\\\n])+'
        | //[^\n]*
        | /\*[\s\S]*?\*/
        """",
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex NotCode();

    [GeneratedRegex(@"[^\r\n]", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex NotNewLine();
}
