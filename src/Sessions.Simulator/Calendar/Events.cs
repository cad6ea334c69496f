using System.Globalization;
using System.Text.Json.Nodes;
using Sessions.Simulator.Http;
using Sessions.Simulator.Meetings;
using Sessions.Simulator.Stage;

namespace Sessions.Simulator.Calendar;

/// <summary>/users/{user}/events (user-post-events, event-update, event-delete, event-cancel).</summary>
internal static class Events
{
    public static Answer Create(Call call)
    {
        var mailbox = Users.Mailbox(call);
        var body = call.Json();
        var transaction = body["transactionId"]?.GetValue<string>();
        var canonical = CanonicalJson.Write(body);
        if (Repeated(call, mailbox, transaction) is { } earlier)
        {
            return Repeat(call, earlier, canonical);
        }

        var stored = NewEvent.Make(call, mailbox, body, transaction, canonical);
        if (body["isOnlineMeeting"]?.GetValue<bool>() == true && call.Switches.TeamsLicence)
        {
            stored.Meeting = StoredMeeting.For(call.State, mailbox, stored);
            stored.BodyHtml = JoinBlock.AppendTo(stored.BodyHtml, stored.Meeting);
            call.State.Meetings.Add(stored.Meeting);
        }

        call.State.Events.Add(stored);
        return Answer.Created(Show(call, stored));
    }

    public static Answer Get(Call call) => Answer.Ok(Show(call, Find(call)));

    public static Answer List(Call call)
    {
        var mailbox = Users.Mailbox(call);
        var standing = call.State.Events.Where(stored => stored.Mailbox == mailbox && stored.Deleted is null);
        var found = Filtered(call, standing).Select(stored => EventJson.Write(call, stored)).ToArray();
        return Answer.Ok(Odata.Page(call, Context(mailbox), found, 10));
    }

    public static Answer Update(Call call)
    {
        var stored = Find(call);
        var change = call.Json();
        var start = change["start"] is { } from ? EventTimes.Read(from) : stored.Start;
        var end = change["end"] is { } to ? EventTimes.Read(to) : stored.End;
        NewEvent.CheckOrder(start, end);
        Playhouse.Settle(call.State, stored.Meeting);
        (stored.Start, stored.End) = (start, end);
        stored.Subject = change["subject"]?.GetValue<string>() ?? stored.Subject;
        stored.BodyHtml = change["body"]?["content"]?.GetValue<string>() ?? stored.BodyHtml;
        stored.Attendees = change["attendees"]?.DeepClone() as JsonArray ?? stored.Attendees;
        stored.Modified = call.Now;
        stored.Version++;
        return Answer.Ok(Show(call, stored));
    }

    public static Answer Delete(Call call)
    {
        Remove(call, Find(call));
        return Answer.NoContent;
    }

    public static Answer Cancel(Call call)
    {
        var stored = Find(call);
        stored.CancelComment = call.Json()["comment"]?.GetValue<string>() ?? "";
        Remove(call, stored);
        return Answer.Accepted;
    }

    private static void Remove(Call call, StoredEvent stored)
    {
        Playhouse.Settle(call.State, stored.Meeting);
        stored.Deleted = call.Now;
    }

    private static StoredEvent Find(Call call)
    {
        var mailbox = Users.Mailbox(call);
        var id = call.Route("event");
        return call.State.Events.FirstOrDefault(
            stored => stored.Id == id && stored.Mailbox == mailbox && stored.Deleted is null)
            ?? throw GraphFailure.ItemNotFound();
    }

    private static StoredEvent? Repeated(Call call, User mailbox, string? transaction) => transaction is null
        ? null
        : call.State.Events.LastOrDefault(stored => stored.Mailbox == mailbox
            && stored.TransactionId == transaction
            && (stored.Deleted is null || call.Switches.TransactionsOutliveTheirEvent));

    private static Answer Repeat(Call call, StoredEvent earlier, string canonical)
    {
        if (earlier.FirstBody != canonical || earlier.Deleted is not null
            || call.Switches.RepeatedPost == RepeatedPost.Refused)
        {
            throw new GraphFailure(
                call.Switches.DuplicateTransactionStatus, "ErrorDuplicateTransactionId",
                "Your request can't be completed. The TransactionId specified in the request has already been used "
                + "to create a different event.");
        }

        var shown = Show(call, earlier);
        return call.Switches.RepeatedPost == RepeatedPost.Ok ? Answer.Ok(shown) : Answer.Created(shown);
    }

    private static IEnumerable<StoredEvent> Filtered(Call call, IEnumerable<StoredEvent> events)
    {
        if (call.Query("$filter") is not { } filter)
        {
            return events;
        }

        var (id, value) = Filter.ExtendedProperty(filter)
            ?? throw new GraphFailure(400, "ErrorInvalidUrlQueryFilter", "The query filter contains one or more "
                + "invalid nodes.");
        return events.Where(stored => stored.Properties.Any(property =>
            property.Key.Equals(id, StringComparison.OrdinalIgnoreCase) && property.Value == value));
    }

    private static JsonObject Show(Call call, StoredEvent stored) =>
        Odata.Entity(call, Context(stored.Mailbox), EventJson.Write(call, stored));

    private static string Context(User mailbox) =>
        string.Create(CultureInfo.InvariantCulture, $"users('{mailbox.Id}')/events");
}
