using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;
using Sessions.Adapters.Tests.Replies;
using Sessions.Hosts.Tests.Cli;

namespace Sessions.Hosts.Tests.Replies;

/// <summary><c>up</c>, and the mailbox to which learners answer, on a real IMAP server.</summary>
public sealed class AnsweredServer : IAsyncLifetime
{
    private const string Instructor = "iris";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Dovecot _imap = new();

    public UpServer Up { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await _imap.InitializeAsync();
        await StartAsync();
    }

    /// <summary>Starts it, or starts it again on the same data.</summary>
    public Task StartAsync() => Up.StartAsync(
        ("Sessions__Replies__Source", "Imap"), ("Sessions__Replies__Host", "127.0.0.1"),
        ("Sessions__Replies__Port", $"{_imap.Port}"), ("Sessions__Replies__Security", "None"),
        ("Sessions__Replies__UserName", Instructor), ("Sessions__Replies__Password", Dovecot.Password),
        ("Sessions__Replies__Every", "PT10S"));

    /// <summary>As a mail server does that accepts messages for the instructor.</summary>
    public async Task DeliverAsync(params byte[][] mails)
    {
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", _imap.Port, SecureSocketOptions.None, Cancel);
        await client.AuthenticateAsync(Instructor, Dovecot.Password, Cancel);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite, Cancel);
        foreach (var mime in mails)
        {
            using var bytes = new MemoryStream(mime);
            using var message = await MimeMessage.LoadAsync(bytes, Cancel);
            await client.Inbox.AppendAsync(message, MessageFlags.None, Cancel);
        }
    }

    /// <summary>Waits until the first session of a course has an answer from everyone but so many.</summary>
    public async Task<SessionReplies> AnsweredAsync(string course, int silent)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var session = (await Up.StatusAsync(course)).GetProperty("sessions")[0];
            var replies = SessionReplies.Of(session.GetProperty("replies"));
            if (replies.NoAnswer == silent || TimeProvider.System.GetElapsedTime(began) > Patience)
                return replies;

            await Task.Delay(250, Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Up.DisposeAsync();
        await _imap.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
