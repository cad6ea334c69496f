using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Sessions.Adapters.Mail;

/// <summary>One connection to the mail server, for one message at a time. What fails here comes as it was thrown.</summary>
internal sealed partial class SmtpConnection(SmtpClient client, TextWatch text, ILogger logger) : IAsyncDisposable
{
    // Many servers close a connection after some hundred messages.
    private const int MessagesPerConnection = 100;

    private static readonly TimeSpan TrustedIdle = TimeSpan.FromSeconds(5);

    private int _sent;

    private long _lastUse = Environment.TickCount64;

    /// <inheritdoc cref="TextWatch.Left"/>
    public bool TextLeft => text.Left;

    /// <summary>Connected, and fit for another message.</summary>
    public bool IsUsable => client.IsConnected && _sent < MessagesPerConnection;

    /// <summary>Signed in where settings say so.</summary>
    /// <param name="cancel">Bounds the dialling too.</param>
    public static async Task<SmtpConnection> OpenAsync(MailOptions settings, ILogger logger, CancellationToken cancel)
    {
        var security = settings.SecurityKind;
        var port = settings.Port > 0 ? settings.Port : SmtpSecurity.UsualPort(security);
        var text = new TextWatch();
        var client = new NotifyingSmtpClient(text);
        try
        {
            SmtpSecurity.Trust(client, settings);
            await client.ConnectAsync(
                await DialAsync(settings.Host, port, cancel), settings.Host, port, SmtpSecurity.Of(security), cancel);
            if (settings.UserName.Length > 0)
                await client.AuthenticateAsync(settings.UserName, settings.Password, cancel);
        }
        catch
        {
            client.Dispose();
            throw;
        }

        // In chunks a message would have no end that could be seen.
        client.Capabilities &= ~SmtpCapabilities.Chunking;
        LogConnected(logger, settings.Host, port);
        return new SmtpConnection(client, text, logger);
    }

    /// <summary>A connection that the server closed meanwhile must not look like a message lost on the way.</summary>
    public async Task<bool> IsStillThereAsync(CancellationToken cancel)
    {
        if (!IsUsable)
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

    /// <returns>The server's answer.</returns>
    public async Task<string> SendAsync(MimeMessage message, CancellationToken cancel)
    {
        text.Forget();
        try
        {
            var answer = await client.SendAsync(MimeWriter.Format, message, cancel);
            _sent++;
            return answer;
        }
        finally
        {
            _lastUse = Environment.TickCount64;
        }
    }

    /// <summary>Says goodbye, where somebody is there to hear it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (client.IsConnected)
        {
            using var limit = new CancellationTokenSource(TrustedIdle);
            try
            {
                await client.DisconnectAsync(quit: true, limit.Token);
            }
            catch (Exception e) when (e is IOException or ProtocolException or CommandException
                or OperationCanceledException)
            {
                LogHangUp(logger, e);
            }
        }

        client.Dispose();
    }

    /// <summary>After a fault nobody knows where the conversation stands.</summary>
    public void Drop() => client.Dispose();

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

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to the mail server {Host}:{Port}")]
    private static partial void LogConnected(ILogger logger, string host, int port);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The mail server was gone before the goodbye")]
    private static partial void LogHangUp(ILogger logger, Exception exception);
}
