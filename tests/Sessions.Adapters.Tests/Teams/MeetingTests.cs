using System.Net;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Teams;

public sealed class MeetingTests
{
    private const string Find = "GET " + Given.Users + "/onlineMeetings?$filter=JoinWebUrl%20eq%20%27https%3A%2F%2F"
        + "teams.microsoft.com%2Fl%2Fmeetup-join%2F19%253ameeting_OD%2540thread.v2%2F0%3Fcontext%3D"
        + "%257b%2522Tid%2522%253a%2522t%2522%257d%27";

    private const string Event = Given.Users + "/events/AAMk%3D";

    [Fact]
    public async Task The_meeting_is_found_by_a_filter_that_decoded_once_is_the_join_address()
    {
        var graph = Given.Graph().On(Find, FakeGraph.Ok(
            $$"""
            {"value":[{"id":"{{Given.MeetingId}}","joinWebUrl":"{{Given.JoinUrl}}","allowedPresenters":"aliens"}]}
            """));

        var found = await Given.Meetings(graph).FindOnlineMeetingAsync(Given.Becky, Given.JoinUrl, Cancel);

        Assert.Equal(Given.MeetingId, found);
        Assert.Equal(
            "GET " + Given.Users + $"/onlineMeetings?$filter=JoinWebUrl eq '{Given.JoinUrl}'",
            Uri.UnescapeDataString(graph.Lines.Last()));
    }

    [Fact]
    public async Task A_meeting_that_is_not_listed_yet_is_null()
    {
        var graph = Given.Graph().On(Find, FakeGraph.Ok("""{"value":[]}"""));

        Assert.Null(await Given.Meetings(graph).FindOnlineMeetingAsync(Given.Becky, Given.JoinUrl, Cancel));
    }

    [Fact]
    public async Task A_meeting_that_is_not_found_yet_is_null()
    {
        var graph = Given.Graph().On(Find, FakeGraph.Error(
            HttpStatusCode.NotFound, "NotFound", "3004: Specified meeting is not found"));

        Assert.Null(await Given.Meetings(graph).FindOnlineMeetingAsync(Given.Becky, Given.JoinUrl, Cancel));
    }

    [Fact]
    public async Task Options_record_transcribe_and_open_the_lobby()
    {
        var graph = Given.Graph().On("PATCH " + Given.Meeting, FakeGraph.Ok("""{"id":"m"}"""));

        await Given.Meetings(graph).SetOptionsAsync(Given.Becky, Given.MeetingId, Cancel);

        Assert.Equal(
            Given.OneLine(
            """
            {"@odata.type":"#microsoft.graph.onlineMeeting","allowRecording":true,"allowTranscription":true,
            "lobbyBypassSettings":{"scope":"everyone"},"recordAutomatically":true}
            """),
            graph.Requests[^1].Body);
    }

    [Fact]
    public async Task A_move_patches_heading_and_hours_and_nothing_else()
    {
        var graph = Given.Graph().On("PATCH " + Event, FakeGraph.Ok("""{"id":"AAMk=","isOnlineMeeting":true}"""));

        await MoveAsync(graph);

        Assert.Equal(
            Given.OneLine(
            """
            {"@odata.type":"#microsoft.graph.event","end":{"dateTime":"2025-11-12T19:00:00","timeZone":"UTC"},
            "start":{"dateTime":"2025-11-12T18:00:00","timeZone":"UTC"},"subject":"New heading"}
            """),
            graph.Requests[^1].Body);
    }

    [Fact]
    public async Task A_move_of_an_event_that_is_gone_is_permanent()
    {
        var graph = Given.Graph().On("PATCH " + Event, FakeGraph.Error(
            HttpStatusCode.NotFound, "ErrorItemNotFound", "The specified object was not found in the store."));

        Assert.Equal(FaultKind.Permanent, (await Given.FaultAsync(() => MoveAsync(graph))).Kind);
    }

    [Fact]
    public async Task A_move_that_loses_the_link_is_not_silent()
    {
        var graph = Given.Graph().On("PATCH " + Event, FakeGraph.Ok("""{"id":"AAMk=","isOnlineMeeting":false}"""));

        Assert.Contains(
            "lost its Teams link", (await Given.FaultAsync(() => MoveAsync(graph))).Message, StringComparison.Ordinal);
    }

    public static TheoryData<HttpStatusCode> Gone => [HttpStatusCode.NoContent, HttpStatusCode.NotFound];

    [Theory]
    [MemberData(nameof(Gone))]
    public async Task A_cancelled_event_is_deleted_and_one_that_is_gone_is_no_fault(HttpStatusCode answer)
    {
        var graph = Given.Graph().On("DELETE " + Event, FakeGraph.Empty(answer));

        await Given.Meetings(graph).CancelEventAsync(Given.Becky, "AAMk=", Cancel);

        Assert.Equal("DELETE " + Event, graph.Lines.Last());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task MoveAsync(FakeGraph graph) => Given.Meetings(graph).UpdateEventAsync(
        Given.Becky, "AAMk=", "New heading", Instant.FromUtc(2025, 11, 12, 18, 0), Instant.FromUtc(2025, 11, 12, 19, 0),
        Cancel);
}
