using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Sessions.Adapters.Replies;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Worker.Looks;

/// <summary>
/// Reads what came into the organizers' mailboxes. What an answer says is recorded first and the message kept as
/// handled after it: a crash in between reads it once more, which changes nothing.
/// </summary>
internal sealed partial class RepliesLook(
    IReplySource source, IInboxBook book, ILedger ledger, IAgenda agenda, AnswerDesk answers, MailIdentity identity,
    IOptions<ReplyOptions> options, TimeProvider clock, ILogger<RepliesLook> logger)
{
    // How far back a mailbox is read the first time: replies may have been switched on late.
    private static readonly Duration FirstLookBack = Duration.FromDays(14);

    // Answers may still come for a while after the end, and are told to be too late.
    private static readonly Duration ReadOn = Duration.FromDays(1);

    public async Task RunAsync(AgendaItem item, CancellationToken cancel)
    {
        if (options.Value is not { AreRead: true, Interval: { } every })
        {
            await agenda.CompleteAsync(item, at: null, cancel);
            return;
        }

        var now = clock.GetCurrentInstant();
        foreach (var mailbox in source.MailboxesFor(await OrganizersAsync(now, cancel)))
            await TryReadAsync(mailbox, now, cancel);

        await agenda.CompleteAsync(item, clock.GetCurrentInstant() + every, cancel);
    }

    private async Task<ImmutableArray<EmailAddress>> OrganizersAsync(Instant now, CancellationToken cancel)
    {
        var organizers = new List<EmailAddress>();
        foreach (var id in await ledger.ListCoursesAsync(cancel))
        {
            var course = await ledger.FindCourseAsync(id, cancel);
            if (course?.Sessions.Any(s => now < s.Time.End + ReadOn) is true)
                organizers.Add(identity.From ?? course.Accepted.Instructor.Email);
        }

        return [.. organizers.Distinct()];
    }

    private async Task TryReadAsync(EmailAddress mailbox, Instant now, CancellationToken cancel)
    {
        try
        {
            await ReadAsync(mailbox, now, cancel);
        }
        catch (OutsideFaultException fault)
        {
            // The cursor stays: the next look begins where this one did.
            LogUnreadable(mailbox, fault.Kind, fault.Message);
            await answers.WarnAsync(mailbox, fault, cancel);
        }
    }

    private async Task ReadAsync(EmailAddress mailbox, Instant now, CancellationToken cancel)
    {
        var cursor = await book.FindCursorAsync(mailbox, cancel);
        await using var inbox = await source.OpenAsync(mailbox, cursor, now - FirstLookBack, cancel);
        var all = true;
        foreach (var item in inbox.Items)
            all &= await book.IsHandledAsync(mailbox, item.MessageId, cancel) || await HandleAsync(mailbox, inbox, item, cancel);

        if (all && inbox.Cursor != cursor)
            await book.SaveCursorAsync(mailbox, inbox.Cursor, cancel);
    }

    /// <returns>False for a message that is to be read again.</returns>
    private async Task<bool> HandleAsync(
        EmailAddress mailbox, IInbox inbox, InboxItem item, CancellationToken cancel)
    {
        var entry = await inbox.ReadAsync(item, cancel) is { } mail
            ? await answers.HandleAsync(mailbox, item, mail, cancel)
            : Gone(mailbox, item);
        if (entry is null)
            return false;

        if (entry.Outcome is InboxOutcome.Quarantined)
            LogQuarantined(mailbox, item.MessageId, entry.Detail);
        await book.KeepAsync(entry, cancel);
        return true;
    }

    private InboxEntry Gone(EmailAddress mailbox, InboxItem item) => new(
        mailbox, item.MessageId, item.ReceivedAt, clock.GetCurrentInstant(), InboxOutcome.Ignored, Course: null,
        "no longer there");

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mailbox {Mailbox} was not read ({Kind}): {Fault}")]
    private partial void LogUnreadable(EmailAddress mailbox, FaultKind kind, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Mailbox}: message {MessageId} is left for a person to see: {Why}")]
    private partial void LogQuarantined(EmailAddress mailbox, string messageId, string why);
}
