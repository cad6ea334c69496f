using System.Globalization;
using System.Text;

namespace Sessions.Courses;

/// <summary>
/// What may stand in a title or a name: anything printable, in any script. What could start a new header line in
/// a mail or a new property in a calendar may not.
/// </summary>
internal static class PlainText
{
    private const int ShownLength = 60;

    /// <returns>What is wrong with the text, as in "holds …"; null when nothing is.</returns>
    public static string? FlawIn(string text, bool linesAllowed = false)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
                i++;
            else if (char.IsSurrogate(text[i]))
                return $"half a character ({Code(text[i])})";
            else if (text[i] is '\uFFFD')
                return "a character that was lost (U+FFFD): the file was not saved as UTF-8";
            else if (IsControl(text[i]) && !(linesAllowed && text[i] is '\n' or '\t'))
                return text[i] is '\r' or '\n' ? "a line break" : $"the control character {Code(text[i])}";
        }

        return null;
    }

    public static bool IsControl(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';

    public static string Code(char c) => string.Create(CultureInfo.InvariantCulture, $"U+{(int)c:X4}");

    /// <summary>A text as a message may show it: in quotes, cut, nothing in it that moves the cursor.</summary>
    public static string Quote(string text)
    {
        var shown = new StringBuilder("'");
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length > ShownLength)
                return shown.Append("…'").ToString();

            if (Disturbs(rune))
                shown.Append(CultureInfo.InvariantCulture, $"<U+{rune.Value:X4}>");
            else
                shown.Append(rune.ToString());
        }

        return shown.Append('\'').ToString();
    }

    // The embedding and override characters would turn the rest of the message around.
    private static bool Disturbs(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is (>= 0x2028 and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
