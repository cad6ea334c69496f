using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;
using NodaTime;
using Sessions.Adapters.Replies;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Replies;

/// <summary>A mailbox over IMAP, against a real server.</summary>
[Trait("Service", "Imap")]
public sealed class ImapReplySourceTests(Dovecot server) : IClassFixture<Dovecot>
{
    private static readonly Instant Long = SystemClock.Instance.GetCurrentInstant() - Duration.FromDays(14);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_are_read_once_and_stay_unread()
    {
        using var owner = await SignInAsync("ana");
        await AppendAsync(owner, AnswerMails.Reply("one@example.net"), AnswerMails.Reply("two@example.net"));

        await using var first = await OpenAsync("ana", cursor: null);
        Assert.Equal(["one@example.net", "two@example.net"], first.Items.Select(i => i.MessageId));
        Assert.IsType<Answered>(ReplySorting.Sort((await first.ReadAsync(first.Items[1], Cancel))!));

        await AppendAsync(owner, AnswerMails.Reply("three@example.net"));
        await using var second = await OpenAsync("ana", first.Cursor);
        Assert.Equal("three@example.net", Assert.Single(second.Items).MessageId);

        await using var third = await OpenAsync("ana", second.Cursor);
        Assert.Equal((0, second.Cursor), (third.Items.Length, third.Cursor));
        var flags = await owner.Inbox.FetchAsync(0, -1, MessageSummaryItems.Flags, Cancel);
        Assert.All(flags, m => Assert.False(m.Flags!.Value.HasFlag(MessageFlags.Seen)));
    }

    [Fact]
    public async Task A_mailbox_that_was_made_anew_is_read_from_its_beginning()
    {
        using var owner = await SignInAsync("ben");
        await AppendAsync(owner, AnswerMails.Reply("one@example.net"));

        await using var inbox = await OpenAsync("ben", "1:4000000");

        Assert.Single(inbox.Items);
    }

    [Fact]
    public async Task A_message_beyond_the_limit_is_read_no_further()
    {
        using var owner = await SignInAsync("cleo");
        await AppendAsync(owner, AnswerMails.Mail("long@example.net", new Multipart("mixed")
        {
            AnswerMails.Part(AnswerMails.Calendar(), ContentEncoding.Base64),
            new TextPart("plain") { Text = new string('x', 2 * ReceivedMail.MostBytes) },
        }));

        await using var inbox = await OpenAsync("cleo", cursor: null);
        var mail = await inbox.ReadAsync(Assert.Single(inbox.Items), Cancel);

        Assert.True(mail!.IsCut);
        Assert.IsType<NotReadable>(ReplySorting.Sort(mail));
    }

    [Fact]
    public async Task A_message_that_is_gone_meanwhile_is_no_fault()
    {
        using var owner = await SignInAsync("dora");
        await AppendAsync(owner, AnswerMails.Reply("one@example.net"));
        await using var inbox = await OpenAsync("dora", cursor: null);
        await owner.Inbox.AddFlagsAsync(0, MessageFlags.Deleted, silent: true, Cancel);
        await owner.Inbox.ExpungeAsync(Cancel);

        Assert.Null(await inbox.ReadAsync(Assert.Single(inbox.Items), Cancel));
    }

    [Fact]
    public async Task A_wrong_password_is_a_matter_of_settings_and_is_not_repeated_in_words()
    {
        var options = Options("ana");
        options.Password = "wrong-password";

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => OpenAsync(options, null));

        Assert.Equal(FaultKind.Configuration, fault.Kind);
        Assert.DoesNotContain("wrong-password", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS_is_a_matter_of_settings()
    {
        var options = Options("ana");
        options.Security = "StartTls";

        Assert.Equal(
            FaultKind.Configuration,
            (await Assert.ThrowsAsync<OutsideFaultException>(() => OpenAsync(options, null))).Kind);
    }

    [Fact]
    public async Task A_server_that_is_away_is_asked_again_later()
    {
        var options = Options("ana");
        options.Port = 1;

        Assert.Equal(
            FaultKind.Transient,
            (await Assert.ThrowsAsync<OutsideFaultException>(() => OpenAsync(options, null))).Kind);
    }

    private Task<IInbox> OpenAsync(string user, string? cursor) => OpenAsync(Options(user), cursor);

    private static Task<IInbox> OpenAsync(ReplyOptions options, string? cursor) => new ImapReplySource(options)
        .OpenAsync(EmailAddress.Parse("becky.russell@example.org"), cursor, Long, Cancel);

    private ReplyOptions Options(string user) => new()
    {
        Source = "Imap",
        Host = "127.0.0.1",
        Port = server.Port,
        Security = "None",
        UserName = user,
        Password = Dovecot.Password,
    };

    private async Task<ImapClient> SignInAsync(string user)
    {
        var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None, Cancel);
        await client.AuthenticateAsync(user, Dovecot.Password, Cancel);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite, Cancel);
        return client;
    }

    private static async Task AppendAsync(ImapClient owner, params byte[][] messages)
    {
        foreach (var mime in messages)
        {
            using var bytes = new MemoryStream(mime);
            using var message = await MimeMessage.LoadAsync(bytes, Cancel);
            await owner.Inbox.AppendAsync(message, MessageFlags.None, Cancel);
        }
    }
}
