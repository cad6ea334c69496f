using System.Text;
using MimeKit;
using Sessions.Adapters.Replies;
using Sessions.Courses;
using Sessions.Invitations;

namespace Sessions.Adapters.Tests.Replies;

public sealed class MimeReadingTests
{
    [Theory]
    [InlineData(ContentEncoding.Base64)]
    [InlineData(ContentEncoding.QuotedPrintable)]
    [InlineData(ContentEncoding.EightBit)]
    public async Task A_calendar_is_found_however_deep_it_lies_and_however_it_is_packed(ContentEncoding packed)
    {
        var mail = await ReadAsync(AnswerMails.Reply("a@example.net", packed: packed));

        var calendar = Assert.Single(mail.Calendars);
        Assert.Equal(("ana@example.net", "REPLY", false), (mail.From, calendar.Method, mail.IsCut));
        Assert.Equal(AnswerMails.Uid, Assert.Single(ITipReader.Read(calendar.Text).Entries).Uid);
        Assert.Contains("Ruíz", calendar.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", "calendar", "reply.ics")]
    [InlineData("application", "ics", "invite.ics")]
    [InlineData("application", "octet-stream", "Meeting.ICS")]
    public async Task A_calendar_that_is_only_attached_is_found(string type, string subtype, string name)
    {
        var mail = await ReadAsync(AnswerMails.Mail("a@example.net", new Multipart("mixed")
        {
            new TextPart("plain") { Text = "See attachment" },
            AnswerMails.Attached(AnswerMails.Calendar(), type, subtype, name),
        }));

        Assert.IsType<Answered>(ReplySorting.Sort(mail));
    }

    [Fact]
    public async Task What_lies_beyond_the_limit_is_not_read()
    {
        var after = AnswerMails.Mail("a@example.net", new Multipart("mixed")
        {
            Filler(), AnswerMails.Part(AnswerMails.Calendar(), ContentEncoding.Base64),
        });
        var before = AnswerMails.Mail("b@example.net", new Multipart("mixed")
        {
            AnswerMails.Part(AnswerMails.Calendar(), ContentEncoding.Base64), Filler(),
        });

        Assert.IsType<NotForUs>(ReplySorting.Sort(await ReadAsync(after)));
        Assert.IsType<NotReadable>(ReplySorting.Sort(await ReadAsync(before)));
    }

    [Theory]
    [InlineData("\0\0\0\0")]
    [InlineData("Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/calendar\r\n")]
    [InlineData("Content-Type: text/calendar; charset=nonsense; method=REPLY\r\nContent-Transfer-Encoding: base64\r\n\r\n####")]
    public async Task Whatever_comes_is_read_without_a_crash(string mime) =>
        Assert.IsNotType<Answered>(ReplySorting.Sort(await ReadAsync(Encoding.Latin1.GetBytes(mime))));

    [Fact]
    public async Task A_report_that_a_message_did_not_arrive_names_it()
    {
        var failure = (await ReadAsync(Encoding.ASCII.GetBytes(Bounce("failed")))).Failure;

        Assert.Equal(
            new FailedDelivery("abc@example.org", Ana, "smtp; 550 5.1.1 no such user"), failure);
    }

    [Theory]
    [InlineData("delayed")]
    [InlineData("delivered")]
    [InlineData("relayed")]
    public async Task A_report_of_anything_but_failure_is_none(string action) =>
        Assert.Null((await ReadAsync(Encoding.ASCII.GetBytes(Bounce(action)))).Failure);

    [Fact]
    public async Task A_report_that_returns_nothing_names_the_envelope_or_at_least_the_address()
    {
        var bare = Bounce("failed").Replace("Message-ID: <abc@example.org>\r\n", "", StringComparison.Ordinal);
        var envelope = bare.Replace(
            "Reporting-MTA:", "Original-Envelope-Id: <xyz@example.org>\r\nReporting-MTA:", StringComparison.Ordinal);
        var forwarded = bare.Replace(
            "Final-Recipient: rfc822; ana@", "Original-Recipient: rfc822;Ana@example.net\r\nFinal-Recipient: rfc822; a.ruiz@",
            StringComparison.Ordinal);

        Assert.Equal((null, Ana), await FailureAsync(bare));
        Assert.Equal(("xyz@example.org", Ana), await FailureAsync(envelope));
        Assert.Equal((null, Ana), await FailureAsync(forwarded));
        Assert.Equal((null, null), await FailureAsync(bare.Replace("Final-Recipient: rfc822;", "X-Nobody:", StringComparison.Ordinal)));
    }

    private static EmailAddress Ana => EmailAddress.Parse("ana@example.net");

    private static async Task<(string?, EmailAddress?)> FailureAsync(string mime) =>
        (await ReadAsync(Encoding.ASCII.GetBytes(mime))).Failure is { } failure ? (failure.MessageId, failure.To) : default;

    private static TextPart Filler() => new("plain") { Text = new string('x', ReceivedMail.MostBytes) };

    private static string Bounce(string action) =>
        $"""
        From: MAILER-DAEMON@example.net
        Auto-Submitted: auto-replied
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: text/plain

        Sorry.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.net

        Final-Recipient: rfc822; ana@example.net
        Action: {action}
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 no such user
        --b
        Content-Type: text/rfc822-headers

        Message-ID: <abc@example.org>
        Subject: You are here
        --b--
        """.ReplaceLineEndings("\r\n");

    private static async Task<ReceivedMail> ReadAsync(byte[] mime)
    {
        using var stream = new MemoryStream(mime);
        return (await MimeReading.ReadAsync(stream, TestContext.Current.CancellationToken))!;
    }
}
