using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Utils;
using Sessions.Invitations;

namespace Sessions.Adapters.Mail;

/// <summary>
/// Mail as MIME, in the shape that Google, Exchange and their readers agree on: the entry once as the last
/// alternative, which makes buttons to answer with, and once as a file for readers that want one. Nothing in it is
/// drawn by chance or read from a clock: equal mails are equal bytes.
/// </summary>
public static class MimeWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>CRLF line ends, whatever the machine's are.</summary>
    public static FormatOptions Format { get; } = DosFormat();

    public static MimeMessage Write(OutgoingMail mail)
    {
        // Both from the beginning: MimeKit would ask the machine for an identity of its own, and throw it away.
        var message = new MimeMessage(
            new Header(HeaderId.Date, DateUtils.FormatDate(mail.Date.ToDateTimeOffset())),
            new Header(HeaderId.MessageId, $"<{mail.MessageId}>"))
        {
            Subject = mail.Subject,
            Body = mail.Calendar is { } calendar ? WithEntry(mail, calendar) : Alternatives(mail),
        };
        message.From.Add(Address(mail.From));
        message.To.Add(Address(mail.To));
        // RFC 3834 5: no automatic answer is wanted to an automatic mail. Replies to the invitation are wanted, so
        // Exchange is asked to hold back these two kinds only.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply");
        return message;
    }

    /// <summary>The message as it stands in a file or on the wire.</summary>
    public static byte[] ToBytes(MimeMessage message)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(Format, bytes, CancellationToken.None);
        return bytes.ToArray();
    }

    private static Multipart WithEntry(OutgoingMail mail, CalendarPart calendar)
    {
        var alternatives = Alternatives(mail);
        alternatives.Add(Entry(calendar));
        return new Multipart("mixed") { alternatives, EntryAsFile(calendar) }.Bounded(mail, "mixed");
    }

    private static MultipartAlternative Alternatives(OutgoingMail mail) => new MultipartAlternative
    {
        Readable("plain", mail.Text),
        Readable("html", mail.Html),
    }.Bounded(mail, "alternative");

    private static TextPart Readable(string subtype, string text)
    {
        var part = new TextPart(subtype);
        part.SetText(Utf8, text.ReplaceLineEndings("\r\n"));
        part.ContentTransferEncoding = ContentEncoding.QuotedPrintable;
        return part;
    }

    // Base64: quoted-printable has broken line ends on the way, and with them the recognition.
    private static TextPart Entry(CalendarPart calendar)
    {
        var part = new TextPart("calendar");
        part.SetText(Utf8, calendar.Ics);
        part.ContentType.Parameters["method"] = calendar.Method;
        part.ContentTransferEncoding = ContentEncoding.Base64;
        return part;
    }

    private static MimePart EntryAsFile(CalendarPart calendar) => new("application", "ics")
    {
        Content = new MimeContent(new MemoryStream(Utf8.GetBytes(calendar.Ics))),
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = "invite.ics" },
        ContentType = { Name = "invite.ics" },
        ContentTransferEncoding = ContentEncoding.Base64,
    };

    // "=_" cannot stand in quoted-printable or base64, so no body can hold a boundary (RFC 2045 6.7).
    private static T Bounded<T>(this T multipart, OutgoingMail mail, string name)
        where T : Multipart
    {
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes($"{mail.MessageId}\n{name}"));
        multipart.Boundary = $"=_{Convert.ToHexStringLower(seed.AsSpan(0, 12))}";
        return multipart;
    }

    private static MailboxAddress Address(Mailbox mailbox) => new(Utf8, mailbox.Name, mailbox.Address);

    private static FormatOptions DosFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
