using System.Collections.Immutable;
using System.Net;
using Azure.Identity;
using Sessions.Meetings;

namespace Sessions.Adapters.Tests.Teams;

public sealed class TenantCheckTests
{
    private const string User = "GET /v1.0/users/becky.russell%40example.org?$select=id";

    private const string Calendar = "GET " + Given.Users + "/calendar?$select=allowedOnlineMeetingProviders";

    private const string Lookup = "GET " + Given.Users + "/onlineMeetings?$filter=JoinWebUrl%20eq%20%27https%3A%2F%2F"
        + "teams.microsoft.com%2Fl%2Fmeetup-join%2F19%253ameeting_preflight%2540thread.v2%2F0%3Fcontext%3D"
        + "%257b%2522Tid%2522%253a%252200000000-0000-0000-0000-000000000000%2522%252c"
        + "%2522Oid%2522%253a%252200000000-0000-0000-0000-000000000000%2522%257d%27";

    // 1*{object id}*0**19:meeting_preflight@thread.v2
    private const string NoMeeting = "GET " + Given.Users + "/onlineMeetings/MSowZjFlMmQzYy0wMDAwLTQwMDAtODAwMC0wMDAw"
        + "MDAwMDAwMDEqMCoqMTk6bWVldGluZ19wcmVmbGlnaHRAdGhyZWFkLnYy";

    private const string Recordings = NoMeeting + "/recordings";

    private const string Transcripts = NoMeeting + "/transcripts";

    private const string Attendance = NoMeeting + "/attendanceReports";

    private const string NoPolicy = "No application access policy found for this app.";

    private const string NoRole = "Missing role permissions on the request. API requires one of 'X'.";

    [Fact]
    public async Task A_tenant_that_is_ready_is_asked_six_times_and_changed_never()
    {
        var graph = Ready();

        Assert.Empty(await CheckAsync(graph));
        Assert.Equal([User, Calendar, Lookup, Recordings, Transcripts, Attendance], graph.Lines);
    }

    public static TheoryData<string, HttpStatusCode, string, string, TenantTrouble, string> Refusals => new()
    {
        { Calendar, HttpStatusCode.Forbidden, "ErrorAccessDenied", "Access is denied.", TenantTrouble.Permission, "Calendars.ReadWrite" },
        { Calendar, HttpStatusCode.NotFound, "MailboxNotEnabledForRESTAPI", "No mailbox.", TenantTrouble.Mailbox, "user principal name" },
        { Lookup, HttpStatusCode.Forbidden, "Forbidden", NoPolicy, TenantTrouble.AccessPolicy, "Grant-CsApplicationAccessPolicy" },
        { Lookup, HttpStatusCode.BadRequest, "General", NoPolicy, TenantTrouble.AccessPolicy, "Grant-CsApplicationAccessPolicy" },
        { Lookup, HttpStatusCode.Forbidden, "Forbidden", NoRole, TenantTrouble.Permission, "OnlineMeetings.ReadWrite.All" },
        { Lookup, HttpStatusCode.Forbidden, "Forbidden", "An error has occurred.", TenantTrouble.PermissionOrAccessPolicy, "Grant-CsApplicationAccessPolicy" },
        { Lookup, HttpStatusCode.Unauthorized, "InvalidAuthenticationToken", "Empty.", TenantTrouble.SignIn, "AllowedHosts" },
        { Recordings, HttpStatusCode.Forbidden, "Forbidden", NoRole, TenantTrouble.Permission, "OnlineMeetingRecording.Read.All" },
        { Transcripts, HttpStatusCode.Forbidden, "Forbidden", NoRole, TenantTrouble.Permission, "OnlineMeetingTranscript.Read.All" },
        { Attendance, HttpStatusCode.Forbidden, "Forbidden", NoRole, TenantTrouble.Permission, "OnlineMeetingArtifact.Read.All" },
        { Attendance, HttpStatusCode.PaymentRequired, "PaymentRequired", "Pay.", TenantTrouble.Licence, "licence" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_is_missing_is_told_apart_with_its_remedy(
        string line, HttpStatusCode status, string code, string message, TenantTrouble trouble, string remedy)
    {
        var finding = Assert.Single(await CheckAsync(Ready(line, FakeGraph.Error(status, code, message))));

        Assert.Equal(trouble, finding.Trouble);
        Assert.Contains(remedy, finding.Sentence, StringComparison.Ordinal);
        Assert.Contains("becky.russell@example.org", finding.Sentence, StringComparison.Ordinal);
        Assert.Equal(
            trouble is TenantTrouble.AccessPolicy or TenantTrouble.PermissionOrAccessPolicy, finding.MayPass);
    }

    [Fact]
    public async Task A_missing_permission_does_not_ask_for_the_policy_too()
    {
        var finding = Assert.Single(await CheckAsync(
            Ready(Lookup, FakeGraph.Error(HttpStatusCode.Forbidden, "Forbidden", NoRole))));

        Assert.DoesNotContain("CsApplicationAccessPolicy", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_organizer_is_all_there_is_to_say()
    {
        var graph = new FakeGraph().On(
            User, FakeGraph.Error(HttpStatusCode.NotFound, "Request_ResourceNotFound", "Does not exist."));

        var finding = Assert.Single(await CheckAsync(graph));

        Assert.Equal((TenantTrouble.Mailbox, false), (finding.Trouble, finding.MayPass));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""["skypeForBusiness"]""")]
    [InlineData("""["teamsForMars"]""")]
    public async Task A_calendar_without_teams_lacks_a_licence(string providers)
    {
        var finding = Assert.Single(await CheckAsync(
            Ready(Calendar, FakeGraph.Ok($$"""{"allowedOnlineMeetingProviders":{{providers}}}"""))));

        Assert.Equal(TenantTrouble.Licence, finding.Trouble);
        Assert.Contains("licence that includes Teams", finding.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"allowedOnlineMeetingProviders":["teamsForMars","teamsForBusiness"]}""")]
    [InlineData("""{"allowedOnlineMeetingProviders":null}""")]
    [InlineData("{}")]
    public async Task A_calendar_that_says_nothing_against_teams_is_no_finding(string calendar) =>
        Assert.Empty(await CheckAsync(Ready(Calendar, FakeGraph.Ok(calendar))));

    public static TheoryData<HttpStatusCode, string, string> AboutNoMeeting => new()
    {
        { HttpStatusCode.NotFound, "NotFound", "3004: Specified meeting is not found" },
        { HttpStatusCode.BadRequest, "BadRequest", "Invalid meeting id" },
        { HttpStatusCode.PreconditionFailed, "PreconditionFailed", "No iCalUid found for the meeting." },
        { HttpStatusCode.BadRequest, "PreconditionFailed", "No iCalUid found for the meeting." },
        { HttpStatusCode.Forbidden, "Forbidden", "3003: User does not have access to lookup meeting" },
    };

    [Theory]
    [MemberData(nameof(AboutNoMeeting))]
    public async Task However_it_is_said_that_there_is_no_such_meeting_it_was_allowed_to_ask(
        HttpStatusCode status, string code, string message) =>
        Assert.Empty(await CheckAsync(Ready(Recordings, FakeGraph.Error(status, code, message))));

    [Fact]
    public async Task Everything_missing_is_told_at_once()
    {
        var refused = FakeGraph.Error(HttpStatusCode.Forbidden, "Forbidden", NoPolicy);
        var graph = Given.Graph()
            .On(Calendar, FakeGraph.Ok("""{"allowedOnlineMeetingProviders":[]}"""))
            .On(Lookup, refused).On(Recordings, refused).On(Transcripts, refused).On(Attendance, refused);

        Assert.Equal(
            [
                TenantTrouble.Licence, TenantTrouble.AccessPolicy, TenantTrouble.AccessPolicy,
                TenantTrouble.AccessPolicy, TenantTrouble.AccessPolicy,
            ],
            (await CheckAsync(graph)).Select(finding => finding.Trouble));
    }

    [Fact]
    public async Task No_answer_and_no_sign_in_are_told_apart()
    {
        var silent = new FakeGraph().On(User, [.. Enumerable.Repeat(FakeGraph.Html(HttpStatusCode.BadGateway), 4)]);
        var unknown = new FakeGraph().On(
            User, FakeGraph.Breaks(new AuthenticationFailedException("AADSTS7000215: Invalid client secret.")));

        Assert.Equal(TenantTrouble.Unreachable, Assert.Single(await CheckAsync(silent)).Trouble);
        Assert.Equal(TenantTrouble.SignIn, Assert.Single(await CheckAsync(unknown)).Trouble);
    }

    private static Task<ImmutableArray<TenantFinding>> CheckAsync(FakeGraph graph) =>
        Given.Check(graph).CheckAsync(Given.Becky, TestContext.Current.CancellationToken);

    /// <summary>A tenant that is ready but for one answer.</summary>
    private static FakeGraph Ready(string? line = null, Func<HttpResponseMessage>? answer = null)
    {
        var none = FakeGraph.Error(HttpStatusCode.NotFound, "NotFound", "3004: Specified meeting is not found");
        var graph = Given.Graph();
        graph.On(Calendar, Answer(Calendar, FakeGraph.Ok("""{"allowedOnlineMeetingProviders":["teamsForBusiness"]}""")));
        graph.On(Lookup, Answer(Lookup, FakeGraph.Ok("""{"value":[]}""")));
        foreach (var artifact in (string[])[Recordings, Transcripts, Attendance])
        {
            graph.On(artifact, Answer(artifact, none));
        }

        return graph;

        Func<HttpResponseMessage> Answer(string about, Func<HttpResponseMessage> usual) =>
            about == line ? answer! : usual;
    }
}
