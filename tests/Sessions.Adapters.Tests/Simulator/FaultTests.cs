using System.Globalization;
using Sessions.Simulator;

namespace Sessions.Adapters.Tests.Simulator;

public sealed class FaultTests : TenantTest
{
    private static string User => $"users/{Becky}";

    [Fact]
    public async Task A_fault_befalls_as_many_matching_requests_as_it_says()
    {
        Tenant.Inject(new Fault(FaultKind.Throttled, 2, "GET", path => path.StartsWith(
            "/v1.0/users/", StringComparison.Ordinal)));

        Assert.Equal(404, (await GetAsync("subscriptions/none")).Status);
        Assert.Equal(201, (await PostAsync(User + "/events", NewEvent())).Status);
        Assert.Equal((429, "TooManyRequests"), await OutcomeAsync());
        Assert.Equal(1, Assert.Single(Tenant.PendingFaults).Times);
        Assert.Equal((429, "TooManyRequests"), await OutcomeAsync());
        Assert.Equal(200, (await GetAsync(User)).Status);
    }

    [Theory]
    [InlineData(RetryAfterForm.Integer, "3")]
    [InlineData(RetryAfterForm.Decimal, "2.128")]
    [InlineData(RetryAfterForm.Date, "Tue, 01 Sep 2026 08:00:02 GMT")]
    public async Task Retry_after_is_whole_or_decimal_or_a_date_on_the_tenants_clock(RetryAfterForm form, string text)
    {
        Tenant.Inject(new Fault(
            FaultKind.Throttled, RetryAfter: TimeSpan.FromSeconds(2.128), RetryAfterForm: form));

        var answer = await GetAsync(User);

        Assert.Equal(text, answer.Headers.NonValidated["Retry-After"].ToString());
    }

    [Theory]
    [InlineData(FaultKind.Unavailable, 503, "application/json")]
    [InlineData(FaultKind.Gone, 404, "application/json")]
    [InlineData(FaultKind.HtmlError, 500, "text/html")]
    [InlineData(FaultKind.SignInPage, 200, "text/html")]
    [InlineData(FaultKind.EmptyForbidden, 403, null)]
    public async Task An_answer_may_be_nothing_like_what_was_asked_for(FaultKind kind, int status, string? type)
    {
        Tenant.Inject(new Fault(kind));

        var answer = await GetAsync(User);

        Assert.Equal((status, type), (answer.Status, answer.Content.ContentType?.MediaType));
        Assert.Equal(type is null, answer.Bytes.Length == 0);
    }

    [Fact]
    public async Task A_cut_body_breaks_off_before_its_length()
    {
        Tenant.Inject(new Fault(FaultKind.CutBody));

        using var answer = await HeadAsync();

        Assert.True(answer.Content.Headers.ContentLength > 0);
        await Assert.ThrowsAsync<HttpRequestException>(() => answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task A_cut_body_without_a_length_looks_whole_and_is_half()
    {
        var whole = await GetAsync(User);
        Tenant.Inject(new Fault(FaultKind.CutBodyWithoutLength));

        var half = await GetAsync(User);

        Assert.Equal(200, half.Status);
        Assert.Equal(whole.Bytes[..(whole.Bytes.Length / 2)], half.Bytes);
    }

    [Fact]
    public async Task A_stalled_body_gives_nothing_more_until_the_client_goes()
    {
        Tenant.Inject(new Fault(FaultKind.StalledBody));
        using var answer = await HeadAsync();
        await using var body = await answer.Content.ReadAsStreamAsync(Cancel);
        var expected = (int)answer.Content.Headers.ContentLength! / 2;
        await body.ReadExactlyAsync(new byte[expected], Cancel);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var more = body.ReadAsync(new byte[1], patience.Token).AsTask();
        Assert.Equal(200, (await GetAsync(User)).Status);
        Assert.False(more.IsCompleted);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => more);
    }

    [Fact]
    public async Task A_stalled_body_does_not_keep_the_tenant_from_closing()
    {
        await using var tenant = await SimulatedTenant.StartAsync(new TenantOptions(), Cancel);
        tenant.Inject(new Fault(FaultKind.StalledBody));
        using var answer = await Http.GetAsync(
            new Uri($"{tenant.BaseAddress}/users/{Becky}"), HttpCompletionOption.ResponseHeadersRead, Cancel);

        await tenant.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancel);

        await Assert.ThrowsAsync<HttpRequestException>(() => answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task Pages_may_be_smaller_than_anybody_asked()
    {
        Switch(switches => switches with { PageSize = 1 });
        await CreateEventAsync("tx-1");
        await CreateEventAsync("tx-2");

        var page = (await GetAsync(User + "/events")).Json;

        Assert.Equal(1, page.Count());
        Assert.Equal(1, (await GetAsync(page.Text("@odata.nextLink"))).Json.Count());
    }

    private async Task<(int, string)> OutcomeAsync()
    {
        var answer = await GetAsync(User);
        return (answer.Status, answer.ErrorCode);
    }

    private Task<HttpResponseMessage> HeadAsync() => Http.GetAsync(
        new Uri(string.Create(CultureInfo.InvariantCulture, $"{User}"), UriKind.Relative),
        HttpCompletionOption.ResponseHeadersRead, Cancel);
}
