using System.Text.Json.Nodes;
using Sessions.Simulator.Http;

namespace Sessions.Simulator.Meetings;

/// <summary>What a meeting starts with, and what a PATCH may set (onlinemeeting-update).</summary>
internal static class MeetingOptions
{
    private static readonly Dictionary<string, string[]> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["allowedPresenters"] = ["everyone", "organization", "roleIsPresenter", "organizer"],
        ["allowMeetingChat"] = ["enabled", "disabled", "limited"],
        ["scope"] =
        [
            "organizer", "organization", "organizationAndFederated", "everyone", "invited",
            "organizationExcludingGuests",
        ],
    };

    public static JsonObject Defaults() => new()
    {
        ["isBroadcast"] = false,
        ["isEntryExitAnnounced"] = true,
        ["allowedPresenters"] = "everyone",
        ["allowRecording"] = true,
        ["allowTranscription"] = true,
        ["recordAutomatically"] = false,
        ["allowAttendeeToEnableCamera"] = true,
        ["allowAttendeeToEnableMic"] = true,
        ["allowMeetingChat"] = "enabled",
        ["allowTeamworkReactions"] = true,
        ["lobbyBypassSettings"] = new JsonObject { ["scope"] = "organization", ["isDialInBypassEnabled"] = false },
    };

    public static void Change(StoredMeeting meeting, JsonObject change, DateTimeOffset now)
    {
        if (change.ContainsKey("joinMeetingIdSettings"))
        {
            throw GraphFailure.BadRequest("joinMeetingIdSettings can't be changed after the meeting is created.");
        }

        CheckWords(change);
        foreach (var name in meeting.Options.Select(option => option.Key).ToArray())
        {
            if (change[name] is { } value)
            {
                meeting.Options[name] = Merged(meeting.Options[name], value);
            }
        }

        var records = meeting.Options["recordAutomatically"]!.GetValue<bool>();
        meeting.RecordsSince = records ? meeting.RecordsSince ?? now : null;
    }

    private static JsonNode Merged(JsonNode? old, JsonNode value)
    {
        if (old?.DeepClone() is not JsonObject merged || value is not JsonObject members)
        {
            return value.DeepClone();
        }

        foreach (var name in merged.Select(member => member.Key).ToArray())
        {
            merged[name] = members[name]?.DeepClone() ?? merged[name]?.DeepClone();
        }

        return merged;
    }

    private static void CheckWords(JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            if (value is JsonObject inner)
            {
                CheckWords(inner);
            }
            else if (Words.TryGetValue(name, out var known)
                && !known.Contains(value?.GetValue<string>(), StringComparer.OrdinalIgnoreCase))
            {
                throw GraphFailure.BadRequest($"Invalid value specified for property '{name}' of resource "
                    + "'onlineMeeting'.");
            }
        }
    }
}
