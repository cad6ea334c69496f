using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;
using NodaTime;
using Sessions.Adapters.Graph;
using Sessions.Adapters.Resilience;
using Sessions.Adapters.Teams;
using Sessions.Adapters.Tests.Resilience;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Meetings;

namespace Sessions.Adapters.Tests.Teams;

/// <summary>The values the Teams tests share: one organizer, one session, one meeting.</summary>
internal static class Given
{
    public const string ObjectId = "0f1e2d3c-0000-4000-8000-000000000001";

    public const string Users = "/v1.0/users/" + ObjectId;

    public const string MeetingId = "MSpkYzE3Njc0Yy04MWQ5=";

    public const string Meeting = Users + "/onlineMeetings/MSpkYzE3Njc0Yy04MWQ5%3D";

    public const string JoinUrl =
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_OD%40thread.v2/0?context=%7b%22Tid%22%3a%22t%22%7d";

    public static TimeSpan AttemptTimeout { get; } = RetryPolicy.Default.AttemptTimeout.ToTimeSpan();

    public static EmailAddress Becky { get; } = EmailAddress.Parse("becky.russell@example.org");

    public static NewEvent Session1 { get; } = new(
        "tx-1", "you-are-here/session-1", "You are here: Interactive session 1",
        Instant.FromUtc(2025, 10, 22, 17, 0), Instant.FromUtc(2025, 10, 22, 18, 15));

    public static TeamsOptions Options { get; } = new() { Endpoint = "http://graph.test/v1.0", Credential = "None" };

    /// <summary>A tenant that knows Becky.</summary>
    public static FakeGraph Graph() => new FakeGraph().On(
        "GET /v1.0/users/becky.russell%40example.org?$select=id",
        FakeGraph.Ok($$"""{"@odata.context":"…","id":"{{ObjectId}}"}"""));

    public static GraphTenant Tenant(HttpMessageHandler network, TimeProvider? clock = null)
    {
        var time = new SwiftTime(AttemptTimeout);
        return new(Client(network, time), time, clock ?? time);
    }

    public static GraphServiceClient Client(HttpMessageHandler network, TimeProvider time) => GraphClients.Create(
        Options, new AnonymousAuthenticationProvider(), Retrying(time), network);

    public static RetryingHandler Retrying(TimeProvider time) =>
        new(RetryPolicy.Default, time, NullLogger<RetryingHandler>.Instance);

    public static TeamsMeetings Meetings(FakeGraph graph) => new(Tenant(graph));

    public static TeamsOriginals Originals(FakeGraph graph) => new(Tenant(graph));

    public static TeamsSubscriptions Subscriptions(FakeGraph graph) => new(Tenant(graph));

    public static TeamsCheck Check(FakeGraph graph) => new(Tenant(graph));

    public static TeamsAttendance Attendance(FakeGraph graph) => new(Tenant(graph));

    public static TeamsRecordings Recordings(FakeGraph graph) =>
        new(Tenant(graph), Microsoft.Extensions.Options.Options.Create(Options), TimeProvider.System);

    /// <summary>What is broken into lines for the reader alone.</summary>
    public static string OneLine(string text) => text.Replace("\n", "", StringComparison.Ordinal);

    public static async Task<OutsideFaultException> FaultAsync(Func<Task> act) =>
        await Assert.ThrowsAsync<OutsideFaultException>(act);
}
