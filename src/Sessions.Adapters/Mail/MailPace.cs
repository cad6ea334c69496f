using System.Collections.Concurrent;
using NodaTime;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Adapters.Mail;

/// <summary>
/// What Exchange Online lets one mailbox send (Exchange Online limits; Graph's throttling-limits): 4 requests at a
/// time, 30 messages in a minute, 10,000 recipients in 24 hours. Beyond it messages are put off before they are
/// sent, with the reason.
/// </summary>
/// <param name="outbox">Knows what has left in the last 24 hours, whichever process sent it.</param>
/// <param name="identity">Whether all mail comes from one mailbox.</param>
/// <param name="clock">The product's, since the ledger's instants are its.</param>
public sealed class MailPace(IOutbox outbox, MailIdentity identity, TimeProvider clock) : IDisposable
{
    public const int AtOnce = 4;

    public const int PerMinute = 30;

    public const int PerDay = 10_000;

    private readonly ConcurrentDictionary<EmailAddress, MailboxPace> _mailboxes = [];

    /// <returns>A place among those at a time, until it is disposed of.</returns>
    /// <exception cref="OutsideFaultException">Not now; nothing was sent.</exception>
    public Task<IDisposable> EnterAsync(EmailAddress mailbox, CancellationToken cancel) =>
        _mailboxes.GetOrAdd(mailbox, of => new MailboxPace(of, since => SentSinceAsync(of, since), clock))
            .EnterAsync(cancel);

    public void Dispose()
    {
        foreach (var mailbox in _mailboxes.Values)
            mailbox.Dispose();
    }

    private Task<int> SentSinceAsync(EmailAddress mailbox, Instant since) =>
        outbox.CountSentAsync(identity.From is null ? mailbox : null, since, CancellationToken.None);
}
