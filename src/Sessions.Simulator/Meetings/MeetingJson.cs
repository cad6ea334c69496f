using System.Text.Json.Nodes;
using Sessions.Simulator.Http;

namespace Sessions.Simulator.Meetings;

/// <summary>An online meeting as Graph shows it.</summary>
internal static class MeetingJson
{
    public static JsonObject Write(Call call, StoredMeeting meeting)
    {
        var json = new JsonObject
        {
            ["id"] = meeting.Id,
            ["creationDateTime"] = Odata.Time(meeting.Created),
            ["startDateTime"] = Odata.Time(meeting.Start),
            ["endDateTime"] = Odata.Time(meeting.End),
            ["joinWebUrl"] = meeting.JoinUrl,
            ["subject"] = meeting.Subject,
            ["externalId"] = null,
            ["autoAdmittedUsers"] = "everyone",
            ["videoTeleconferenceId"] = null,
            ["participants"] = new JsonObject
            {
                ["organizer"] = Organizer(call.State, meeting.Organizer),
                ["attendees"] = new JsonArray(),
            },
            ["audioConferencing"] = null,
            ["chatInfo"] = new JsonObject
            {
                ["threadId"] = meeting.ThreadId,
                ["messageId"] = "0",
                ["replyChainMessageId"] = null,
            },
            ["joinMeetingIdSettings"] = new JsonObject
            {
                ["isPasscodeRequired"] = false,
                ["joinMeetingId"] = meeting.JoinMeetingId,
                ["passcode"] = null,
            },
        };
        foreach (var (name, value) in meeting.Options)
        {
            json[name] = value?.DeepClone();
        }

        if (call.Switches.UnknownValues)
        {
            json["allowedPresenters"] = "unknownFutureValue";
        }

        return json;
    }

    /// <summary>Whom artifacts name as their meeting's organizer.</summary>
    public static JsonObject Identity(Call call, User user) => new()
    {
        ["application"] = null,
        ["device"] = null,
        ["user"] = new JsonObject
        {
            ["@odata.type"] = "#microsoft.graph.teamworkUserIdentity",
            ["id"] = user.Id,
            ["displayName"] = null,
            ["userIdentityType"] = call.Switches.UnknownValues ? "somethingNewer" : "aadUser",
            ["tenantId"] = call.State.TenantId,
        },
    };

    private static JsonObject Organizer(TenantState state, User user) => new()
    {
        ["upn"] = user.Address,
        ["role"] = "presenter",
        ["identity"] = new JsonObject
        {
            ["application"] = null,
            ["device"] = null,
            ["user"] = new JsonObject
            {
                ["id"] = user.Id,
                ["displayName"] = null,
                ["tenantId"] = state.TenantId,
                ["identityProvider"] = "AAD",
            },
        },
    };
}
