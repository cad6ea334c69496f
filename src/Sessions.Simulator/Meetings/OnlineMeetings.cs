using System.Globalization;
using System.Text.Json.Nodes;
using Sessions.Simulator.Http;
using Sessions.Simulator.Stage;

namespace Sessions.Simulator.Meetings;

/// <summary>/users/{oid}/onlineMeetings: the organizer by object id, and nobody else.</summary>
internal static class OnlineMeetings
{
    public static Answer Create(Call call)
    {
        var organizer = Organizer(call);
        var body = call.Json();
        if (body.ContainsKey("externalId"))
        {
            throw GraphFailure.BadRequest("externalId is only accepted by createOrGet.");
        }

        var meeting = StoredMeeting.Alone(call.State, organizer);
        MeetingOptions.Change(meeting, body, call.Now);
        meeting.OwnSubject = body["subject"]?.GetValue<string>() ?? "";
        meeting.OwnStart = Time(body["startDateTime"]) ?? call.Now;
        meeting.OwnEnd = Time(body["endDateTime"]) ?? meeting.OwnStart.AddHours(1);
        call.State.Meetings.Add(meeting);
        return Answer.Created(Show(call, meeting));
    }

    /// <summary>There is no list of all meetings: the request must say which one it looks for.</summary>
    public static Answer Look(Call call)
    {
        var organizer = Organizer(call);
        var meeting = Named(call);
        if (meeting is null || meeting.Deleted)
        {
            throw GraphFailure.MeetingNotFound();
        }

        if (meeting.Organizer != organizer)
        {
            throw new GraphFailure(403, "Forbidden", "3003: User does not have access to lookup meeting.");
        }

        var known = call.Now >= meeting.Created + call.Switches.MeetingLookupLag;
        return known || call.Switches.MeetingLookupLagAnswer == LookupAnswer.EmptyList
            ? Answer.Ok(Odata.Page(call, Context(organizer), known ? [MeetingJson.Write(call, meeting)] : []))
            : throw GraphFailure.MeetingNotFound();
    }

    public static Answer Get(Call call) => Answer.Ok(Show(call, Find(call)));

    public static Answer Update(Call call)
    {
        var meeting = Find(call);
        var change = call.Json();
        var (start, end) = (Time(change["startDateTime"]), Time(change["endDateTime"]));
        if (start is null != end is null)
        {
            throw GraphFailure.BadRequest("startDateTime and endDateTime must be updated together.");
        }

        Playhouse.Settle(call.State, meeting);
        MeetingOptions.Change(meeting, change, call.Now);
        meeting.OwnSubject = change["subject"]?.GetValue<string>() ?? meeting.OwnSubject;
        (meeting.OwnStart, meeting.OwnEnd) = (start ?? meeting.OwnStart, end ?? meeting.OwnEnd);
        return Answer.Ok(Show(call, meeting));
    }

    /// <summary>The meeting of a path below one; a deleted event takes it along, unless it was held before.</summary>
    public static StoredMeeting Find(Call call)
    {
        var organizer = Organizer(call);
        var id = call.Route("meeting");
        var meeting = call.State.Meetings.FirstOrDefault(stored => stored.Id == id)
            ?? throw GraphFailure.MeetingNotFound();
        if (meeting.Organizer != organizer)
        {
            throw new GraphFailure(403, "Forbidden", "3003: User does not have access to lookup meeting.");
        }

        return meeting.Deleted && Playhouse.Sessions(call.State, meeting).Count == 0
            ? throw GraphFailure.MeetingNotFound()
            : meeting;
    }

    /// <summary>The same, for what is only served of meetings that stand on a calendar.</summary>
    public static StoredMeeting FindOnCalendar(Call call)
    {
        var meeting = Find(call);
        return meeting.Event is not null
            ? meeting
            : throw new GraphFailure(
                call.Switches.NotCalendarBackedStatus, "PreconditionFailed",
                "No iCalUid found for the meeting. This API is supported only for calendar backed OnlineMeeting.");
    }

    public static string Context(User organizer) => $"users('{organizer.Id}')/onlineMeetings";

    private static User Organizer(Call call) => call.Switches.AccessPolicy
        ? Users.ByObjectId(call)
        : throw new GraphFailure(403, "Forbidden", "No application access policy found for this app.");

    private static StoredMeeting? Named(Call call)
    {
        var wanted = Filter.Equality(call.Query("$filter") ?? "");
        return wanted?.Property.ToUpperInvariant() switch
        {
            "JOINWEBURL" => call.State.Meetings.FirstOrDefault(meeting => meeting.JoinUrl == wanted.Value.Value),
            "JOINMEETINGIDSETTINGS/JOINMEETINGID" => call.State.Meetings.FirstOrDefault(
                meeting => meeting.JoinMeetingId == wanted.Value.Value),
            _ => throw GraphFailure.BadRequest("Filter expression expected - $filter=joinWebUrl eq '{joinWebUrl}'."),
        };
    }

    private static JsonObject Show(Call call, StoredMeeting meeting) =>
        Odata.Entity(call, Context(meeting.Organizer), MeetingJson.Write(call, meeting));

    private static DateTimeOffset? Time(JsonNode? node) => node is null
        ? null
        : DateTimeOffset.Parse(node.GetValue<string>(), CultureInfo.InvariantCulture).ToUniversalTime();
}
