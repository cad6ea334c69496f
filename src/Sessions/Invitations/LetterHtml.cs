using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Sessions.Invitations;

/// <summary>A letter as HTML that mail programs show alike: no script, no picture, nothing fetched.</summary>
internal static class LetterHtml
{
    private const string Page =
        "margin:0;padding:16px;font-family:system-ui,'Segoe UI',Helvetica,Arial,sans-serif;font-size:16px;"
        + "line-height:1.5";

    private const string Button =
        "display:inline-block;padding:10px 18px;border-radius:4px;background:#0b5394;color:#ffffff;"
        + "font-weight:bold;text-decoration:none";

    // Letters of every script stay readable in the source; what HTML gives a meaning is always encoded.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Write(Letter letter) =>
        $"""
        <!DOCTYPE html>
        <html lang="{letter.Language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encode(letter.Title)}</title>
        </head>
        <body style="{Page}">
        <main style="max-width:38em">
        {string.Join('\n', letter.Passages.Select(Of))}
        </main>
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    private static string Of(Passage passage) => passage switch
    {
        Words words => $"<p>{Encode(words.Text).Replace("&#xA;", "<br>", StringComparison.Ordinal)}</p>",
        Hours hours => Of(hours),
        Door door => $"<p>{Link(door.Label, door.Address, $" style=\"{Button}\"")}</p>",
        Pointer pointer => $"<p>{Link(pointer.Label, pointer.Address, "")}</p>",
        _ => throw new ArgumentOutOfRangeException(nameof(passage), passage, message: null),
    };

    private static string Of(Hours hours) =>
        $"""
        <h1 dir="auto" style="margin:0;font-size:20px">{Encode(hours.Heading)}</h1>
        <p style="margin-top:4px"><time datetime="{hours.Machine}"><strong>{Encode(hours.Date)}</strong><br>
        {Encode(hours.Times)}</time></p>
        """;

    // Whatever is no web address is shown and leads nowhere: a script address must not become a link.
    private static string Link(string label, string address, string style) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? $"<a href=\"{Encode(address)}\"{style}>{Encode(label)}</a>"
            : $"{Encode(label)}: {Encode(address)}";

    private static string Encode(string text) => Encoder.Encode(text);
}
