using System.Net;
using System.Text;
using NodaTime;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Adapters.Tests.Teams;

public sealed class RecordingListTests
{
    private const string Recordings = "GET " + Given.Meeting + "/recordings";

    private const string Transcripts = "GET " + Given.Meeting + "/transcripts";

    private const string Organizer =
        """
        {"application":null,"user":{"@odata.type":"#Microsoft.Teams.GraphSvc.teamworkUserIdentity","id":"u"}}
        """;

    [Fact]
    public async Task Every_page_of_recordings_is_read()
    {
        var graph = Given.Graph()
            .On(Recordings, FakeGraph.Ok(
                $$"""
                {"@odata.count":1,"value":[{"id":"Vj1=","meetingId":"MSo","callId":"af","contentCorrelationId":"bc-0",
                  "createdDateTime":"2025-10-22T17:02:11.5Z","endDateTime":"2025-10-22T18:01:30Z",
                  "recordingContentUrl":"https://graph.microsoft.com/v1.0/x","meetingOrganizer":{{Organizer}}}],
                 "@odata.nextLink":"http://graph.test{{Given.Meeting}}/recordings?$skiptoken=2"}
                """))
            .On(Recordings + "?$skiptoken=2", FakeGraph.Ok(
                """{"value":[{"id":"Vj2=","createdDateTime":"2025-10-22T18:02:00Z"},{"id":null}]}"""));

        var found = await Given.Recordings(graph).ListRecordingsAsync(Given.Becky, Given.MeetingId, Cancel);

        var start = Instant.FromUtc(2025, 10, 22, 17, 2, 11).PlusNanoseconds(500_000_000);
        Assert.Equal(
            [
                new("Vj1=", "bc-0", start, Instant.FromUtc(2025, 10, 22, 18, 1, 30)),
                new SourceRecording("Vj2=", null, Instant.FromUtc(2025, 10, 22, 18, 2), null),
            ],
            found.AsEnumerable());
    }

    [Fact]
    public async Task Every_page_of_transcripts_is_read()
    {
        var graph = Given.Graph()
            .On(Transcripts, FakeGraph.Ok(
                $$"""
                {"value":[{"id":"T1","contentCorrelationId":"bc-0","createdDateTime":"2025-10-22T17:02:11Z",
                  "transcriptContentUrl":"https://graph.microsoft.com/v1.0/x","meetingOrganizer":{{Organizer}}}],
                 "@odata.nextLink":"http://graph.test{{Given.Meeting}}/transcripts?$skiptoken=2"}
                """))
            .On(Transcripts + "?$skiptoken=2", FakeGraph.Ok(
                """{"value":[{"id":"T2","createdDateTime":"2025-10-22T18:02:00Z"}]}"""));

        var found = await Given.Recordings(graph).ListTranscriptsAsync(Given.Becky, Given.MeetingId, Cancel);

        Assert.Equal(
            [
                new SourceTranscript("T1", "bc-0", Instant.FromUtc(2025, 10, 22, 17, 2, 11)),
                new("T2", null, Instant.FromUtc(2025, 10, 22, 18, 2)),
            ],
            found.AsEnumerable());
    }

    [Fact]
    public async Task A_list_that_is_still_empty_is_empty()
    {
        var graph = Given.Graph().On(Recordings, FakeGraph.Ok("""{"@odata.count":0,"value":[]}"""));

        Assert.Empty(await Given.Recordings(graph).ListRecordingsAsync(Given.Becky, Given.MeetingId, Cancel));
    }

    [Fact]
    public async Task A_transcript_is_asked_for_as_vtt_alone()
    {
        const string Text = "WEBVTT\n\n0:0:0.0 --> 0:0:5.320\n<v Åsa>Hi.</v>\n";
        var graph = Given.Graph().On(Transcripts + "/T1/content", Vtt(Text));

        Assert.Equal(Text, await ReadAsync(graph));
        Assert.Contains("Accept: text/vtt\n", Headers(graph), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_else_in_the_place_of_a_transcript_is_not_taken_for_one()
    {
        var graph = Given.Graph().On(Transcripts + "/T1/content", Vtt("<html>Sign in</html>"));

        Assert.Equal(FaultKind.Transient, (await Given.FaultAsync(() => ReadAsync(graph))).Kind);
    }

    [Fact]
    public async Task A_recording_whose_time_is_not_told_is_asked_for_again()
    {
        var graph = Given.Graph().On(Recordings, FakeGraph.Ok("""{"value":[{"id":"V"}]}"""));

        var fault = await Given.FaultAsync(() =>
            Given.Recordings(graph).ListRecordingsAsync(Given.Becky, Given.MeetingId, Cancel));

        Assert.Equal(FaultKind.Transient, fault.Kind);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Headers(FakeGraph graph) =>
        graph.Requests[^1].Headers.ReplaceLineEndings("\n");

    private static Task<string> ReadAsync(FakeGraph graph) =>
        Given.Recordings(graph).ReadTranscriptAsync(Given.Becky, Given.MeetingId, "T1", Cancel);

    private static Func<HttpResponseMessage> Vtt(string text) => () => new(HttpStatusCode.OK)
    {
        Content = new StringContent(text, Encoding.UTF8, "text/vtt"),
    };
}
