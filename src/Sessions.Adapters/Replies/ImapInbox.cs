using System.Collections.Immutable;
using System.Globalization;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using NodaTime;
using NodaTime.Extensions;
using Sessions.Invitations;

namespace Sessions.Adapters.Replies;

/// <summary>
/// A mailbox opened with EXAMINE: nothing becomes read by our reading. The cursor is its UIDVALIDITY and the highest
/// UID seen (RFC 9051 2.3.1.1); when the first changes, the UIDs say nothing any more.
/// </summary>
internal sealed class ImapInbox(ReplyOptions options) : IInbox
{
    private static readonly TimeSpan LongestExchange = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(5);

    private readonly ImapClient _client = new() { Timeout = (int)LongestExchange.TotalMilliseconds };

    public ImmutableArray<InboxItem> Items { get; private set; } = [];

    public string Cursor { get; private set; } = "";

    public Task OpenAsync(string? cursor, Instant since, CancellationToken cancel) => ImapFault.FoldingAsync(
        async () =>
        {
            await SignInAsync(cancel);
            return Items = await ListAsync(cursor, since, cancel);
        },
        options.Host,
        cancel);

    public Task<ReceivedMail?> ReadAsync(InboxItem item, CancellationToken cancel) =>
        ImapFault.FoldingAsync(() => ReadOneAsync(item, cancel), options.Host, cancel);

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(LongestGoodbye);
        try
        {
            if (_client.IsConnected)
                await _client.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception e) when (e is IOException or ProtocolException or CommandException
            or OperationCanceledException)
        {
            // All was read: a server that is gone before the goodbye loses nothing.
        }

        _client.Dispose();
    }

    private async Task SignInAsync(CancellationToken cancel)
    {
        var security = options.Wire ?? ReplySecurity.Tls;
        var port = options.Port > 0 ? options.Port : security is ReplySecurity.Tls ? 993 : 143;
        await _client.ConnectAsync(options.Host, port, OptionsFor(security), cancel);
        await _client.AuthenticateAsync(options.UserName, options.Password, cancel);
        await _client.Inbox.OpenAsync(FolderAccess.ReadOnly, cancel);
    }

    private async Task<ImmutableArray<InboxItem>> ListAsync(string? cursor, Instant since, CancellationToken cancel)
    {
        var (inbox, seen) = (_client.Inbox, Seen(cursor));
        var uids = await inbox.SearchAsync(NewerThan(seen, since), cancel);
        // "n:*" names the newest message even when it is older than n.
        var fresh = uids.Where(uid => uid.Id > seen).ToList();
        var newest = fresh.Select(uid => uid.Id).Append(seen).Max();
        Cursor = string.Create(CultureInfo.InvariantCulture, $"{inbox.UidValidity}:{newest}");
        if (fresh.Count == 0)
            return [];

        var listed = await inbox.FetchAsync(
            fresh, MessageSummaryItems.UniqueId | MessageSummaryItems.InternalDate | MessageSummaryItems.Envelope,
            cancel);
        return [.. listed.OrderBy(m => m.UniqueId.Id).Select(Item)];
    }

    /// <returns>0 where the cursor says nothing about this mailbox.</returns>
    private uint Seen(string? cursor) =>
        cursor?.Split(':') is [var known, var uid]
        && known == _client.Inbox.UidValidity.ToString(CultureInfo.InvariantCulture)
        && uint.TryParse(uid, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? last
            : 0;

    // IMAP compares days, by the server's own calendar: one more is asked for.
    private SearchQuery NewerThan(uint seen, Instant since) => seen > 0
        ? SearchQuery.Uids(new UniqueIdRange(new UniqueId(_client.Inbox.UidValidity, seen + 1), UniqueId.MaxValue))
        : SearchQuery.DeliveredAfter((since - Duration.FromDays(1)).ToDateTimeUtc());

    private InboxItem Item(IMessageSummary message)
    {
        var (uid, id) = (message.UniqueId.ToString(), message.Envelope?.MessageId?.Trim('<', '>', ' '));
        var none = string.Create(CultureInfo.InvariantCulture, $"uid:{_client.Inbox.UidValidity}:{uid}");
        return new InboxItem(
            uid, string.IsNullOrEmpty(id) ? none : id, (message.InternalDate ?? DateTimeOffset.UnixEpoch).ToInstant());
    }

    private async Task<ReceivedMail?> ReadOneAsync(InboxItem item, CancellationToken cancel)
    {
        try
        {
            // BODY.PEEK, and one octet more than is read, which tells a longer message.
            await using var mime = await _client.Inbox.GetStreamAsync(
                UniqueId.Parse(item.Handle), "", 0, ReceivedMail.MostBytes + 1, cancel);
            return await MimeReading.ReadAsync(mime, cancel);
        }
        catch (MessageNotFoundException)
        {
            return null;
        }
    }

    private static SecureSocketOptions OptionsFor(ReplySecurity security) => security switch
    {
        ReplySecurity.Tls => SecureSocketOptions.SslOnConnect,
        ReplySecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };
}
