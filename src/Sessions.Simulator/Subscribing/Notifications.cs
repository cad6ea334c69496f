using System.Text.Json.Nodes;
using Sessions.Simulator.Http;
using Sessions.Simulator.Stage;

namespace Sessions.Simulator.Subscribing;

/// <summary>What Graph posts about recordings and transcripts.</summary>
internal static class Notifications
{
    private const string Recordings = "/onlineMeetings/getAllRecordings";
    private const string Transcripts = "/onlineMeetings/getAllTranscripts";

    /// <summary>For everything of the subscribed user's meetings that has appeared since it was made.</summary>
    public static IEnumerable<(SimulatedSubscription Subscription, string Artifact, JsonObject Payload)> Of(
        TenantState state, SimulatedSubscription subscription)
    {
        var (suffix, kind) = subscription.Resource.EndsWith(Transcripts, StringComparison.OrdinalIgnoreCase)
            ? (Transcripts, "transcripts")
            : (Recordings, "recordings");
        if (!subscription.Resource.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        var user = subscription.Resource.Trim('/')["users/".Length..^suffix.Length];
        return
            from meeting in state.Meetings
            where meeting.Event is not null && meeting.Organizer.Id == user
            from shown in kind == "transcripts"
                ? Artifacts.TranscriptsBy(state, meeting, state.Now)
                : Artifacts.RecordingsBy(state, meeting, state.Now)
            where shown.Since > subscription.Created
            let id = kind == "transcripts"
                ? shown.Segment.TranscriptId(state.Dice)
                : shown.Segment.RecordingId(state.Dice)
            select (subscription, id, Payload(state, subscription, user, meeting.Id, kind, id));
    }

    /// <summary>What every notification begins with.</summary>
    public static JsonObject Head(TenantState state, SimulatedSubscription subscription) => new()
    {
        ["subscriptionId"] = subscription.Id,
        ["clientState"] = subscription.ClientState,
        ["tenantId"] = state.TenantId,
        ["subscriptionExpirationDateTime"] = Odata.Time(subscription.Expires),
    };

    private static JsonObject Payload(
        TenantState state, SimulatedSubscription subscription, string user, string meeting, string kind, string id)
    {
        var payload = Head(state, subscription);
        var resource = $"users('{user}')/onlineMeetings('{meeting}')/{kind}('{id}')";
        payload["changeType"] = "created";
        payload["resource"] = resource;
        payload["resourceData"] = new JsonObject
        {
            ["id"] = id,
            ["@odata.type"] = kind == "transcripts"
                ? "#Microsoft.Graph.callTranscript"
                : "#Microsoft.Graph.callRecording",
            ["@odata.id"] = resource,
        };
        return payload;
    }
}
