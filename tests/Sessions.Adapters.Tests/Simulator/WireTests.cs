using System.Text.Json.Nodes;

namespace Sessions.Adapters.Tests.Simulator;

public sealed class WireTests : TenantTest
{
    protected override IReadOnlyList<string>? Organizers => [Becky];

    [Fact]
    public async Task An_error_has_graphs_shape_and_a_date_without_zone()
    {
        var answer = await GetAsync("users/nobody@example.org", ("client-request-id", "mine"));
        var id = Assert.Single(answer.Headers.GetValues("request-id"));

        Assert.Equal(404, answer.Status);
        Assert.Equal(["error"], answer.Json.AsObject().Select(member => member.Key));
        Assert.Equal(
            ["code", "message", "innerError"], answer.Json["error"]!.AsObject().Select(member => member.Key));
        Assert.Equal(
            $$"""{"date":"2026-09-01T08:00:00","request-id":"{{id}}","client-request-id":"mine"}""",
            answer.Json["error"]!["innerError"]!.ToJsonString());
        Assert.Equal("mine", Assert.Single(answer.Headers.GetValues("client-request-id")));
    }

    [Fact]
    public async Task An_answer_has_graphs_content_type_and_context_and_the_tenants_date()
    {
        var answer = await GetAsync($"users/{Becky}?$select=id");

        Assert.Equal(
            "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
            answer.Content.NonValidated["Content-Type"].ToString());
        Assert.Equal(
            "https://graph.microsoft.com/v1.0/$metadata#users/$entity", answer.Json.Text("@odata.context"));
        Assert.Equal(["@odata.context", "id"], answer.Json.AsObject().Select(member => member.Key));
        Assert.Equal(Clock.Now, answer.Headers.Date);
    }

    [Fact]
    public async Task An_object_id_follows_from_the_address_and_names_the_same_user()
    {
        var id = await ObjectIdAsync();

        Assert.Equal(id, await ObjectIdAsync(Becky.ToUpperInvariant()));
        Assert.Equal(id, await ObjectIdAsync(id));
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_is_refused()
    {
        var answer = await PostAsync("users/nobody@example.org/events", NewEvent());

        Assert.Equal((404, "ErrorInvalidUser"), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task A_token_is_asked_for_only_where_a_switch_says_so()
    {
        Assert.Equal(200, (await GetAsync($"users/{Becky}")).Status);
        Switch(switches => switches with { Bearer = "secret" });

        var refused = await GetAsync($"users/{Becky}");

        Assert.Equal((401, "InvalidAuthenticationToken"), (refused.Status, refused.ErrorCode));
        Assert.Equal(200, (await GetAsync($"users/{Becky}", ("Authorization", "Bearer secret"))).Status);
        Assert.Equal("Bearer …", Tenant.Requests[^1].Headers["Authorization"]);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"subject":1,"start":"x","end":"y"}""")]
    [InlineData("""{"start":{"dateTime":"2026-10-01T09:00:00","timeZone":"Mars/Olympus"}}""")]
    public async Task A_body_that_cannot_be_read_is_a_bad_request(string body)
    {
        using var content = new StringContent(body);

        Assert.Equal(400, (await SendAsync(HttpMethod.Post, $"users/{Becky}/events", content)).Status);
        Assert.Empty(Tenant.Events);
    }

    [Fact]
    public async Task An_address_that_graph_does_not_have_is_a_bad_request()
    {
        Assert.Equal("BadRequest", (await GetAsync("me/somewhere")).ErrorCode);
    }

    [Fact]
    public async Task Requests_are_kept_as_they_came_over_the_wire()
    {
        await GetAsync($"users/{Becky}?%24select=id");
        await PostAsync($"users/{Becky}/events", new JsonObject { ["subject"] = "S" });

        Assert.Equal(
            [
                ("GET", $"/v1.0/users/{Becky}?%24select=id", "", 200),
                ("POST", $"/v1.0/users/{Becky}/events", """{"subject":"S"}""", 400),
            ],
            Tenant.Requests.Select(request => (request.Method, request.Target, request.Body, request.Status ?? 0)));
    }

    [Fact]
    public async Task A_subscription_is_kept_renewed_and_removed()
    {
        var body = new JsonObject
        {
            ["resource"] = "communications/onlineMeetings/getAllRecordings",
            ["changeType"] = "created",
            ["notificationUrl"] = "https://example.org/graph/notifications",
            ["expirationDateTime"] = "2026-09-03T08:00:00Z",
        };
        Assert.Equal(400, (await PostAsync("subscriptions", body)).Status);
        body["lifecycleNotificationUrl"] = "https://example.org/graph/lifecycle";

        var created = await PostAsync("subscriptions", body);
        var address = "subscriptions/" + created.Json.Text("id");
        var renewed = await PatchAsync(address, new JsonObject { ["expirationDateTime"] = "2026-09-04T08:00:00Z" });

        Assert.Equal((201, 200), (created.Status, renewed.Status));
        Assert.Equal(Clock.Now.AddDays(3), Assert.Single(Tenant.Subscriptions).Expires);
        Assert.Equal(204, (await SendAsync(HttpMethod.Delete, address)).Status);
        Assert.Empty(Tenant.Subscriptions);
    }

    [Fact]
    public async Task A_tenant_listens_on_loopback_only()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Sessions.Simulator.SimulatedTenant.StartAsync(
            new() { Url = "http://example.org:80" }, Cancel));
    }
}
