using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Simulator;

namespace Sessions.Hosts.Tests.Graph;

public sealed class ChangeNotificationTests
{
    private const string Course = """
        course: maps
        title: Maps
        timezone: Europe/London
        instructor: { name: Becky Russell, email: becky.russell@example.org }
        sessions:
          - id: one
            title: Reading
            date: 2026-10-07
            time: 10:00-11:00
        """;

    private static readonly CourseId Maps = new("maps");

    private static readonly Instant Accepted = Instant.FromUtc(2026, 10, 6, 8, 0);

    private static readonly Instant End = Instant.FromUtc(2026, 10, 7, 10, 0);

    // The first look by schedule is six hours after the end, and Teams has the recording after seven minutes.
    private static readonly Instant Announced = End + Duration.FromMinutes(12);

    [Fact]
    public async Task With_notifications_a_recording_is_found_hours_before_the_first_look()
    {
        await using var run = await SetUpAsync(Installation.PublicUrl);
        Assert.Empty(run.Tenant.Subscriptions);
        await run.AdvanceToAsync(Announced);
        Assert.Equal(
            ["getAllRecordings", "getAllTranscripts"],
            run.Tenant.Subscriptions.Select(s => s.Resource.Split('/')[^1]).Order(StringComparer.Ordinal));
        Assert.Null(await FoundAsync(run));

        Assert.Equal(2, await run.Tenant.NotifyAsync(Cancel));
        await run.UntilAsync(async () => await FoundAsync(run) is not null);

        Assert.Equal(Announced, await FoundAsync(run));
        Assert.Equal(0, await run.Tenant.NotifyAsync(Cancel));
        var session = await run.Ledger.FindSessionAsync(new SessionId(Maps, "one"), Cancel);
        Assert.NotNull(Assert.Single(session!.Recordings).Video);
    }

    [Theory]
    [InlineData("https://localhost:5443")]
    [InlineData("http://sessions.example.org")]
    [InlineData(null)]
    public async Task Where_Graph_cannot_reach_us_looking_does_the_whole_job(string? publicUrl)
    {
        await using var run = await SetUpAsync(publicUrl);
        await run.AdvanceToAsync(Announced);
        Assert.Empty(run.Tenant.Subscriptions);
        Assert.Equal(0, await run.Tenant.NotifyAsync(Cancel));

        await run.AdvanceToAsync(End + Duration.FromHours(6));

        Assert.Equal(End + Duration.FromHours(6), await FoundAsync(run));
        Assert.DoesNotContain(run.Tenant.Requests, r => r.Target.Contains("subscriptions", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_notification_that_is_lost_costs_the_hours_until_the_look_and_nothing_else()
    {
        await using var run = await SetUpAsync(Installation.PublicUrl);

        await run.AdvanceToAsync(End + Duration.FromHours(6));

        Assert.Equal(End + Duration.FromHours(6), await FoundAsync(run));
    }

    [Fact]
    public async Task Subscriptions_are_renewed_while_they_are_needed_and_ended_after()
    {
        await using var run = await SetUpAsync(Installation.PublicUrl);
        await run.AdvanceToAsync(End);
        var first = run.Tenant.Subscriptions.ToDictionary(s => s.Id, s => s.Expires);
        await run.AdvanceToAsync(End + Duration.FromHours(47));

        Assert.Equal(2, first.Count);
        Assert.All(run.Tenant.Subscriptions, s => Assert.True(s.Expires > first[s.Id]));
        Assert.All(await run.Book.ListAsync(Cancel), s => Assert.True(s.ExpiresAt > run.Now));

        await run.AdvanceToAsync(End + Duration.FromHours(50));
        Assert.Empty(run.Tenant.Subscriptions);
        Assert.Empty(await run.Book.ListAsync(Cancel));
    }

    [Fact]
    public async Task One_that_is_to_be_reauthorized_is_renewed_and_one_that_was_removed_is_made_anew()
    {
        await using var run = await SetUpAsync(Installation.PublicUrl);
        await run.AdvanceToAsync(End);
        var first = run.Tenant.Subscriptions.ToDictionary(s => s.Id, s => s.Expires);

        await run.AdvanceToAsync(End + Duration.FromMinutes(5));
        await run.Tenant.NotifyLifecycleAsync("reauthorizationRequired", Cancel);
        await run.UntilAsync(() => Task.FromResult(run.Tenant.Subscriptions.All(s => s.Expires > first[s.Id])));

        await run.AdvanceToAsync(End + Duration.FromMinutes(6));
        await run.Tenant.NotifyLifecycleAsync("subscriptionRemoved", Cancel);
        await run.UntilAsync(() => Task.FromResult(run.Tenant.Subscriptions.Count == 2));
        Assert.DoesNotContain(run.Tenant.Subscriptions, s => first.ContainsKey(s.Id));
        Assert.Equal(
            run.Tenant.Subscriptions.Select(s => s.Id).Order(StringComparer.Ordinal),
            (await run.Book.ListAsync(Cancel)).Select(s => s.Id).Order(StringComparer.Ordinal));

        await run.AdvanceToAsync(Announced);
        Assert.Equal(2, await run.Tenant.NotifyAsync(Cancel));
        await run.UntilAsync(async () => await FoundAsync(run) is not null);
    }

    [Fact]
    public async Task A_tenant_that_cannot_announce_costs_nothing_but_time()
    {
        await using var run = await SetUpAsync(Installation.PublicUrl);
        run.Tenant.Inject(new Fault(
            Simulator.FaultKind.EmptyForbidden, Times: 1000,
            Path: path => path.StartsWith("/v1.0/subscriptions", StringComparison.Ordinal)));

        await run.AdvanceToAsync(End + Duration.FromHours(6));

        Assert.Equal(End + Duration.FromHours(6), await FoundAsync(run));
        Assert.Empty(await run.Book.ListAsync(Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<Installation> SetUpAsync(string? publicUrl)
    {
        var run = await Installation.StartAsync(Accepted, publicUrl);
        await run.SetUpAsync(Course);
        return run;
    }

    private static async Task<Instant?> FoundAsync(Installation run) =>
        (await run.HistoryAsync(Maps)).FirstOrDefault(e => e.Event == EventName.RecordingFound)?.At;
}
