using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;
using Sessions.Invitations;

namespace Sessions.Adapters.Mail;

/// <summary>
/// Sends through a mail server over a few connections, each for many messages. Nothing is repeated here: when a
/// connection breaks after the text was sent, nobody knows whether it was taken (RFC 1047), and the fault says so.
/// </summary>
public sealed class SmtpPostOffice(IOptions<MailOptions> options, ILogger<SmtpPostOffice> logger)
    : IPostOffice, IAsyncDisposable
{
    private static readonly TimeSpan LongestExchange = TimeSpan.FromMinutes(2);

    // When the host stops: most servers answer within it, and a host waits 30 s for its jobs.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _free = new(options.Value.Connections, options.Value.Connections);

    private readonly ConcurrentStack<SmtpConnection> _open = [];

    private readonly SmtpDoor _door = new();

    public int AtOnce => options.Value.Connections;

    public async Task<string> SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        using var message = MimeWriter.Write(mail);
        await _free.WaitAsync(cancel);
        try
        {
            var connection = await ReadyAsync(cancel);
            cancel.ThrowIfCancellationRequested();
            return await SendAsync(connection, message, cancel);
        }
        finally
        {
            _free.Release();
        }
    }

    public async Task RestAsync()
    {
        while (_open.TryPop(out var connection))
            await connection.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await RestAsync();
        _free.Dispose();
    }

    // From here on it is not broken off at once: an exchange that is cut leaves a message in doubt.
    private async Task<string> SendAsync(SmtpConnection connection, MimeMessage message, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(LongestExchange);
        await using var stopping = cancel.UnsafeRegister(_ => limit.CancelAfter(Grace), null);
        try
        {
            var answer = await connection.SendAsync(message, limit.Token);
            _open.Push(connection);
            return answer;
        }
        catch (Exception e) when (SmtpFault.Covers(e))
        {
            // A refused message leaves the server ready for the next one.
            if (SmtpFault.IsAnswer(e) && connection.IsUsable)
                _open.Push(connection);
            else
                connection.Drop();

            throw SmtpFault.Of(e, connection.TextLeft);
        }
    }

    private async Task<SmtpConnection> ReadyAsync(CancellationToken cancel)
    {
        while (_open.TryPop(out var connection))
        {
            if (await connection.IsStillThereAsync(cancel))
                return connection;

            await connection.DisposeAsync();
        }

        return await _door.OpenAsync(stop => SmtpConnection.OpenAsync(options.Value, logger, stop), cancel);
    }
}
