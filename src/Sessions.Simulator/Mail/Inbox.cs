using System.Globalization;
using System.Text.Json.Nodes;
using Sessions.Simulator.Http;

namespace Sessions.Simulator.Mail;

/// <summary>/users/{user}/mailFolders/inbox/messages and /messages/{id}/$value (user-list-messages, message-get).</summary>
internal static class Inbox
{
    public static InboxMessage Deliver(TenantState state, string mailbox, byte[] mime)
    {
        var number = state.Inbox.Count.ToString(CultureInfo.InvariantCulture);
        var message = new InboxMessage(
            state.Dice.Guid("inbox", number).ToString("N"), mailbox.ToLowerInvariant(), state.Now,
            MimeHeaders.Value(mime, "Message-ID"), MimeHeaders.Value(mime, "Subject"), mime);
        state.Inbox.Add(message);
        return message;
    }

    public static Answer List(Call call)
    {
        var mailbox = Users.Mailbox(call);
        var since = Since(call);
        var found = call.State.Inbox
            .Where(message => message.Mailbox == mailbox.Address && message.Received >= since)
            .OrderBy(message => message.Received)
            .Select(Show)
            .ToArray();
        return Answer.Ok(Odata.Page(call, $"users('{mailbox.Id}')/mailFolders('inbox')/messages", found, 10));
    }

    public static Answer Mime(Call call)
    {
        var (mailbox, id) = (Users.Mailbox(call), call.Route("message"));
        var found = call.State.Inbox.FirstOrDefault(message => message.Id == id && message.Mailbox == mailbox.Address)
            ?? throw GraphFailure.ItemNotFound();
        return new Answer(200) { Bytes = found.Content.ToArray(), ContentType = "text/plain" };
    }

    private static DateTimeOffset Since(Call call)
    {
        if (call.Query("$filter") is not { } filter)
        {
            return DateTimeOffset.MinValue;
        }

        return Filter.NotBefore(filter, "receivedDateTime")
            ?? throw new GraphFailure(
                400, "ErrorInvalidUrlQueryFilter", "The query filter contains one or more invalid nodes.");
    }

    private static JsonObject Show(InboxMessage message) => new()
    {
        ["id"] = message.Id,
        ["receivedDateTime"] = message.Received.UtcDateTime.ToString(
            "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["internetMessageId"] = message.MessageId,
        ["subject"] = message.Subject,
        ["isRead"] = false,
    };
}
