using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Sessions.Adapters.Mail;

/// <summary>
/// Asks, where the server offers it (RFC 3461), to be told of failure and delay, under the Message-ID: so a report
/// about a mail can be laid beside the history.
/// </summary>
internal sealed class NotifyingSmtpClient(IProtocolLogger wire) : SmtpClient(wire)
{
    protected override string? GetEnvelopeId(MimeMessage message) => message.MessageId;

    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(
        MimeMessage message, MailboxAddress mailbox) =>
        DeliveryStatusNotification.Failure | DeliveryStatusNotification.Delay;
}
