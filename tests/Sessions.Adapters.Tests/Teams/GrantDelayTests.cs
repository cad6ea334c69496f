using System.Collections.Immutable;
using System.Net;
using NodaTime;
using Sessions.Adapters.Teams;
using Sessions.Adapters.Tests.Resilience;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Adapters.Tests.Teams;

public sealed class GrantDelayTests
{
    private const string Recordings = "GET " + Given.Meeting + "/recordings";

    private const string Event = "DELETE " + Given.Users + "/events/e";

    private static readonly Func<HttpResponseMessage> NoPolicy = FakeGraph.Error(
        HttpStatusCode.Forbidden, "Forbidden", "No application access policy found for this app.");

    private readonly HandSetClock _clock = new();

    [Fact]
    public async Task For_half_an_hour_a_refused_policy_may_still_begin_to_work()
    {
        var graph = Given.Graph().On(Recordings, NoPolicy, NoPolicy, NoPolicy);
        var recordings = Open(graph);

        var first = await FaultAsync(recordings);
        _clock.Advance(TimeSpan.FromMinutes(29));
        var second = await FaultAsync(recordings);
        _clock.Advance(TimeSpan.FromMinutes(1));
        var third = await FaultAsync(recordings);

        Assert.Equal(
            [FaultKind.Transient, FaultKind.Transient, FaultKind.Configuration],
            [first.Kind, second.Kind, third.Kind]);
        Assert.Equal(Duration.FromMinutes(5), first.RetryAfter);
        Assert.Contains("Grant-CsApplicationAccessPolicy", first.Message, StringComparison.Ordinal);
        Assert.Null(third.RetryAfter);
    }

    [Fact]
    public async Task A_policy_that_worked_once_has_its_half_hour_again()
    {
        var graph = Given.Graph().On(Recordings, NoPolicy, FakeGraph.Ok("""{"value":[]}"""), NoPolicy);
        var recordings = Open(graph);

        await FaultAsync(recordings);
        _clock.Advance(TimeSpan.FromHours(1));
        await ListAsync(recordings);
        var again = await FaultAsync(recordings);

        Assert.Equal(FaultKind.Transient, again.Kind);
    }

    public static TheoryData<HttpStatusCode, string> Others => new()
    {
        { HttpStatusCode.Forbidden, "Missing role permissions on the request." },
        { HttpStatusCode.Forbidden, "3003: User does not have access to lookup meeting" },
        { HttpStatusCode.Unauthorized, "Access token is empty." },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task What_no_policy_mends_is_for_a_person_at_once(HttpStatusCode status, string message)
    {
        var graph = Given.Graph().On(Recordings, FakeGraph.Error(status, "Forbidden", message));

        Assert.Equal(FaultKind.Configuration, (await FaultAsync(Open(graph))).Kind);
    }

    [Fact]
    public async Task Exchange_knows_no_such_policy()
    {
        var graph = Given.Graph().On(Event, FakeGraph.Empty(HttpStatusCode.Forbidden));

        var fault = await Given.FaultAsync(() => new TeamsMeetings(Given.Tenant(graph, _clock)).CancelEventAsync(
            Given.Becky, "e", TestContext.Current.CancellationToken));

        Assert.Equal(FaultKind.Configuration, fault.Kind);
    }

    private TeamsRecordings Open(FakeGraph graph) => new(
        Given.Tenant(graph, _clock), Microsoft.Extensions.Options.Options.Create(Given.Options), TimeProvider.System);

    private static Task<ImmutableArray<SourceRecording>> ListAsync(TeamsRecordings recordings) =>
        recordings.ListRecordingsAsync(Given.Becky, Given.MeetingId, TestContext.Current.CancellationToken);

    private static Task<OutsideFaultException> FaultAsync(TeamsRecordings recordings) =>
        Given.FaultAsync(() => ListAsync(recordings));

    private sealed class HandSetClock : TimeProvider
    {
        private DateTimeOffset _now = SwiftTime.Now;

        public void Advance(TimeSpan by) => _now += by;

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
