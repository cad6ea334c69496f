namespace Sessions.Adapters.Tests.Parsers;

/// <summary>
/// icalendar 4.0.3 takes the escapes of RFC 5545 3.3.11 away twice (<c>Contentline.parts</c>, then
/// <c>vText.from_ical</c>), and percent signs in passing: "C:\new" gets a line break, "%2C" becomes a comma. There is
/// no other way to write such a text, and libical and ical.js read it; so what is expected of icalendar is said here,
/// step for step, and held against it as exactly as against the others.
/// </summary>
internal static class UnescapedTwice
{
    private static readonly (string Text, string Escaped)[] Escapes =
        [("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")];

    private static readonly (string Escaped, string Percent, string Text)[] First =
        [("\\,", "%2C", ","), ("\\:", "%3A", ":"), ("\\;", "%3B", ";"), ("\\\\", "%5C", "\\")];

    private static readonly (string Escaped, string Text)[] Second =
        [("\\N", "\\n"), ("\\n", "\n"), ("\\,", ","), ("\\;", ";"), ("\\\\", "\\")];

    public static string? Of(string? text)
    {
        if (text is null)
            return null;

        foreach (var (plain, escaped) in Escapes)
            text = text.Replace(plain, escaped, StringComparison.Ordinal);
        foreach (var (escaped, percent, _) in First)
            text = text.Replace(escaped, percent, StringComparison.Ordinal);
        foreach (var (_, percent, plain) in First)
            text = text.Replace(percent, plain, StringComparison.Ordinal);
        foreach (var (escaped, plain) in Second)
            text = text.Replace(escaped, plain, StringComparison.Ordinal);
        return text;
    }
}
