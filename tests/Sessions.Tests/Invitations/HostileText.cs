using CsCheck;

namespace Sessions.Tests.Invitations;

/// <summary>
/// What may stand in a title, a name or a description that somebody else typed or pasted: line breaks of every
/// kind, control characters, quotes, whole properties, halves of characters, scripts from right to left, emoji of
/// many parts; now and then ten kilobytes of it.
/// </summary>
internal static class HostileText
{
    private static readonly Gen<string> Scrap = Gen.OneOf(
        Gen.OneOf(
            "\r\n", "\r", "\n", "\r\n ", "\n\t", "\"", "'", "\\", "\\n", "\\\\", ",", ";", ":", "^n", "^'", "=",
            "\0", "\a", "\v", "\f", "\u007f", "\u0085", "\u2028", "\u2029", "\ufffd", "\ud83d", "\ude00", "\ufeff",
            "BEGIN:VEVENT", "END:VCALENDAR", "\r\nSUMMARY:Injected\r\n", "\r\nATTENDEE:mailto:eve@example.com",
            "\";X=\"", "👩‍👩‍👧‍👦", "😀😀😀😀😀😀😀😀", "مرحبا بالعالم", "\u202e", "שלום", "日本語", "é", "e\u0301", " ", "x"),
        Gen.String[0, 40],
        Gen.Char.Array[60, 90].Select(chars => new string(chars)));

    public static readonly Gen<string> Any =
        Gen.Frequency((20, Scrap.Array[0, 12].Select(string.Concat)), (1, Scrap.Select(Repeat)));

    private static string Repeat(string scrap) =>
        string.Concat(Enumerable.Repeat(scrap, 10_000 / Math.Max(1, scrap.Length)));
}
