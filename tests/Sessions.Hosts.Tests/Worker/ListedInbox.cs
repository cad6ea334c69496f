using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Invitations;

namespace Sessions.Hosts.Tests.Worker;

/// <summary>A mailbox with one message in it, which is listed until the reader has got past it.</summary>
internal sealed class ListedInbox(InboxItem item, ReceivedMail mail) : IReplySource, IInbox
{
    private const string Past = "past it";

    public int Reads { get; private set; }

    public ImmutableArray<InboxItem> Items { get; private set; } = [];

    public string Cursor => Past;

    public ImmutableArray<EmailAddress> MailboxesFor(ImmutableArray<EmailAddress> organizers) => organizers;

    public Task<IInbox> OpenAsync(EmailAddress mailbox, string? cursor, Instant since, CancellationToken cancel)
    {
        Items = cursor == Past ? [] : [item];
        return Task.FromResult<IInbox>(this);
    }

    public Task<ReceivedMail?> ReadAsync(InboxItem item, CancellationToken cancel)
    {
        Reads++;
        return Task.FromResult<ReceivedMail?>(mail);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
