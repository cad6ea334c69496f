using System.Text;
using MimeKit;
using Sessions.Adapters.Mail;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Mail;

/// <summary>Every check of the linter, once with nothing to find and once with something planted.</summary>
public sealed class MailLintTests
{
    private static readonly OutgoingMail Invitation = Mails.Write(MessageKind.Invitation);

    private static readonly OutgoingMail Cancellation = Mails.Write(MessageKind.Cancellation, sequence: 1);

    [Theory]
    [InlineData(MessageKind.Invitation, 0)]
    [InlineData(MessageKind.Update, 1)]
    [InlineData(MessageKind.Cancellation, 2)]
    [InlineData(MessageKind.Reminder, 0)]
    [InlineData(MessageKind.WatchLink, 0)]
    [InlineData(MessageKind.Expiring, 0)]
    [InlineData(MessageKind.Summary, 0)]
    public void Every_mail_we_write_is_right(MessageKind kind, int sequence) =>
        Assert.Empty(MailLint.Check(Mails.Bytes(Mails.Write(kind, sequence))));

    [Theory]
    [InlineData("METHOD:REQUEST\r\n", "", "calendar: METHOD is not the method parameter, once, in VCALENDAR")]
    [InlineData(
        "METHOD:REQUEST", "METHOD:PUBLISH", "calendar: METHOD is not the method parameter, once, in VCALENDAR")]
    [InlineData("VERSION:2.0\r\n", "", "calendar: VERSION:2.0 does not stand there exactly once")]
    [InlineData("PRODID:", "X-PRODID:", "calendar: PRODID does not stand there exactly once")]
    [InlineData("DTSTAMP:20251001T160000Z", "DTSTAMP:20251001T160000", "calendar: DTSTAMP is not in UTC")]
    [InlineData("SEQUENCE:0", "SEQUENCE:x", "calendar: SEQUENCE is no number")]
    [InlineData("SUMMARY:", "X-SUMMARY:", "calendar: SUMMARY does not stand there exactly once")]
    [InlineData("STATUS:CONFIRMED\r\n", "", "calendar: STATUS does not stand there exactly once")]
    [InlineData(
        "STATUS:CONFIRMED", "STATUS:CANCELLED",
        "calendar: STATUS:CANCELLED and METHOD:CANCEL do not stand together")]
    [InlineData(
        "TRANSP:OPAQUE\r\n", "TRANSP:OPAQUE\r\nTRANSP:OPAQUE\r\n", "calendar: TRANSP stands there more than once")]
    [InlineData("mailto:becky.russell@", "mailto:someone@", "calendar: ORGANIZER is not the mail's From")]
    [InlineData("mailto:ana.ruiz@", "mailto:someone@", "calendar: ATTENDEE is not the mail's To")]
    [InlineData(
        "RSVP=TRUE", "RSVP=FALSE", "calendar: the attendee is not asked (RSVP=TRUE, PARTSTAT=NEEDS-ACTION)")]
    [InlineData(
        "ORGANIZER;", "ORGANIZER;SENT-BY=\"mailto:x@example.org\";",
        "calendar: ORGANIZER has SENT-BY, which Gmail shows as an unknown organizer")]
    [InlineData(
        "DTSTART:20251022T170000Z", "DTSTART;TZID=America/Los_Angeles:20251022T100000",
        "calendar: DTSTART is neither in UTC nor in a zone the calendar holds once")]
    [InlineData(
        "DTSTART:20251022T170000Z", "DTSTART:20251022T100000",
        "calendar: DTSTART is neither in UTC nor in a zone the calendar holds once")]
    [InlineData("DTEND:20251022T181500Z", "DTEND:20251022T160000Z", "calendar: DTEND is not after DTSTART")]
    [InlineData("SEQUENCE:0\r\n", "SEQUENCE:0\n", "calendar: a line does not end with CRLF alone")]
    [InlineData("SEQUENCE:0\r\n", "SEQUENCE:0\r\r\n", "calendar: a line does not end with CRLF alone")]
    [InlineData("\r\nEND:VCALENDAR\r\n", "\r\nEND:VCALENDAR", "calendar: a line does not end with CRLF alone")]
    [InlineData("BEGIN:VCALENDAR", " BEGIN:VCALENDAR", "calendar: does not begin with BEGIN:VCALENDAR")]
    [InlineData(
        "END:VEVENT\r\n", "END:VEVENT\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n",
        "calendar: not one VEVENT in one VCALENDAR")]
    [InlineData("SUMMARY:", "SUMMARY:\a", "calendar: holds a control character")]
    [InlineData("SUMMARY:", "SUMMARY:\ufffd", "calendar: holds U+FFFD, the mark of a broken character")]
    [InlineData("SUMMARY:", "SUMMARY", "calendar: a line is no property")]
    [InlineData("ORGANIZER;CN=Becky", "ORGANIZER;CN=\"Be\"cky", "calendar: a line is no property")]
    [InlineData(
        "SUMMARY:", "SUMMARY:0123456789012345678901234567890123456789",
        "calendar: a line is longer than 75 octets")]
    [InlineData("UID:", "X-UID:", "calendar: UID is empty")]
    [InlineData("SUMMARY:", "SUMMARY:a, b ", "calendar: SUMMARY holds what must be escaped")]
    [InlineData("SUMMARY:", "SUMMARY:\\x", "calendar: SUMMARY holds what must be escaped")]
    [InlineData(
        "SEQUENCE:0\r\n", "SEQUENCE:0\r\nRRULE:FREQ=WEEKLY\r\n", "calendar: RRULE makes several of one session")]
    [InlineData(
        "SEQUENCE:0\r\n", "SEQUENCE:0\r\nLAST-MODIFIED;TZID=PT:20251001T160000Z\r\n",
        "calendar: LAST-MODIFIED is not in UTC")]
    [InlineData("DTSTAMP:20251001T160000Z", "DTSTAMP:20251301T160000Z", "calendar: DTSTAMP is not in UTC")]
    [InlineData(
        "SEQUENCE:0\r\n", "SEQUENCE:0\r\nX-TOLD;TZID=PT:20251001T160000\r\n",
        "calendar: the zone PT has not exactly one VTIMEZONE")]
    [InlineData(
        "BEGIN:VEVENT\r\n", "BEGIN:VTIMEZONE\r\nTZID:PT\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\n",
        "calendar: nothing is in the zone PT, which has a VTIMEZONE")]
    public void A_planted_fault_in_the_entry_is_found(string right, string wrong, string said) =>
        Assert.Contains(said, MailLint.Check(Mails.Bytes(Planted(Invitation, right, wrong))));

    [Theory]
    [InlineData("UID:")]
    [InlineData("DTSTAMP:")]
    [InlineData("DTSTART:")]
    [InlineData("DTEND:")]
    [InlineData("SEQUENCE:")]
    [InlineData("ORGANIZER;")]
    [InlineData("ATTENDEE;")]
    public void A_missing_property_is_found(string name) =>
        Assert.Contains(
            $"calendar: {name[..^1]} does not stand there exactly once",
            MailLint.Check(Mails.Bytes(Planted(Invitation, name, "X-" + name))));

    [Theory]
    [InlineData("SEQUENCE:1", "SEQUENCE:0", "calendar: a cancellation does not raise SEQUENCE")]
    [InlineData(
        "STATUS:CANCELLED", "STATUS:CONFIRMED",
        "calendar: STATUS:CANCELLED and METHOD:CANCEL do not stand together")]
    public void A_planted_fault_in_a_cancellation_is_found(string right, string wrong, string said) =>
        Assert.Equal([said], MailLint.Check(Mails.Bytes(Planted(Cancellation, right, wrong))));

    [Fact]
    public void A_fold_inside_a_character_is_found()
    {
        var bytes = Encoding.UTF8.GetBytes(Invitation.Calendar!.Ics);
        var middle = bytes.AsSpan().IndexOf("人"u8) + 1;
        byte[] broken = [.. bytes[..middle], .. "\r\n "u8, .. bytes[middle..]];

        Assert.Contains("calendar: not UTF-8 within each line", Check(message =>
        {
            SetContent(message, 2, broken);
            SetContent(message, 3, broken);
        }));
    }

    [Fact]
    public void Two_different_copies_are_found() => Assert.Equal(
        ["mail: the two copies of the entry differ"],
        Check(message => SetContent(message, 3, Encoding.UTF8.GetBytes(Cancellation.Calendar!.Ics))));

    [Fact]
    public void A_method_that_is_not_the_parameters_is_found() => Assert.Contains(
        "calendar: METHOD is not the method parameter, once, in VCALENDAR",
        Check(message => Part(message, 2).ContentType.Parameters["method"] = "CANCEL"));

    [Fact]
    public void A_missing_method_parameter_is_found() => Assert.Contains(
        "calendar: the method parameter is none of REQUEST, CANCEL and DECLINECOUNTER",
        Check(message => Part(message, 2).ContentType.Parameters.Remove("method")));

    [Fact]
    public void Another_charset_is_found() => Assert.Equal(
        ["mail: the calendar part's charset is not utf-8"],
        Check(message => Part(message, 2).ContentType.Charset = "us-ascii"));

    [Fact]
    public void An_entry_in_quoted_printable_is_found() => Assert.Equal(
        ["mail: a calendar part is not in base64"],
        Check(message => Part(message, 2).ContentTransferEncoding = ContentEncoding.QuotedPrintable));

    [Fact]
    public void An_entry_that_is_only_attached_is_found() => Assert.Equal(
        ["mail: not one text/calendar part and one application/ics file"],
        Check(message => ((Multipart)((Multipart)message.Body!)[0]).RemoveAt(2)));

    [Fact]
    public void An_entry_that_is_not_the_last_alternative_is_found() => Assert.Equal(
        ["mail: plain text and HTML are not the first two parts",
            "mail: text/calendar is not the last alternative, followed by its file"],
        Check(message =>
        {
            var alternatives = (Multipart)((Multipart)message.Body!)[0];
            var entry = alternatives[2];
            alternatives.RemoveAt(2);
            alternatives.Insert(0, entry);
        }));

    [Fact]
    public void Two_recipients_are_found() => Assert.Equal(
        ["mail: not from one mailbox to one mailbox"],
        Check(message => message.To.Add(new MailboxAddress("", "bo@example.net"))));

    [Theory]
    [InlineData(HeaderId.AutoSubmitted, "Auto-Submitted")]
    [InlineData(HeaderId.MessageId, "Message-Id")]
    [InlineData(HeaderId.Date, "Date")]
    public void A_missing_header_is_found(HeaderId header, string name) => Assert.Equal(
        [$"mail: {name} does not stand there exactly once"],
        Check(message => message.Headers.RemoveAll(header)));

    [Fact]
    public void Bare_line_feeds_are_found()
    {
        var unix = Encoding.Latin1.GetBytes(
            Encoding.Latin1.GetString(Mails.Bytes(Invitation)).Replace("\r\n", "\n", StringComparison.Ordinal));

        Assert.Contains("mail: a line does not end with CRLF alone", MailLint.Check(unix));
    }

    [Fact]
    public void Letters_in_a_header_and_endless_lines_are_found()
    {
        byte[] eml = [.. "X-Planted: "u8, .. Encoding.UTF8.GetBytes(new string('é', 500)), .. "\r\n"u8,
            .. Mails.Bytes(Invitation)];

        Assert.Equal(
            ["mail: a line is longer than 998 octets", "mail: a header holds octets that are not ASCII"],
            MailLint.Check(eml));
    }

    [Fact]
    public void A_series_that_rises_is_right_and_a_repeat_is_no_new_message() => Assert.Empty(
        MailLint.CheckSeries([Mails.Bytes(Invitation), Mails.Bytes(Invitation), Mails.Bytes(Cancellation)]));

    [Fact]
    public void A_series_that_does_not_rise_is_found()
    {
        var uid = "you-are-here.session-1.0198c0de000070008000000000000001@example.org";

        Assert.Equal(
            [$"series: {uid} is cancelled before anyone was invited to it",
                $"series: SEQUENCE of {uid} does not rise: 1, then 0",
                $"series: DTSTAMP of {uid} does not rise: 20251001T160001Z, then 20251001T160000Z"],
            MailLint.CheckSeries([Mails.Bytes(Cancellation), Mails.Bytes(Invitation)]));
    }

    [Fact]
    public void A_repeat_with_other_bytes_is_found() => Assert.Equal(
        ["Message-ID Invitation.0@example.org came twice with different bytes"],
        MailLint.CheckSeries([Mails.Bytes(Invitation), Mails.Bytes(Invitation with { Subject = "Other" })]));

    [Fact]
    public void An_entry_that_changes_hands_is_found() => Assert.Equal(
        ["series: the people of you-are-here.session-1.0198c0de000070008000000000000001@example.org change"],
        MailLint.CheckSeries(
            [Mails.Bytes(Invitation), Mails.Bytes(Mails.Write(MessageKind.Update, 1, to: "bo@example.net"))]));

    [Fact]
    public void An_entry_may_move_to_another_address_once_it_is_taken_from_the_first() => Assert.Empty(
        MailLint.CheckSeries(
        [
            Mails.Bytes(Invitation), Mails.Bytes(Cancellation),
            Mails.Bytes(Mails.Write(MessageKind.Invitation, 2, to: "ana@example.com")),
        ]));

    private static OutgoingMail Planted(OutgoingMail mail, string right, string wrong)
    {
        var ics = mail.Calendar!.Ics;
        if (!ics.Contains(right, StringComparison.Ordinal))
            return Planted(mail, right, wrong, ics.Replace("\r\n ", "", StringComparison.Ordinal));

        return mail with { Calendar = mail.Calendar with { Ics = Replaced(ics, right, wrong) } };
    }

    // What stands across a fold is planted in the unfolded text, which is folded again.
    private static OutgoingMail Planted(OutgoingMail mail, string right, string wrong, string unfolded) => mail with
    {
        Calendar = mail.Calendar! with { Ics = IcsText.Refold(Replaced(unfolded, right, wrong)) },
    };

    private static string Replaced(string ics, string right, string wrong)
    {
        var at = ics.IndexOf(right, StringComparison.Ordinal);
        Assert.NotEqual(-1, at);
        return ics[..at] + wrong + ics[(at + right.Length)..];
    }

    private static IReadOnlyList<string> Check(Action<MimeMessage> plant)
    {
        using var message = MimeWriter.Write(Invitation);
        plant(message);
        return MailLint.Check(MimeWriter.ToBytes(message));
    }

    private static MimePart Part(MimeMessage message, int index) => (MimePart)message.BodyParts.ElementAt(index);

    private static void SetContent(MimeMessage message, int index, byte[] bytes) =>
        Part(message, index).Content = new MimeContent(new MemoryStream(bytes));
}
