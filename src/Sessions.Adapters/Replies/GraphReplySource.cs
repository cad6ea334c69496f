using System.Collections.Immutable;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item;
using Microsoft.Kiota.Abstractions;
using NodaTime;
using NodaTime.Text;
using Sessions.Adapters.Graph;
using Sessions.Invitations;
using EmailAddress = Sessions.Courses.EmailAddress;

namespace Sessions.Adapters.Replies;

/// <summary>Each organizer's inbox over Microsoft Graph: listed by when a message came, read as MIME, never written.</summary>
public sealed class GraphReplySource(GraphTenant tenant) : IReplySource
{
    // A message may be listed later than one that came after it.
    private static readonly Duration Overlap = Duration.FromMinutes(15);

    private const int PageSize = 100;

    public ImmutableArray<EmailAddress> MailboxesFor(ImmutableArray<EmailAddress> organizers) => organizers;

    public async Task<IInbox> OpenAsync(
        EmailAddress mailbox, string? cursor, Instant since, CancellationToken cancel)
    {
        var from = Read(cursor) is { } last ? last - Overlap : since;
        var listed = await tenant.AskAsync(
            GraphCall.ReadInbox, mailbox, user => ListAsync(user, from, cancel), cancel);
        ImmutableArray<InboxItem> items = [.. listed.Select(Item).OfType<InboxItem>().OrderBy(i => i.ReceivedAt)];
        var newest = items.IsEmpty ? Read(cursor) ?? since : items[^1].ReceivedAt;
        return new Inbox(tenant, mailbox, items, InstantPattern.ExtendedIso.Format(newest));
    }

    private static Instant? Read(string? cursor) =>
        cursor is not null && InstantPattern.ExtendedIso.Parse(cursor) is { Success: true, Value: var at } ? at : null;

    private static async Task<IReadOnlyList<Message>> ListAsync(
        UserItemRequestBuilder user, Instant from, CancellationToken cancel)
    {
        var messages = user.MailFolders["inbox"].Messages;
        return await GraphTenant.ReadPagesAsync(
            await messages.GetAsync(
                get =>
                {
                    var query = get.QueryParameters;
                    query.Filter = $"receivedDateTime ge {InstantPattern.General.Format(from)}";
                    query.Orderby = ["receivedDateTime"];
                    query.Select = ["id", "internetMessageId", "receivedDateTime"];
                    query.Top = PageSize;
                },
                cancel),
            page => page.Value,
            link => messages.WithUrl(link).GetAsync(cancellationToken: cancel));
    }

    private static InboxItem? Item(Message message) =>
        message is { Id: { } id, ReceivedDateTime: { } at }
            ? new InboxItem(id, message.InternetMessageId?.Trim('<', '>', ' ') is { Length: > 0 } given ? given : id,
                Instant.FromDateTimeOffset(at))
            : null;

    private sealed class Inbox(
        GraphTenant tenant, EmailAddress mailbox, ImmutableArray<InboxItem> items, string cursor) : IInbox
    {
        public ImmutableArray<InboxItem> Items => items;

        public string Cursor => cursor;

        public Task<ReceivedMail?> ReadAsync(InboxItem item, CancellationToken cancel) =>
            tenant.AskAsync(GraphCall.ReadInbox, mailbox, user => ReadAsync(user, item, cancel), cancel);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static async Task<ReceivedMail?> ReadAsync(
            UserItemRequestBuilder user, InboxItem item, CancellationToken cancel)
        {
            try
            {
                await using var mime = await user.Messages[item.Handle].Content.GetAsync(cancellationToken: cancel);
                return mime is null ? null : await MimeReading.ReadAsync(mime, cancel);
            }
            catch (ApiException e) when (GraphFaults.IsGone(e))
            {
                // Its owner moved or deleted it meanwhile, which is their right.
                return null;
            }
        }
    }
}
