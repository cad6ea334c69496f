using System.Net;
using NodaTime;
using Sessions.Ledger;
using Sessions.Meetings;

namespace Sessions.Adapters.Tests.Teams;

public sealed class CreateEventTests
{
    private const string Post = "POST " + Given.Users + "/events";

    private const string Lookup = "GET " + Given.Users
        + "/events?$filter=singleValueExtendedProperties%2FAny%28ep%3A%20ep%2Fid%20eq%20%27String%20%7B"
        + "6f4ac1d2-8f0b-4e57-9d3c-2b7e51a0c9e4%7D%20Name%20CourseSessionId%27%20and%20"
        + "ep%2Fvalue%20eq%20%27you-are-here%2Fsession-1%27%29";

    private static readonly CalendarEvent Standing = new(
        "AAMkAGI1AAAt9AHjAAA=", "040000008200E00074C5B7101A82E008", Given.JoinUrl, Given.Session1.Subject,
        Given.Session1.Start, Given.Session1.End);

    [Fact]
    public async Task The_event_is_posted_without_attendees_or_body_and_can_be_found_again()
    {
        var graph = Given.Graph().On(Lookup, None).On(Post, FakeGraph.Json(HttpStatusCode.Created, Event()));

        var made = await CreateAsync(graph);

        Assert.Equal(Standing, made);
        Assert.Equal(
            Given.OneLine(
            """
            {"@odata.type":"#microsoft.graph.event","end":{"dateTime":"2025-10-22T18:15:00","timeZone":"UTC"},
            "isOnlineMeeting":true,"onlineMeetingProvider":"teamsForBusiness",
            "singleValueExtendedProperties":[{"id":"String {6f4ac1d2-8f0b-4e57-9d3c-2b7e51a0c9e4} Name CourseSessionId",
            "value":"you-are-here/session-1"}],"start":{"dateTime":"2025-10-22T17:00:00","timeZone":"UTC"},
            "subject":"You are here: Interactive session 1","transactionId":"tx-1"}
            """),
            graph.Requests[^1].Body);
    }

    [Fact]
    public async Task The_organizers_object_id_is_asked_for_once()
    {
        var graph = Given.Graph()
            .On(Lookup, None, None)
            .On(Post, FakeGraph.Json(HttpStatusCode.Created, Event()), FakeGraph.Json(HttpStatusCode.Created, Event()));
        var meetings = Given.Meetings(graph);

        await meetings.CreateEventAsync(Given.Becky, Given.Session1, Cancel);
        await meetings.CreateEventAsync(
            Courses.EmailAddress.Parse("Becky.Russell@Example.org"), Given.Session1, Cancel);

        Assert.Equal(
            ["GET /v1.0/users/becky.russell%40example.org?$select=id", Lookup, Post, Lookup, Post], graph.Lines);
    }

    [Fact]
    public async Task An_event_left_by_an_attempt_that_was_forgotten_is_taken_over()
    {
        var graph = Given.Graph().On(Lookup, FakeGraph.Ok($$"""{"value":[{{Event()}}]}"""));

        Assert.Equal(Standing, await CreateAsync(graph));
    }

    [Fact]
    public async Task An_event_of_the_same_session_from_another_transaction_is_not_taken_over()
    {
        var graph = Given.Graph()
            .On(Lookup, FakeGraph.Ok($$"""{"value":[{{Event("tx-0", "old")}}]}"""))
            .On(Post, FakeGraph.Json(HttpStatusCode.Created, Event()));

        Assert.Equal(Standing, await CreateAsync(graph));
    }

    public static TheoryData<HttpStatusCode> DuplicateStatuses => [HttpStatusCode.Conflict, HttpStatusCode.BadRequest];

    [Theory]
    [MemberData(nameof(DuplicateStatuses))]
    public async Task A_transaction_refused_as_used_before_gives_the_event_that_stands(HttpStatusCode status)
    {
        var graph = Given.Graph()
            .On(Lookup, None, FakeGraph.Ok($$"""{"value":[{{Event()}}]}"""))
            .On(Post, FakeGraph.Error(status, "ErrorDuplicateTransactionId", "Your request can't be completed."));

        Assert.Equal(Standing, await CreateAsync(graph));
    }

    [Fact]
    public async Task A_conflict_without_a_word_gives_the_event_that_stands()
    {
        var graph = Given.Graph()
            .On(Lookup, None, FakeGraph.Ok($$"""{"value":[{{Event()}}]}"""))
            .On(Post, FakeGraph.Empty(HttpStatusCode.Conflict));

        Assert.Equal(Standing, await CreateAsync(graph));
    }

    public static TheoryData<HttpStatusCode> SameEventStatuses => [HttpStatusCode.Created, HttpStatusCode.OK];

    [Theory]
    [MemberData(nameof(SameEventStatuses))]
    public async Task A_repeated_transaction_answered_with_the_event_tells_the_hours_that_stand(HttpStatusCode status)
    {
        var moved = Given.Session1 with { Start = Given.Session1.Start.Plus(Duration.FromHours(1)) };
        var graph = Given.Graph().On(Lookup, None).On(Post, FakeGraph.Json(status, Event()));

        Assert.Equal(Standing, await Given.Meetings(graph).CreateEventAsync(Given.Becky, moved, Cancel));
    }

    [Fact]
    public async Task A_success_without_an_event_gives_the_event_that_stands()
    {
        var graph = Given.Graph()
            .On(Lookup, None, FakeGraph.Ok($$"""{"value":[{{Event()}}]}"""))
            .On(Post, FakeGraph.Empty(HttpStatusCode.NoContent));

        Assert.Equal(Standing, await CreateAsync(graph));
    }

    [Fact]
    public async Task A_duplicate_that_does_not_show_yet_is_asked_for_again_later()
    {
        var graph = Given.Graph()
            .On(Lookup, None, None)
            .On(Post, FakeGraph.Error(HttpStatusCode.Conflict, "ErrorDuplicateTransactionId", "Used before."));

        var fault = await Given.FaultAsync(() => CreateAsync(graph));

        Assert.Equal(FaultKind.Transient, fault.Kind);
    }

    [Fact]
    public async Task The_post_is_repeated_after_a_throttle_with_the_same_transaction()
    {
        var graph = Given.Graph()
            .On(Lookup, None)
            .On(
                Post,
                FakeGraph.Error(HttpStatusCode.TooManyRequests, "TooManyRequests", "Wait", "2.128"),
                FakeGraph.Json(HttpStatusCode.Created, Event()));

        Assert.Equal(Standing, await CreateAsync(graph));
        Assert.Equal(graph.Requests[^2].Body, graph.Requests[^1].Body);
    }

    [Fact]
    public async Task An_event_without_a_link_is_deleted_and_told_as_a_missing_licence()
    {
        var graph = Given.Graph()
            .On(Lookup, None)
            .On(Post, FakeGraph.Json(
                HttpStatusCode.Created,
                """{"id":"AAMk=","isOnlineMeeting":true,"onlineMeetingProvider":"unknown","onlineMeeting":null}"""))
            .On("DELETE " + Given.Users + "/events/AAMk%3D", FakeGraph.Empty(HttpStatusCode.NoContent));

        var fault = await Given.FaultAsync(() => CreateAsync(graph));

        Assert.Equal(FaultKind.Configuration, fault.Kind);
        Assert.Contains("licence", fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("DELETE ", graph.Lines.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Properties_and_values_that_came_later_do_no_harm()
    {
        const string Newer = "\"teamsForMoon\",\"newThing\":{\"a\":[1]}";
        var graph = Given.Graph().On(Lookup, None).On(Post, FakeGraph.Json(
            HttpStatusCode.Created, Event().Replace("\"teamsForBusiness\"", Newer, StringComparison.Ordinal)));

        Assert.Equal(Standing, await CreateAsync(graph));
    }

    [Fact]
    public async Task Hours_in_another_zone_than_the_one_asked_for_are_not_guessed()
    {
        var elsewhere = Event().Replace("\"UTC\"}", "\"Pacific Standard Time\"}", StringComparison.Ordinal);
        var graph = Given.Graph().On(Lookup, None).On(Post, FakeGraph.Json(HttpStatusCode.Created, elsewhere));

        var fault = await Given.FaultAsync(() => CreateAsync(graph));

        Assert.Contains("Pacific Standard Time", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_in_the_key_does_not_end_the_filter()
    {
        var line = Lookup.Replace("session-1", "o%27%27clock", StringComparison.Ordinal);
        var graph = Given.Graph().On(line, FakeGraph.Ok($$"""{"value":[{{Event()}}]}"""));

        var made = await Given.Meetings(graph).CreateEventAsync(
            Given.Becky, Given.Session1 with { Key = "you-are-here/o'clock" }, Cancel);

        Assert.Equal(Standing, made);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Func<HttpResponseMessage> None => FakeGraph.Ok("""{"value":[]}""");

    private static Task<CalendarEvent> CreateAsync(FakeGraph graph) =>
        Given.Meetings(graph).CreateEventAsync(Given.Becky, Given.Session1, Cancel);

    private static string Event(string transaction = "tx-1", string id = "AAMkAGI1AAAt9AHjAAA=") =>
        $$"""
        {"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users('…')/events/$entity",
         "@odata.etag":"W/\"x\"","id":"{{id}}","changeKey":"x","createdDateTime":"2025-09-01T08:00:00.1234567Z",
         "transactionId":"{{transaction}}","iCalUId":"040000008200E00074C5B7101A82E008","originalStartTimeZone":"UTC",
         "subject":"You are here: Interactive session 1","body":{"contentType":"html","content":"Join"},
         "start":{"dateTime":"2025-10-22T17:00:00.0000000","timeZone":"UTC"},
         "end":{"dateTime":"2025-10-22T18:15:00.0000000","timeZone":"UTC"},
         "isOnlineMeeting":true,"onlineMeetingProvider":"teamsForBusiness","onlineMeetingUrl":null,
         "onlineMeeting":{"joinUrl":"{{Given.JoinUrl}}","conferenceId":"177513992","tollNumber":"+1"},
         "attendees":[],"responseStatus":{"response":"organizer","time":"0001-01-01T00:00:00Z"}
        }
        """;
}
