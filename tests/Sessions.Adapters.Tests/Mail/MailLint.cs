using MimeKit;

namespace Sessions.Adapters.Tests.Mail;

/// <summary>
/// Reads a mail more strictly than any calendar does, and says what is wrong with it. Calendars are far too
/// tolerant to prove an invitation right: Thunderbird offers its buttons to an entry without UID, DTSTAMP,
/// ORGANIZER or ATTENDEE. MIME is taken apart by MimeKit, the calendar by hand: no library that wrote it reads it.
/// </summary>
public static class MailLint
{
    private const int LongestMailLine = 998;

    /// <returns>Every violation found; none for a mail that is right.</returns>
    public static IReadOnlyList<string> Check(byte[] eml)
    {
        using var message = Load(eml);
        return [.. OfLines(eml), .. OfHeaders(eml, message), .. OfBody(message)];
    }

    /// <summary>Over all mails in the order of sending: SEQUENCE and DTSTAMP rise, people stay.</summary>
    public static IReadOnlyList<string> CheckSeries(IEnumerable<byte[]> emls)
    {
        var series = new MailSeries();
        foreach (var eml in emls)
        {
            using var message = Load(eml);
            series.Add(message, eml);
        }

        return series.Wrong;
    }

    internal static byte[] Decode(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes, CancellationToken.None);
        return bytes.ToArray();
    }

    private static MimeMessage Load(byte[] eml)
    {
        using var bytes = new MemoryStream(eml);
        return MimeMessage.Load(bytes);
    }

    private static IEnumerable<string> OfLines(byte[] eml)
    {
        if (!Octets.LineEndsAreCrLf(eml))
            yield return "mail: a line does not end with CRLF alone";

        if (Octets.LongestLine(eml) > LongestMailLine)
            yield return $"mail: a line is longer than {LongestMailLine} octets";
    }

    private static IEnumerable<string> OfHeaders(byte[] eml, MimeMessage message)
    {
        var head = eml.AsSpan(0, Math.Max(0, eml.AsSpan().IndexOf("\r\n\r\n"u8))).ToArray();
        if (head.Any(b => b > 126))
            yield return "mail: a header holds octets that are not ASCII";

        HeaderId[] needed =
            [HeaderId.MessageId, HeaderId.Date, HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.AutoSubmitted];
        foreach (var header in needed)
        {
            if (message.Headers.Count(h => h.Id == header) != 1)
                yield return $"mail: {header.ToHeaderName()} does not stand there exactly once";
        }

        if (message.From.Count != 1 || message.To.Count != 1 || message.Cc.Count + message.Bcc.Count > 0)
            yield return "mail: not from one mailbox to one mailbox";
    }

    private static IEnumerable<string> OfBody(MimeMessage message)
    {
        var parts = message.BodyParts.ToList();
        if (parts is not [TextPart { IsPlain: true }, TextPart { IsHtml: true }, ..])
            yield return "mail: plain text and HTML are not the first two parts";

        var entries = parts.Where(p => p.ContentType.IsMimeType("text", "calendar")).ToList();
        var files = parts.Where(p => p.ContentType.IsMimeType("application", "ics")).ToList();
        if (entries.Count == 0 && files.Count == 0)
            yield break;

        if (entries.Count != 1 || files.Count != 1 || parts.Count != 4)
        {
            yield return "mail: not one text/calendar part and one application/ics file";
            yield break;
        }

        foreach (var wrong in OfEntry(message, (MimePart)entries[0], (MimePart)files[0]))
            yield return wrong;
    }

    private static IEnumerable<string> OfEntry(MimeMessage message, MimePart entry, MimePart file)
    {
        if (message.Body is not Multipart { ContentType.MediaSubtype: "mixed" } mixed
            || mixed is not [MultipartAlternative { Count: 3 } alternative, _]
            || !ReferenceEquals(alternative[2], entry) || !ReferenceEquals(mixed[1], file))
            yield return "mail: text/calendar is not the last alternative, followed by its file";

        if (entry.ContentTransferEncoding != ContentEncoding.Base64
            || file.ContentTransferEncoding != ContentEncoding.Base64)
            yield return "mail: a calendar part is not in base64";

        if (!"utf-8".Equals(entry.ContentType.Charset, StringComparison.OrdinalIgnoreCase))
            yield return "mail: the calendar part's charset is not utf-8";

        var bytes = Decode(entry);
        if (!bytes.AsSpan().SequenceEqual(Decode(file)))
            yield return "mail: the two copies of the entry differ";

        var people = (message.From.Mailboxes.FirstOrDefault()?.Address, message.To.Mailboxes.FirstOrDefault()?.Address);
        foreach (var wrong in CalendarLint.Check(bytes, entry.ContentType.Parameters["method"], people))
            yield return wrong;
    }
}
