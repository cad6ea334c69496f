using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Sessions.Adapters.Tests.Mail;

/// <summary>
/// Reads a mail more strictly than any calendar does, and says what is wrong with it. Calendars are far too
/// tolerant to prove an invitation right: Thunderbird offers its buttons to an entry without UID, DTSTAMP,
/// ORGANIZER or ATTENDEE. MIME is taken apart by MimeKit, the calendar by hand: no library that wrote it reads it.
/// </summary>
public static partial class MailLint
{
    private const int LongestMailLine = 998;

    private const int LongestCalendarLine = 75;

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly string[] Once =
        ["UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "ORGANIZER", "ATTENDEE", "SUMMARY", "STATUS"];

    private static readonly string[] AtMostOnce =
        ["DESCRIPTION", "LOCATION", "URL", "TRANSP", "LAST-MODIFIED", "CREATED", "CLASS", "PRIORITY"];

    /// <returns>Every violation found; none for a mail that is right.</returns>
    public static IReadOnlyList<string> Check(byte[] eml)
    {
        using var message = Load(eml);
        return [.. OfLines(eml), .. OfHeaders(eml, message), .. OfBody(message)];
    }

    /// <summary>Over all mails in the order of sending: SEQUENCE and DTSTAMP rise, people stay.</summary>
    public static IReadOnlyList<string> CheckSeries(IEnumerable<byte[]> emls)
    {
        var wrong = new List<string>();
        var sent = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var told = new Dictionary<string, Told>(StringComparer.Ordinal);
        foreach (var eml in emls)
        {
            using var message = Load(eml);
            var id = message.MessageId ?? "";
            if (sent.TryGetValue(id, out var before))
            {
                if (!before.AsSpan().SequenceEqual(eml))
                    wrong.Add($"Message-ID {id} came twice with different bytes");

                continue;
            }

            sent.Add(id, eml);
            if (ToldBy(message) is { } now)
                wrong.AddRange(OfOrder(told, now));
        }

        return wrong;
    }

    private static MimeMessage Load(byte[] eml)
    {
        using var bytes = new MemoryStream(eml);
        return MimeMessage.Load(bytes);
    }

    private static IEnumerable<string> OfLines(byte[] eml)
    {
        if (!LineEndsAreCrLf(eml))
            yield return "mail: a line does not end with CRLF alone";

        if (LongestLine(eml) > LongestMailLine)
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

        foreach (var wrong in OfCalendar(bytes, message, entry.ContentType.Parameters["method"]))
            yield return wrong;
    }

    private static byte[] Decode(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes, CancellationToken.None);
        return bytes.ToArray();
    }

    private static IEnumerable<string> OfCalendar(byte[] ics, MimeMessage message, string? method)
    {
        var wrong = OfCalendarOctets(ics).ToList();
        if (TryReadLines(ics) is not { } lines)
            return [.. wrong, "calendar: not UTF-8 within each line"];

        wrong.AddRange(OfText(lines));
        if (Item.ReadAll(lines) is not { } items)
            return [.. wrong, "calendar: a line is no property"];

        return [.. wrong, .. OfStructure(items, method), .. OfProperties(items), .. OfPeople(items, message, method)];
    }

    private static IEnumerable<string> OfCalendarOctets(byte[] ics)
    {
        if (!LineEndsAreCrLf(ics) || !ics.AsSpan().EndsWith("\r\n"u8))
            yield return "calendar: a line does not end with CRLF alone";

        if (LongestLine(ics) > LongestCalendarLine)
            yield return $"calendar: a line is longer than {LongestCalendarLine} octets";

        if (!ics.AsSpan().StartsWith("BEGIN:VCALENDAR\r\n"u8))
            yield return "calendar: does not begin with BEGIN:VCALENDAR";
    }

    private static IEnumerable<string> OfText(IReadOnlyList<string> lines)
    {
        if (lines.Any(line => line.Contains('\uFFFD', StringComparison.Ordinal)))
            yield return "calendar: holds U+FFFD, the mark of a broken character";

        if (lines.Any(line => line.Any(char.IsControl)))
            yield return "calendar: holds a control character";
    }

    private static IEnumerable<string> OfStructure(IReadOnlyList<Item> items, string? method)
    {
        string[] expected = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR"];
        var marks = items.Where(i => i.Name is "BEGIN" or "END").Select(i => $"{i.Name}:{i.Value}");
        if (!marks.Where(m => !m.EndsWith(":STANDARD", StringComparison.Ordinal)
                && !m.EndsWith(":DAYLIGHT", StringComparison.Ordinal)
                && !m.EndsWith(":VTIMEZONE", StringComparison.Ordinal)).SequenceEqual(expected))
            yield return "calendar: not one VEVENT in one VCALENDAR";

        var own = items.Where(i => i.Component == "VCALENDAR").ToList();
        if (own.Count(i => i is { Name: "VERSION", Value: "2.0" }) != 1)
            yield return "calendar: VERSION:2.0 does not stand there exactly once";

        if (own.Count(i => i.Name == "PRODID") != 1)
            yield return "calendar: PRODID does not stand there exactly once";

        if (method is not ("REQUEST" or "CANCEL" or "DECLINECOUNTER"))
            yield return "calendar: the method parameter is none of REQUEST, CANCEL and DECLINECOUNTER";

        if (own.Count(i => i.Name == "METHOD" && i.Value == method) != 1
            || items.Count(i => i.Name == "METHOD") != 1)
            yield return "calendar: METHOD is not the method parameter, once, in VCALENDAR";
    }

    private static IEnumerable<string> OfProperties(IReadOnlyList<Item> items)
    {
        var own = items.Where(i => i.Component == "VEVENT").ToList();
        foreach (var name in Once.Where(name => own.Count(i => i.Name == name) != 1))
            yield return $"calendar: {name} does not stand there exactly once";

        foreach (var name in AtMostOnce.Where(name => own.Count(i => i.Name == name) > 1))
            yield return $"calendar: {name} stands there more than once";

        if (Value(own, "UID") is not { Length: > 0 })
            yield return "calendar: UID is empty";

        if (!int.TryParse(Value(own, "SEQUENCE"), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            yield return "calendar: SEQUENCE is no number";

        if (!UtcPattern.IsMatch(Value(own, "DTSTAMP") ?? ""))
            yield return "calendar: DTSTAMP is not in UTC";

        if (string.CompareOrdinal(Value(own, "DTSTART"), Value(own, "DTEND")) >= 0)
            yield return "calendar: DTEND is not after DTSTART";

        foreach (var time in own.Where(i => i.Name is "DTSTART" or "DTEND" && !HasZone(i, items)))
            yield return $"calendar: {time.Name} is neither in UTC nor in a zone the calendar holds once";
    }

    private static bool HasZone(Item time, IReadOnlyList<Item> items) =>
        time.Parameters.TryGetValue("TZID", out var zone)
            ? items.Count(i => i is { Name: "TZID", Component: "VTIMEZONE" } && i.Value == zone) == 1
            : UtcPattern.IsMatch(time.Value);

    private static IEnumerable<string> OfPeople(IReadOnlyList<Item> items, MimeMessage message, string? method)
    {
        var own = items.Where(i => i.Component == "VEVENT").ToList();
        var organizer = own.FirstOrDefault(i => i.Name == "ORGANIZER");
        var attendee = own.FirstOrDefault(i => i.Name == "ATTENDEE");
        if (!IsMailbox(organizer, message.From))
            yield return "calendar: ORGANIZER is not the mail's From";

        if (!IsMailbox(attendee, message.To))
            yield return "calendar: ATTENDEE is not the mail's To";

        if (organizer is not null && organizer.Parameters.ContainsKey("SENT-BY"))
            yield return "calendar: ORGANIZER has SENT-BY, which Gmail shows as an unknown organizer";

        if (method == "REQUEST" && (attendee?.Parameters.GetValueOrDefault("RSVP") != "TRUE"
            || attendee.Parameters.GetValueOrDefault("PARTSTAT") != "NEEDS-ACTION"))
            yield return "calendar: the attendee is not asked (RSVP=TRUE, PARTSTAT=NEEDS-ACTION)";

        if (method == "CANCEL" != (Value(own, "STATUS") == "CANCELLED"))
            yield return "calendar: STATUS:CANCELLED and METHOD:CANCEL do not stand together";

        if (method == "CANCEL" && Value(own, "SEQUENCE") == "0")
            yield return "calendar: a cancellation does not raise SEQUENCE";
    }

    private static bool IsMailbox(Item? person, InternetAddressList expected) =>
        person?.Value.StartsWith("mailto:", StringComparison.Ordinal) == true
        && Uri.UnescapeDataString(person.Value["mailto:".Length..]).Equals(
            expected.Mailboxes.FirstOrDefault()?.Address, StringComparison.OrdinalIgnoreCase);

    private static Told? ToldBy(MimeMessage message)
    {
        var entry = message.BodyParts.OfType<MimePart>()
            .FirstOrDefault(p => p.ContentType.IsMimeType("text", "calendar"));
        // Whoever declines a proposal tells nothing new: the entry's own SEQUENCE stands there again.
        if (entry is null || entry.ContentType.Parameters["method"] == "DECLINECOUNTER"
            || TryReadLines(Decode(entry)) is not { } lines || Item.ReadAll(lines) is not { } items)
            return null;

        return new Told(
            Value(items, "UID") ?? "",
            int.TryParse(Value(items, "SEQUENCE"), CultureInfo.InvariantCulture, out var sequence) ? sequence : -1,
            Value(items, "DTSTAMP") ?? "",
            Value(items, "ATTENDEE") ?? "",
            Value(items, "ORGANIZER") ?? "");
    }

    private static List<string> OfOrder(Dictionary<string, Told> told, Told now)
    {
        var wrong = new List<string>();
        if (told.TryGetValue(now.Uid, out var before))
        {
            if (now.Sequence <= before.Sequence)
                wrong.Add($"series: SEQUENCE of {now.Uid} does not rise: {before.Sequence}, then {now.Sequence}");

            if (string.CompareOrdinal(now.Stamp, before.Stamp) <= 0)
                wrong.Add($"series: DTSTAMP of {now.Uid} does not rise: {before.Stamp}, then {now.Stamp}");

            if (now.Attendee != before.Attendee || now.Organizer != before.Organizer)
                wrong.Add($"series: the people of {now.Uid} change");
        }

        told[now.Uid] = now;
        return wrong;
    }

    private static string? Value(IReadOnlyList<Item> items, string name) =>
        items.FirstOrDefault(i => i.Name == name && i.Component == "VEVENT")?.Value;

    private static bool LineEndsAreCrLf(byte[] bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r'))
                return false;

            if (bytes[i] == '\r' && (i + 1 == bytes.Length || bytes[i + 1] != '\n'))
                return false;
        }

        return true;
    }

    private static int LongestLine(byte[] bytes)
    {
        var (longest, length) = (0, 0);
        foreach (var octet in bytes)
        {
            length = octet == '\n' ? 0 : length + 1;
            longest = Math.Max(longest, octet == '\r' ? length - 1 : length);
        }

        return longest;
    }

    /// <returns>Unfolded; null when a physical line is not UTF-8 by itself.</returns>
    private static List<string>? TryReadLines(byte[] ics)
    {
        var lines = new List<string>();
        foreach (var range in ics.AsSpan().Split((byte)'\n'))
        {
            var physical = ics.AsSpan(range).TrimEnd((byte)'\r');
            if (physical.IsEmpty)
                continue;

            string text;
            try
            {
                text = Strict.GetString(physical);
            }
            catch (DecoderFallbackException)
            {
                return null;
            }

            if (text[0] is ' ' or '\t' && lines.Count > 0)
                lines[^1] += text[1..];
            else
                lines.Add(text);
        }

        return lines;
    }

    [GeneratedRegex(@"^\d{8}T\d{6}Z$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UtcPattern { get; }

    // RFC 5545 3.1: name *(";" param-name "=" param-value) ":" value; a quoted value holds no quote.
    [GeneratedRegex(
        """^(?<name>[A-Z0-9-]+)(?:;(?<key>[A-Z0-9-]+)=(?:"(?<of>[^"]*)"|(?<of>[^";:,]*)))*:(?<value>.*)$""",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LinePattern { get; }

    private sealed record Told(string Uid, int Sequence, string Stamp, string Attendee, string Organizer);

    /// <summary>One content line, and the component it stands in.</summary>
    private sealed record Item(
        string Component, string Name, IReadOnlyDictionary<string, string> Parameters, string Value)
    {
        /// <returns>Null when a line is no content line, or a component ends that did not begin.</returns>
        public static List<Item>? ReadAll(IReadOnlyList<string> lines)
        {
            var items = new List<Item>();
            var open = new Stack<string>(["-"]);
            foreach (var line in lines)
            {
                if (Read(line, open.Peek()) is not { } item)
                    return null;

                items.Add(item);
                if (item.Name == "BEGIN")
                    open.Push(item.Value);
                else if (item.Name == "END" && (open.Count == 1 || open.Pop() != item.Value))
                    return null;
            }

            return items;
        }

        private static Item? Read(string line, string component)
        {
            var match = LinePattern.Match(line);
            if (!match.Success)
                return null;

            var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < match.Groups["key"].Captures.Count; i++)
            {
                if (!parameters.TryAdd(match.Groups["key"].Captures[i].Value, match.Groups["of"].Captures[i].Value))
                    return null;
            }

            return new Item(component, match.Groups["name"].Value, parameters, match.Groups["value"].Value);
        }
    }
}
