using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Extensions;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Worker.Looks;

/// <summary>
/// Sends what is due. A message is marked before it is handed over and settled right after, each on its own: a
/// crash in between leaves one message in doubt, which goes out again under the same Message-ID.
/// </summary>
internal sealed partial class OutboxLook(
    IOutbox outbox, IAgenda agenda, IPostOffice post, MailRoom mails, TimeProvider clock, ILogger<OutboxLook> logger)
{
    private const int Batch = 50;

    private static readonly Duration Lease = Duration.FromMinutes(10);

    private static readonly Duration FirstWait = Duration.FromMinutes(1);

    private static readonly Duration LongestWait = Duration.FromHours(1);

    public async Task RunAsync(AgendaItem item, CancellationToken cancel)
    {
        while (true)
        {
            var now = clock.GetCurrentInstant();
            var messages = await outbox.TakeAsync(Batch, now, now + Lease, cancel);
            if (messages.IsEmpty)
                break;

            foreach (var message in messages)
                await SendAsync(message, cancel);
        }

        await agenda.CompleteAsync(item, await outbox.NextDueAsync(cancel), cancel);
    }

    private async Task SendAsync(OutboxMessage message, CancellationToken cancel)
    {
        if (await TryComposeAsync(message, cancel) is not { } mail)
            return;

        try
        {
            var answer = await post.SendAsync(mail, cancel);
            await outbox.SentAsync(message, clock.GetCurrentInstant(), answer, cancel);
        }
        catch (OutsideFaultException fault) when (fault.Kind is FaultKind.Permanent)
        {
            await outbox.RefuseAsync(message, clock.GetCurrentInstant(), fault.Message, cancel);
        }
        catch (OutsideFaultException fault)
        {
            LogDeferred(message.MessageId, fault.Message);
            await outbox.DeferAsync(message, clock.GetCurrentInstant() + Wait(message, fault), fault.Message, cancel);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification =
        "A message that cannot be written must not hold up those behind it: it is refused, loudly.")]
    private async Task<OutgoingMail?> TryComposeAsync(OutboxMessage message, CancellationToken cancel)
    {
        try
        {
            return mails.Compose(message);
        }
        catch (Exception e)
        {
            LogUnwritable(e, message.MessageId);
            await outbox.RefuseAsync(message, clock.GetCurrentInstant(), e.Message, cancel);
            return null;
        }
    }

    private static Duration Wait(OutboxMessage message, OutsideFaultException fault)
    {
        var wait = FirstWait;
        for (var i = 0; i < message.Attempts && wait < LongestWait; i++)
            wait += wait;
        return fault.RetryAfter ?? Duration.Min(wait, LongestWait);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} is kept for later: {Fault}")]
    private partial void LogDeferred(string messageId, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} could not be written")]
    private partial void LogUnwritable(Exception exception, string messageId);
}
