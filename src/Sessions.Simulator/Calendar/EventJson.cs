using System.Globalization;
using System.Text.Json.Nodes;
using Sessions.Simulator.Http;
using Sessions.Simulator.Meetings;

namespace Sessions.Simulator.Calendar;

/// <summary>An event as Graph shows it.</summary>
internal static class EventJson
{
    public static JsonObject Write(Call call, StoredEvent stored)
    {
        var zone = EventTimes.PreferredZone(call);
        var etag = Convert.ToBase64String(call.State.Dice.Roll("etag", stored.Id, Number(stored.Version))[..15]);
        var json = new JsonObject
        {
            ["@odata.etag"] = $"W/\"{etag}\"",
            ["id"] = stored.Id,
            ["changeKey"] = etag,
            ["createdDateTime"] = Odata.Time(stored.Created),
            ["lastModifiedDateTime"] = Odata.Time(stored.Modified),
            ["iCalUId"] = stored.ICalUId,
            ["originalStartTimeZone"] = stored.OriginalZone,
            ["originalEndTimeZone"] = stored.OriginalZone,
            ["subject"] = stored.Subject,
            ["bodyPreview"] = stored.Subject,
            ["importance"] = "normal",
            ["sensitivity"] = "normal",
            ["isAllDay"] = false,
            ["isCancelled"] = false,
            ["isOrganizer"] = true,
            ["type"] = call.Switches.UnknownValues ? "unknownFutureValue" : "singleInstance",
            ["webLink"] = "https://outlook.office365.com/owa/?itemid=" + Uri.EscapeDataString(stored.Id),
            ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = stored.BodyHtml },
            ["start"] = EventTimes.Write(stored.Start, zone),
            ["end"] = EventTimes.Write(stored.End, zone),
            ["attendees"] = stored.Attendees.DeepClone(),
            ["organizer"] = Organizer(stored),
            ["responseStatus"] = new JsonObject { ["response"] = "organizer", ["time"] = "0001-01-01T00:00:00Z" },
            ["isOnlineMeeting"] = stored.Meeting is not null,
            ["onlineMeetingProvider"] = stored.Meeting is null ? "unknown" : "teamsForBusiness",
            ["onlineMeetingUrl"] = null,
            ["onlineMeeting"] = stored.Meeting is { } meeting ? OnlineMeeting(meeting) : null,
        };
        if (stored.TransactionId is not null)
        {
            json["transactionId"] = stored.TransactionId;
        }

        return Expanded(call, stored, json);
    }

    private static JsonObject Organizer(StoredEvent stored) => new()
    {
        ["emailAddress"] = new JsonObject
        {
            ["name"] = stored.Mailbox.DisplayName,
            ["address"] = stored.Mailbox.Address,
        },
    };

    private static JsonObject OnlineMeeting(StoredMeeting meeting) => new()
    {
        ["joinUrl"] = meeting.JoinUrl,
        ["conferenceId"] = meeting.ConferenceId,
        ["tollNumber"] = "+1 872-555-0100",
    };

    private static JsonObject Expanded(Call call, StoredEvent stored, JsonObject json)
    {
        if (Odata.Expands(call, "singleValueExtendedProperties"))
        {
            json["singleValueExtendedProperties"] = new JsonArray([.. stored.Properties.Select(
                property => new JsonObject { ["id"] = property.Key, ["value"] = property.Value })]);
        }

        return json;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
