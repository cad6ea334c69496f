using Sessions.Simulator;

namespace Sessions.Adapters.Tests.Simulator;

public sealed class TransactionTests : TenantTest
{
    [Theory]
    [InlineData(RepeatedPost.Created, 201)]
    [InlineData(RepeatedPost.Ok, 200)]
    public async Task An_identical_post_gives_the_event_that_exists(RepeatedPost answer, int status)
    {
        Switch(switches => switches with { RepeatedPost = answer });
        var first = await CreateEventAsync();

        var second = await PostAsync($"users/{Becky}/events", NewEvent());

        Assert.Equal(status, second.Status);
        Assert.Equal(first.Text("id"), second.Json.Text("id"));
        Assert.Single(Tenant.Events);
    }

    [Fact]
    public async Task An_identical_post_may_be_refused()
    {
        Switch(switches => switches with { RepeatedPost = RepeatedPost.Refused });
        await CreateEventAsync();

        var second = await PostAsync($"users/{Becky}/events", NewEvent());

        Assert.Equal((409, "ErrorDuplicateTransactionId"), (second.Status, second.ErrorCode));
    }

    [Theory]
    [InlineData(409)]
    [InlineData(400)]
    public async Task Another_body_with_the_same_transaction_is_refused(int status)
    {
        Switch(switches => switches with { DuplicateTransactionStatus = status });
        await CreateEventAsync();

        var second = await PostAsync($"users/{Becky}/events", NewEvent(subject: "Other"));

        Assert.Equal((status, "ErrorDuplicateTransactionId"), (second.Status, second.ErrorCode));
        Assert.Single(Tenant.Events);
    }

    [Fact]
    public async Task Another_mailbox_may_use_the_same_transaction()
    {
        await CreateEventAsync();

        Assert.Equal(201, (await PostAsync("users/ann@example.org/events", NewEvent())).Status);
        Assert.Equal(2, Tenant.Events.Select(one => one.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(false, 201)]
    [InlineData(true, 409)]
    public async Task A_deleted_events_transaction_is_free_again_unless_it_outlives_it(bool outlives, int status)
    {
        Switch(switches => switches with { TransactionsOutliveTheirEvent = outlives });
        var first = await CreateEventAsync();
        await SendAsync(HttpMethod.Delete, $"users/{Becky}/events/{first.Text("id")}");

        Assert.Equal(status, (await PostAsync($"users/{Becky}/events", NewEvent())).Status);
    }

    [Fact]
    public async Task An_answer_that_was_lost_leaves_the_event_behind()
    {
        Tenant.Inject(new Fault(FaultKind.LostAnswer, Method: "POST"));

        await Assert.ThrowsAsync<HttpRequestException>(() => CreateEventAsync());

        var kept = Assert.Single(Tenant.Events);
        Assert.Null(Assert.Single(Tenant.Requests).Status);
        Assert.Equal(kept.Id, (await CreateEventAsync()).Text("id"));
    }
}
