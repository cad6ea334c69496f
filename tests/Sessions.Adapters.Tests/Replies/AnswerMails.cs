using System.Text;
using MimeKit;

namespace Sessions.Adapters.Tests.Replies;

/// <summary>Answers as they arrive, packed as various mail programs pack them.</summary>
internal static class AnswerMails
{
    public const string Uid = "you-are-here.session-1.0198c0de000070008000000000000001@example.org";

    /// <summary>Exchange's: a zone of its own making, no ORGANIZER.</summary>
    public static string Calendar(string uid = Uid, string answer = "DECLINED", string method = "REPLY") =>
        $"""
        BEGIN:VCALENDAR
        METHOD:{method}
        PRODID:Microsoft Exchange Server 2010
        VERSION:2.0
        BEGIN:VEVENT
        ATTENDEE;PARTSTAT={answer};CN=Ana Ruíz:mailto:ana@example.net
        UID:{uid}
        SUMMARY:Declined: You are here
        DTSTART;TZID=Customized Time Zone 1:20251022T100000
        DTSTAMP:20251002T080000Z
        SEQUENCE:0
        END:VEVENT
        END:VCALENDAR
        """;

    public static byte[] Mail(
        string id, MimeEntity body, string from = "ana@example.net", string to = "becky.russell@example.org")
    {
        using var message = new MimeMessage
        {
            MessageId = id,
            Subject = "Declined: You are here",
            Body = body,
        };
        message.From.Add(MailboxAddress.Parse(from));
        message.To.Add(MailboxAddress.Parse(to));
        using var bytes = new MemoryStream();
        message.WriteTo(bytes);
        return bytes.ToArray();
    }

    public static byte[] Reply(string id, string? calendar = null, ContentEncoding packed = ContentEncoding.Base64) =>
        Mail(id, Nested(Part(calendar ?? Calendar(), packed)));

    public static TextPart Part(string calendar, ContentEncoding packed)
    {
        var part = new TextPart("calendar") { ContentTransferEncoding = packed };
        part.SetText(Encoding.UTF8, calendar);
        part.ContentType.Parameters["method"] = "REPLY";
        return part;
    }

    public static Multipart Nested(MimeEntity calendar) => new("mixed")
    {
        new Multipart("related")
        {
            new MultipartAlternative { new TextPart("plain") { Text = "I can't." }, calendar },
        },
    };

    public static MimePart Attached(string calendar, string type, string subtype, string name) => new(type, subtype)
    {
        Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(calendar))),
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = name },
        ContentTransferEncoding = ContentEncoding.Base64,
    };
}
