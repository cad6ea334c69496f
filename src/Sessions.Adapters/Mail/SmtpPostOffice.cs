using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;
using Sessions.Invitations;

namespace Sessions.Adapters.Mail;

/// <summary>
/// Sends through a mail server, many messages over one connection, one at a time. Nothing is repeated here: when
/// the connection breaks after the text was sent, nobody knows whether it was taken (RFC 1047), and the outbox
/// repeats it under the same Message-ID.
/// </summary>
public sealed partial class SmtpPostOffice(IOptions<MailOptions> options, ILogger<SmtpPostOffice> logger)
    : IPostOffice, IAsyncDisposable
{
    // Many servers close a connection after some hundred messages, and one left alone after some minutes.
    private const int MessagesPerConnection = 100;

    private static readonly TimeSpan TrustedIdle = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestExchange = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _one = new(1, 1);

    private SmtpClient? _client;

    private int _sent;

    private long _lastUse;

    public async Task<string> SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        using var message = MimeWriter.Write(mail);
        await _one.WaitAsync(cancel);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(LongestExchange);
            return await SendOneAsync(message, limit.Token);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && SmtpFault.Covers(e))
        {
            throw SmtpFault.Of(e);
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _one.WaitAsync();
        try
        {
            await HangUpAsync();
        }
        finally
        {
            _one.Dispose();
        }
    }

    private async Task<string> SendOneAsync(MimeMessage message, CancellationToken cancel)
    {
        var client = await ReadyAsync(cancel);
        try
        {
            var answer = await client.SendAsync(MimeWriter.Format, message, cancel);
            _sent++;
            _lastUse = Environment.TickCount64;
            return answer;
        }
        catch (SmtpCommandException e) when (e.StatusCode != SmtpStatusCode.ServiceNotAvailable)
        {
            // The server refused this message and is ready for the next.
            _lastUse = Environment.TickCount64;
            throw;
        }
        catch
        {
            Drop();
            throw;
        }
    }

    private async Task<SmtpClient> ReadyAsync(CancellationToken cancel)
    {
        if (_client is not null && (_sent >= MessagesPerConnection || !await StillThereAsync(_client, cancel)))
            await HangUpAsync();

        return _client ??= await ConnectAsync(cancel);
    }

    // A connection the server closed meanwhile must not look like a message lost on the way.
    private async Task<bool> StillThereAsync(SmtpClient client, CancellationToken cancel)
    {
        if (!client.IsConnected)
            return false;

        if (Environment.TickCount64 - _lastUse < TrustedIdle.TotalMilliseconds)
            return true;

        try
        {
            await client.NoOpAsync(cancel);
            return true;
        }
        catch (Exception e) when (e is IOException or ProtocolException or CommandException)
        {
            return false;
        }
    }

    private async Task<SmtpClient> ConnectAsync(CancellationToken cancel)
    {
        var settings = options.Value;
        var security = MailOptionsCheck.Named<MailSecurity>(settings.Security) ?? MailSecurity.StartTls;
        var port = settings.Port > 0 ? settings.Port : UsualPort(security);
        var client = new SmtpClient();
        try
        {
            await client.ConnectAsync(
                await DialAsync(settings.Host, port, cancel), settings.Host, port, OptionsFor(security), cancel);
            if (settings.UserName.Length > 0)
                await client.AuthenticateAsync(settings.UserName, settings.Password, cancel);
        }
        catch
        {
            client.Dispose();
            throw;
        }

        (_sent, _lastUse) = (0, Environment.TickCount64);
        LogConnected(settings.Host, port);
        return client;
    }

    // MailKit's own socket waits 40 ms for each answer: small packets must leave at once.
    private static async Task<Socket> DialAsync(string host, int port, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task HangUpAsync()
    {
        if (_client is { IsConnected: true } client)
        {
            using var limit = new CancellationTokenSource(TrustedIdle);
            try
            {
                await client.DisconnectAsync(quit: true, limit.Token);
            }
            catch (Exception e) when (e is IOException or ProtocolException or CommandException
                or OperationCanceledException)
            {
                LogHangUp(e);
            }
        }

        Drop();
    }

    private void Drop()
    {
        _client?.Dispose();
        _client = null;
    }

    private static int UsualPort(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => 587,
        MailSecurity.Tls => 465,
        _ => 25,
    };

    private static SecureSocketOptions OptionsFor(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to the mail server {Host}:{Port}")]
    private partial void LogConnected(string host, int port);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The mail server was gone before the goodbye")]
    private partial void LogHangUp(Exception exception);
}
