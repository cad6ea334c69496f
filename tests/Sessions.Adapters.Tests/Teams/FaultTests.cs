using System.Net;
using System.Net.Sockets;
using Azure.Identity;
using NodaTime;
using Sessions.Adapters.Graph;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Teams;

public sealed class FaultTests
{
    private const string Recordings = "GET " + Given.Meeting + "/recordings";

    private const string PolicyRemedy =
        "New-CsApplicationAccessPolicy -Identity Sessions -AppIds \"<application id>\", then " +
        "Grant-CsApplicationAccessPolicy -PolicyName Sessions -Identity <organizer's object id>; " +
        "it takes up to 30 minutes";

    public static TheoryData<int, string, string, FaultKind, string> Refusals => new()
    {
        { 403, "Forbidden", "No application access policy found for this app.", FaultKind.Transient, PolicyRemedy },
        { 400, "General", "No application access policy found for this app.", FaultKind.Transient, PolicyRemedy },
        {
            403, "Forbidden",
            "Application is not allowed to perform operations on the user 'x', "
            + "neither is allowed access through RSC permission evaluation.",
            FaultKind.Transient, "OnlineMeetingRecording.Read.All"
        },
        { 403, "Forbidden", "An error has occurred.", FaultKind.Transient, PolicyRemedy },
        {
            403, "Forbidden", "App 'a' is not authorized to Create meeting on behalf of user 'u'",
            FaultKind.Transient, PolicyRemedy
        },
        {
            403, "Forbidden", "Missing role permissions on the request.",
            FaultKind.Configuration, "OnlineMeetingRecording.Read.All"
        },
        {
            403, "Forbidden",
            "3003: User does not have access to lookup meeting",
            FaultKind.Configuration, "another organizer's mailbox"
        },
        { 404, "NotFound", "3004: Specified meeting is not found", FaultKind.Permanent, "3004" },
        { 412, "PreconditionFailed", "No iCalUid found for the meeting.", FaultKind.Permanent, "calendar event" },
        { 400, "PreconditionFailed", "No iCalUid found for the meeting.", FaultKind.Permanent, "calendar event" },
        { 401, "InvalidAuthenticationToken", "Access token is empty.", FaultKind.Configuration, "AllowedHosts" },
        { 402, "PaymentRequired", "Billing", FaultKind.Configuration, "licence" },
        { 400, "BadRequest", "Invalid", FaultKind.Permanent, "Invalid" },
        { 400, "ApplicationThrottled", "Slow down", FaultKind.Transient, "Slow down" },
        {
            404, "MailboxNotEnabledForRESTAPI",
            "REST API is not yet supported for this mailbox.",
            FaultKind.Configuration, "user principal name"
        },
        { 423, "resourceLocked", "Locked", FaultKind.Transient, "Locked" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_is_told_by_its_code_with_what_to_do(
        int status, string code, string message, FaultKind kind, string says)
    {
        var graph = Given.Graph().On(Recordings, FakeGraph.Error((HttpStatusCode)status, code, message));

        var fault = await ListAsync(graph);

        Assert.Equal(kind, fault.Kind);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Gone)]
    public async Task What_is_gone_is_not_hoped_for_whichever_way_it_is_said(HttpStatusCode said)
    {
        var fault = await ListAsync(Given.Graph().On(Recordings, FakeGraph.Empty(said)));

        Assert.Equal(FaultKind.Permanent, fault.Kind);
        Assert.EndsWith("it is no longer there", fault.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, FaultKind> Silences => new()
    {
        { "403 empty", FaultKind.Transient },
        { "404 empty", FaultKind.Permanent },
        { "500 empty", FaultKind.Transient },
        { "502 html", FaultKind.Transient },
        { "200 html", FaultKind.Transient },
        { "200 half", FaultKind.Transient },
        { "refused", FaultKind.Transient },
        { "unknown host", FaultKind.Transient },
        { "reset", FaultKind.Transient },
        { "timeout", FaultKind.Transient },
    };

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task An_answer_without_an_error_object_is_told_too(string how, FaultKind kind)
    {
        var answer = how switch
        {
            "403 empty" => FakeGraph.Empty(HttpStatusCode.Forbidden),
            "404 empty" => FakeGraph.Empty(HttpStatusCode.NotFound),
            "500 empty" => FakeGraph.Empty(HttpStatusCode.InternalServerError),
            "502 html" => FakeGraph.Html(HttpStatusCode.BadGateway),
            "200 html" => FakeGraph.Html(HttpStatusCode.OK),
            "200 half" => FakeGraph.Ok("""{"value":[{"id":"""),
            "refused" => FakeGraph.Breaks(new HttpRequestException(
                HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused))),
            "unknown host" => FakeGraph.Breaks(new HttpRequestException(HttpRequestError.NameResolutionError, "host")),
            "reset" => FakeGraph.Breaks(new IOException("Connection reset by peer")),
            _ => FakeGraph.Breaks(new TaskCanceledException("timeout", new TimeoutException())),
        };
        var graph = Given.Graph().On(Recordings, answer, answer, answer, answer);

        var fault = await ListAsync(graph);

        Assert.Equal(kind, fault.Kind);
        Assert.NotNull(fault.InnerException);
    }

    public static TheoryData<string, int> LongWaits => new()
    {
        { "120", 120 },
        { "90.5", 91 },
        { "Wed, 22 Oct 2025 17:05:00 GMT", 300 },
    };

    [Theory]
    [MemberData(nameof(LongWaits))]
    public async Task A_wait_too_long_for_a_task_is_handed_to_the_planner(string retryAfter, int seconds)
    {
        var graph = Given.Graph().On(
            Recordings, FakeGraph.Error(HttpStatusCode.TooManyRequests, "TooManyRequests", "Wait", retryAfter));

        var fault = await ListAsync(graph);

        Assert.Equal(FaultKind.Transient, fault.Kind);
        Assert.Equal(seconds, Math.Ceiling(fault.RetryAfter!.Value.TotalSeconds));
    }

    [Fact]
    public async Task An_unknown_organizer_is_a_setting_to_correct()
    {
        var graph = new FakeGraph().On(
            "GET /v1.0/users/becky.russell%40example.org?$select=id",
            FakeGraph.Error(HttpStatusCode.NotFound, "Request_ResourceNotFound", "Resource does not exist."));

        var fault = await ListAsync(graph);

        Assert.Equal(FaultKind.Configuration, fault.Kind);
        Assert.Contains("user principal name", fault.Message, StringComparison.Ordinal);
        Assert.Contains("becky.russell@example.org", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calendar_refusal_names_the_permission_and_no_access_policy()
    {
        var graph = Given.Graph().On(
            "DELETE " + Given.Users + "/events/e",
            FakeGraph.Error(HttpStatusCode.Forbidden, "ErrorAccessDenied", "Access is denied."));

        var fault = await Given.FaultAsync(() => Given.Meetings(graph).CancelEventAsync(
            Given.Becky, "e", TestContext.Current.CancellationToken));

        Assert.Equal(FaultKind.Configuration, fault.Kind);
        Assert.Contains("Calendars.ReadWrite", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("CsApplicationAccessPolicy", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sign_in_that_was_refused_is_a_setting_and_one_that_was_not_answered_passes()
    {
        Assert.Equal(
            FaultKind.Configuration,
            Fold(new AuthenticationFailedException("AADSTS7000215: Invalid client secret."))?.Kind);
        Assert.Equal(FaultKind.Configuration, Fold(new CredentialUnavailableException("No managed identity."))?.Kind);
        Assert.Equal(
            FaultKind.Transient,
            Fold(new AuthenticationFailedException("No answer", new HttpRequestException("login unreachable")))?.Kind);
    }

    [Fact]
    public void Several_exceptions_at_once_are_told_as_their_last()
    {
        var both = new AggregateException(
            new InvalidOperationException("html"), new AuthenticationFailedException("no"));

        Assert.Equal(FaultKind.Configuration, Fold(both)?.Kind);
    }

    [Fact]
    public void Our_own_cancellation_and_mistakes_are_no_faults_of_the_outside()
    {
        var ours = new CancellationToken(canceled: true);
        Assert.Null(GraphFaults.Fold(
            new OperationCanceledException(), GraphCall.FindMeeting, Given.Becky, Instant.MinValue, ours));
        Assert.Null(Fold(new NotSupportedException("our own")));
    }

    private static OutsideFaultException? Fold(Exception exception) => GraphFaults.Fold(
        exception, GraphCall.FindMeeting, Given.Becky, Instant.MinValue, TestContext.Current.CancellationToken);

    private static Task<OutsideFaultException> ListAsync(FakeGraph graph) =>
        Given.FaultAsync(() => Given.Recordings(graph).ListRecordingsAsync(
            Given.Becky, Given.MeetingId, TestContext.Current.CancellationToken));
}
