using System.Text.Json.Nodes;
using Sessions.Simulator.Http;
using Sessions.Simulator.Media;
using Sessions.Simulator.Meetings;

namespace Sessions.Simulator.Stage;

/// <summary>…/recordings and …/transcripts: empty lists until Teams has finished.</summary>
internal static class Artifacts
{
    public static Answer ListRecordings(Call call)
    {
        var meeting = OnlineMeetings.FindOnCalendar(call);
        return Answer.Ok(Counted(Odata.Page(
            call, Context(meeting, "recordings"), [.. Recordings(call, meeting).Select(one => Recording(call, one))])));
    }

    public static Answer GetRecording(Call call)
    {
        var segment = FindRecording(call);
        return Answer.Ok(Odata.Entity(
            call, Context(segment.Session.Meeting, "recordings"), Recording(call, segment)));
    }

    public static Answer RecordingContent(Call call)
    {
        var segment = FindRecording(call);
        var file = segment.FileId(call.State.Dice);
        if (call.State.RecycleBin.Any(recycled => recycled.Id == file))
        {
            throw new GraphFailure(404, "NotFound", "The recording's file is not found.");
        }

        return call.Switches.ContentDelivery == ContentDelivery.Redirect
            ? new Answer(302) { Location = $"{call.State.DownloadOrigin}/download/{file}?tempauth=v1" }
            : new Answer(200) { Bytes = segment.Film(), ContentType = "video/mp4", IsFile = true };
    }

    /// <summary>Where a redirect of the above leads.</summary>
    public static Answer Download(Call call)
    {
        if (call.Header("Authorization").Length > 0)
        {
            throw new GraphFailure(
                401, "unauthenticated", "A pre-authenticated address takes no Authorization header.");
        }

        var segment = call.State.Meetings.SelectMany(meeting => Segment.Of(call.State, meeting))
            .FirstOrDefault(one => one.FileId(call.State.Dice) == call.Route("file"))
            ?? throw new GraphFailure(404, "itemNotFound", "The resource could not be found.");
        return new Answer(200) { Bytes = segment.Film(), ContentType = "video/mp4", IsFile = true };
    }

    public static Answer ListTranscripts(Call call)
    {
        var meeting = OnlineMeetings.FindOnCalendar(call);
        return Answer.Ok(Counted(Odata.Page(
            call, Context(meeting, "transcripts"),
            [.. Transcripts(call, meeting).Select(one => Transcript(call, one))])));
    }

    public static Answer GetTranscript(Call call)
    {
        var segment = FindTranscript(call);
        return Answer.Ok(Odata.Entity(
            call, Context(segment.Session.Meeting, "transcripts"), Transcript(call, segment)));
    }

    /// <summary>Serves text/vtt to who says so, in Accept or $format, and to nobody else.</summary>
    public static Answer TranscriptContent(Call call)
    {
        FindTranscript(call);
        var format = call.Query("$format") ?? call.Header("Accept");
        return format.Split(',').Any(type => type.Split(';')[0].Trim().Equals(
                "text/vtt", StringComparison.OrdinalIgnoreCase))
            ? new Answer(200) { Bytes = Lesson.Captions, ContentType = "text/vtt" }
            : throw GraphFailure.BadRequest($"Invalid format '{format}' specified.");
    }

    /// <summary>Those that lists show by <paramref name="now"/>, and since when.</summary>
    public static IEnumerable<(Segment Segment, DateTimeOffset Since)> RecordingsBy(
        TenantState state, StoredMeeting meeting, DateTimeOffset now) =>
        from one in Segment.Of(state, meeting)
        let since = one.Session.End + state.Switches.RecordingLag
        where since <= now
        select (one, since);

    /// <inheritdoc cref="RecordingsBy"/>
    public static IEnumerable<(Segment Segment, DateTimeOffset Since)> TranscriptsBy(
        TenantState state, StoredMeeting meeting, DateTimeOffset now) =>
        from one in Segment.Of(state, meeting)
        where state.Switches.Transcripts && meeting.Options["allowTranscription"]!.GetValue<bool>()
        let since = one.Session.End + state.Switches.TranscriptLag
        where since <= now
        select (one, since);

    private static IEnumerable<Segment> Recordings(Call call, StoredMeeting meeting) =>
        RecordingsBy(call.State, meeting, call.Now).Select(one => one.Segment);

    private static IEnumerable<Segment> Transcripts(Call call, StoredMeeting meeting) =>
        TranscriptsBy(call.State, meeting, call.Now).Select(one => one.Segment);

    private static Segment FindRecording(Call call) =>
        Recordings(call, OnlineMeetings.FindOnCalendar(call))
            .FirstOrDefault(one => one.RecordingId(call.State.Dice) == call.Route("recording"))
            ?? throw new GraphFailure(404, "NotFound", "Recording is not found.");

    private static Segment FindTranscript(Call call) =>
        Transcripts(call, OnlineMeetings.FindOnCalendar(call))
            .FirstOrDefault(one => one.TranscriptId(call.State.Dice) == call.Route("transcript"))
            ?? throw new GraphFailure(404, "NotFound", "Transcript is not found.");

    private static JsonObject Recording(Call call, Segment segment) =>
        Item(call, segment, segment.RecordingId(call.State.Dice), "recordings", "recordingContentUrl");

    private static JsonObject Transcript(Call call, Segment segment) =>
        Item(call, segment, segment.TranscriptId(call.State.Dice), "transcripts", "transcriptContentUrl");

    private static JsonObject Item(Call call, Segment segment, string id, string collection, string contentUrl)
    {
        var meeting = segment.Session.Meeting;
        return new JsonObject
        {
            ["id"] = id,
            ["meetingId"] = meeting.Id,
            ["callId"] = segment.CallId(call.State.Dice),
            ["contentCorrelationId"] = segment.CorrelationId(call.State.Dice),
            ["createdDateTime"] = Odata.Time(segment.Created),
            ["endDateTime"] = Odata.Time(segment.Ended),
            [contentUrl] = $"{call.State.Origin}/v1.0/users/{meeting.Organizer.Id}/onlineMeetings/{meeting.Id}/"
                + $"{collection}/{id}/content",
            ["meetingOrganizer"] = MeetingJson.Identity(call, meeting.Organizer),
        };
    }

    private static JsonObject Counted(JsonObject page)
    {
        page["@odata.count"] = page["value"]!.AsArray().Count;
        return page;
    }

    private static string Context(StoredMeeting meeting, string collection) =>
        $"{OnlineMeetings.Context(meeting.Organizer)}('{meeting.Id}')/{collection}";
}
