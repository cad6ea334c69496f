using System.Globalization;
using System.Text;
using MimeKit;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Mail;

public sealed class MimeWriterTests
{
    [Fact]
    public void The_parts_stand_where_Google_and_Exchange_look_for_them()
    {
        using var message = Read(Mails.Write(MessageKind.Invitation));

        Assert.Equal(
            [
                "text/plain; charset=utf-8", "text/html; charset=utf-8",
                "text/calendar; charset=utf-8; method=REQUEST", "application/ics; name=invite.ics",
            ],
            message.BodyParts.Select(p => p.ContentType.ToString()[14..].Replace("\"", "", StringComparison.Ordinal)));
        var mixed = Assert.IsType<Multipart>(message.Body);
        Assert.Equal("mixed", mixed.ContentType.MediaSubtype);
        Assert.Equal(3, Assert.IsType<MultipartAlternative>(mixed[0]).Count);
    }

    [Theory]
    [InlineData(MessageKind.Reminder)]
    [InlineData(MessageKind.WatchLink)]
    public void A_mail_without_an_entry_is_its_alternatives_only(MessageKind kind)
    {
        using var message = Read(Mails.Write(kind));

        Assert.Equal(2, Assert.IsType<MultipartAlternative>(message.Body).Count);
    }

    [Fact]
    public void What_was_written_is_what_is_read()
    {
        var mail = Mails.Write(MessageKind.Update, sequence: 3);
        using var message = Read(mail);

        Assert.Equal(mail.Subject, message.Subject);
        Assert.Equal(mail.MessageId, message.MessageId);
        Assert.Equal(mail.Date.ToDateTimeOffset(), message.Date);
        Assert.Equal(("Ana Ruíz", "ana.ruiz@example.net"), Mailbox(message.To));
        Assert.Equal(("Becky Russell", "becky.russell@example.org"), Mailbox(message.From));
        Assert.Equal(mail.Text, message.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(mail.Html, message.HtmlBody!.ReplaceLineEndings("\n"));
        Assert.Equal("auto-generated", message.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("OOF, AutoReply", message.Headers["X-Auto-Response-Suppress"]);
    }

    [Fact]
    public void Both_copies_of_the_entry_are_its_very_bytes()
    {
        var mail = Mails.Write(MessageKind.Invitation);
        using var message = Read(mail);

        Assert.All(message.BodyParts.Skip(2).Cast<MimePart>(), part =>
        {
            using var bytes = new MemoryStream();
            part.Content!.DecodeTo(bytes, TestContext.Current.CancellationToken);
            Assert.Equal(mail.Calendar!.Ics, Encoding.UTF8.GetString(bytes.ToArray()));
        });
    }

    [Fact]
    public void Equal_mails_are_equal_bytes_in_every_culture()
    {
        var first = Mails.Bytes(Mails.Write(MessageKind.Invitation));
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");

            Assert.Equal(first, Mails.Bytes(Mails.Write(MessageKind.Invitation)));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void A_hostile_name_adds_no_header()
    {
        var plain = Mails.Write(MessageKind.Reminder);
        using var expected = Read(plain);
        using var message = Read(plain with
        {
            Subject = "x\r\nBcc: eve@example.com\r\n\r\nbody",
            To = plain.To with { Name = "a\r\nBcc: eve@example.com" },
        });

        Assert.Equal(expected.Headers.Select(h => h.Field), message.Headers.Select(h => h.Field));
        Assert.Equal("ana.ruiz@example.net", Assert.Single(message.To.Mailboxes).Address);
    }

    private static (string, string) Mailbox(InternetAddressList list) =>
        (list.Mailboxes.Single().Name!, list.Mailboxes.Single().Address);

    private static MimeMessage Read(OutgoingMail mail)
    {
        using var bytes = new MemoryStream(Mails.Bytes(mail));
        return MimeMessage.Load(bytes, TestContext.Current.CancellationToken);
    }
}
