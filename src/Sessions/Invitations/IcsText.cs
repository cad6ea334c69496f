using System.Text;

namespace Sessions.Invitations;

/// <summary>
/// What Ical.Net 5.2.4 leaves undone: it writes a line break in a parameter as a line break, so that a name could
/// bring properties of its own, lets control characters through, and folds inside surrogate pairs. Every text
/// passes here before it, and every result after it.
/// </summary>
public static class IcsText
{
    /// <summary>RFC 5545 3.1: octets a line may have, its line break not counted.</summary>
    public const int LineOctets = 75;

    private const string LineBreak = "\r\n";

    /// <summary>Without control characters and lone surrogates; every kind of line break becomes <c>\n</c>.</summary>
    public static string Lines(string text)
    {
        // Most texts hold letters of ASCII alone, and every mail passes here many times.
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
            return text.Trim();

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value == '\n')
                clean.Append('\n');
            else if (rune.Value == '\t')
                clean.Append(' ');
            else if (rune != Rune.ReplacementChar && !Rune.IsControl(rune))
                Append(clean, rune);
        }

        return clean.ToString().Trim();
    }

    /// <summary>The same on one line: for headings, names and addresses.</summary>
    public static string Line(string text) => Lines(text).Replace('\n', ' ');

    /// <summary>
    /// The same for a parameter's value, which has no way to say a quote (RFC 5545 3.2). The caret goes too: some
    /// readers decode it (RFC 6868), others show it.
    /// </summary>
    public static string Parameter(string text) =>
        Line(text).Replace('"', '\'').Replace("^", "", StringComparison.Ordinal).Trim();

    /// <summary>Unfolds, and folds again by octets, never inside a character.</summary>
    public static string Refold(string ics)
    {
        var folded = new StringBuilder(ics.Length);
        foreach (var line in Unfold(ics).Split(LineBreak, StringSplitOptions.RemoveEmptyEntries))
        {
            Fold(line, folded);
            folded.Append(LineBreak);
        }

        return folded.ToString();
    }

    private static string Unfold(string ics) => ics
        .Replace(LineBreak + " ", "", StringComparison.Ordinal)
        .Replace(LineBreak + "\t", "", StringComparison.Ordinal);

    private static void Fold(string line, StringBuilder folded)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            octets += rune.Utf8SequenceLength;
            if (octets > LineOctets)
            {
                folded.Append(LineBreak).Append(' ');
                octets = 1 + rune.Utf8SequenceLength;
            }

            Append(folded, rune);
        }
    }

    private static void Append(StringBuilder text, Rune rune)
    {
        Span<char> characters = stackalloc char[2];
        text.Append(characters[..rune.EncodeToUtf16(characters)]);
    }
}
