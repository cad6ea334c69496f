using System.Net;
using NodaTime;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Adapters.Tests.Teams;

public sealed class SubscriptionTests
{
    private const string List = "GET /v1.0/subscriptions";

    private const string Post = "POST /v1.0/subscriptions";

    private const string One = "/v1.0/subscriptions/s-1";

    private const string Notifications = "https://sessions.example.org/graph/notifications";

    private static readonly Instant Until = Instant.FromUtc(2025, 10, 25, 12, 0);

    private static readonly SubscriptionTerms Terms = new(
        new Uri(Notifications), new Uri("https://sessions.example.org/graph/lifecycle"), "secret", Until);

    [Theory]
    [InlineData(Announced.Recordings, "getAllRecordings")]
    [InlineData(Announced.Transcripts, "getAllTranscripts")]
    public async Task What_an_organizer_records_is_subscribed_to_with_both_addresses(Announced what, string resource)
    {
        var graph = Given.Graph().On(List, None).On(Post, FakeGraph.Json(HttpStatusCode.Created, Made("s-1")));

        var granted = await CreateAsync(graph, what);

        Assert.Equal(new GrantedSubscription("s-1", Until - Duration.FromHours(1)), granted);
        Assert.Equal(
            Given.OneLine(
            $$"""
            {"changeType":"created","clientState":"secret","expirationDateTime":"2025-10-25T12:00:00+00:00",
            "lifecycleNotificationUrl":"https://sessions.example.org/graph/lifecycle",
            "notificationUrl":"{{Notifications}}",
            "resource":"users/{{Given.ObjectId}}/onlineMeetings/{{resource}}"}
            """),
            graph.Requests[^1].Body);
    }

    [Fact]
    public async Task One_that_was_made_and_forgotten_goes_first_and_others_stay()
    {
        var mine = $"\"resource\":\"/Users/{Given.ObjectId}/onlineMeetings/getAllRecordings\"";
        var graph = Given.Graph()
            .On(List, FakeGraph.Ok(
                $$"""
                {"value":[
                  {"id":"other-host","notificationUrl":"https://test.example.org/graph/notifications",{{mine}} },
                  {"id":"other-resource","notificationUrl":"{{Notifications}}","resource":"chats/getAllMessages"},
                  {"id":"bare"}],"@odata.nextLink":"http://graph.test/v1.0/subscriptions?$skiptoken=2"}
                """))
            .On(List + "?$skiptoken=2", FakeGraph.Ok(
                $$"""{"value":[{"id":"stray","notificationUrl":"{{Notifications}}",{{mine}},"news":{} }]}"""))
            .On("DELETE /v1.0/subscriptions/stray", FakeGraph.Empty(HttpStatusCode.NoContent))
            .On(Post, FakeGraph.Json(HttpStatusCode.Created, Made("s-1")));

        await CreateAsync(graph, Announced.Recordings);

        Assert.Equal(["DELETE /v1.0/subscriptions/stray", Post], graph.Lines.TakeLast(2));
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task A_subscription_whose_answer_was_lost_is_not_posted_twice(HttpStatusCode status)
    {
        var graph = Given.Graph().On(List, None).On(Post, FakeGraph.Empty(status));

        var fault = await Given.FaultAsync(() => CreateAsync(graph, Announced.Recordings));

        Assert.Equal(FaultKind.Transient, fault.Kind);
        Assert.Equal(1, graph.Lines.Count(line => line == Post));
    }

    [Fact]
    public async Task An_address_that_graph_could_not_validate_is_told()
    {
        const string Why = "Subscription validation request failed. Notification endpoint must respond with 200 OK";
        var graph = Given.Graph().On(List, None)
            .On(Post, FakeGraph.Error(HttpStatusCode.BadRequest, "ValidationError", Why));

        var fault = await Given.FaultAsync(() => CreateAsync(graph, Announced.Recordings));

        Assert.Equal(FaultKind.Permanent, fault.Kind);
        Assert.Contains(Why, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_an_id_or_an_expiry_is_understood_as_far_as_it_goes()
    {
        var nameless = Given.Graph().On(List, None).On(Post, FakeGraph.Json(HttpStatusCode.Created, "{}"));
        var endless = Given.Graph().On(List, None).On(
            Post, FakeGraph.Json(HttpStatusCode.Created, """{"id":"s-2","expirationDateTime":null}"""));

        Assert.Equal(
            FaultKind.Transient,
            (await Given.FaultAsync(() => CreateAsync(nameless, Announced.Recordings))).Kind);
        Assert.Equal(new GrantedSubscription("s-2", Until), await CreateAsync(endless, Announced.Recordings));
    }

    [Fact]
    public async Task Renewing_sends_the_new_expiry_and_nothing_else()
    {
        var graph = Given.Graph().On("PATCH " + One, FakeGraph.Ok(Made("s-1")));

        Assert.Equal(Until - Duration.FromHours(1), await RenewAsync(graph));
        Assert.Equal("""{"expirationDateTime":"2025-10-25T12:00:00+00:00"}""", graph.Requests[^1].Body);
    }

    [Fact]
    public async Task One_that_graph_has_dropped_is_known_by_its_absence()
    {
        var graph = Given.Graph().On(
            "PATCH " + One, FakeGraph.Error(HttpStatusCode.NotFound, "ResourceNotFound", "The object was not found."));

        Assert.Null(await RenewAsync(graph));
    }

    [Theory]
    [InlineData(HttpStatusCode.NoContent)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task One_that_is_not_needed_is_deleted_and_one_that_is_gone_is_no_fault(HttpStatusCode answer)
    {
        var graph = Given.Graph().On("DELETE " + One, FakeGraph.Empty(answer));

        await Given.Subscriptions(graph).RemoveAsync(Given.Becky, Announced.Recordings, "s-1", Cancel);

        Assert.Equal("DELETE " + One, graph.Lines.Last());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Func<HttpResponseMessage> None => FakeGraph.Ok("""{"value":[]}""");

    private static Task<GrantedSubscription> CreateAsync(FakeGraph graph, Announced what) =>
        Given.Subscriptions(graph).CreateAsync(Given.Becky, what, Terms, Cancel);

    private static Task<Instant?> RenewAsync(FakeGraph graph) =>
        Given.Subscriptions(graph).RenewAsync(Given.Becky, Announced.Recordings, "s-1", Until, Cancel);

    private static string Made(string id) =>
        $$"""
        {"@odata.context":"…","id":"{{id}}","changeType":"created","clientState":null,
         "expirationDateTime":"2025-10-25T11:00:00Z","latestSupportedTlsVersion":"v1_9","news":[1]}
        """;
}
