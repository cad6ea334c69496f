using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Invitations;

namespace Sessions.Adapters.Replies;

/// <summary>One mailbox over IMAP; whoever organizes a course, the answers come there.</summary>
public sealed class ImapReplySource(ReplyOptions options) : IReplySource
{
    public ImmutableArray<EmailAddress> MailboxesFor(ImmutableArray<EmailAddress> organizers) =>
        EmailAddress.TryParse(options.UserName) is { } account ? [account] : [.. organizers.Take(1)];

    public async Task<IInbox> OpenAsync(EmailAddress mailbox, string? cursor, Instant since, CancellationToken cancel)
    {
        var inbox = new ImapInbox(options);
        try
        {
            await inbox.OpenAsync(cursor, since, cancel);
            return inbox;
        }
        catch
        {
            await inbox.DisposeAsync();
            throw;
        }
    }
}
