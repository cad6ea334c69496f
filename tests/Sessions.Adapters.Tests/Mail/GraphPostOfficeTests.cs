using System.Net;
using NodaTime;
using Sessions.Adapters.Mail;
using Sessions.Adapters.Tests.Teams;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Mail;

public sealed class GraphPostOfficeTests
{
    private const string Post = "POST /v1.0/users/becky.russell%40example.org/sendMail";

    [Fact]
    public async Task A_mail_goes_as_one_request_with_the_whole_message_in_base64()
    {
        var graph = new FakeGraph().On(Post, FakeGraph.Empty(HttpStatusCode.Accepted));

        var said = await SendAsync(graph);

        var request = Assert.Single(graph.Requests);
        Assert.Equal(Convert.ToBase64String(Mails.Bytes(Mail)), request.Body);
        Assert.DoesNotContain("Accept:", request.Headers, StringComparison.Ordinal);
        Assert.Equal("202 accepted by Graph, from becky.russell@example.org", said);
    }

    [Fact]
    public async Task Accepted_with_Retry_After_is_accepted_and_not_sent_again()
    {
        var graph = new FakeGraph().On(Post, FakeGraph.Json(HttpStatusCode.Accepted, "", retryAfter: "30"));

        await SendAsync(graph);

        Assert.Single(graph.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "ErrorMimeContentInvalidBase64String", FaultKind.Permanent)]
    [InlineData(HttpStatusCode.BadRequest, "ErrorInvalidRecipients", FaultKind.Permanent)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, "ErrorMessageSizeExceeded", FaultKind.Permanent)]
    [InlineData(HttpStatusCode.Forbidden, "ErrorAccessDenied", FaultKind.Configuration)]
    [InlineData(HttpStatusCode.NotFound, "ErrorInvalidUser", FaultKind.Configuration)]
    [InlineData(HttpStatusCode.TooManyRequests, "ErrorExceededMessageLimit", FaultKind.Transient)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "ErrorServerBusy", FaultKind.Transient)]
    public async Task What_Graph_says_decides_what_is_done_and_it_is_asked_once(
        HttpStatusCode status, string code, FaultKind kind)
    {
        var graph = new FakeGraph().On(Post, FakeGraph.Error(status, code, "said Graph"));

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => SendAsync(graph));

        Assert.Equal((kind, FaultOutcome.NotTaken), (fault.Kind, fault.Outcome));
        Assert.Contains(code, fault.Message, StringComparison.Ordinal);
        Assert.Single(graph.Requests);
    }

    [Fact]
    public async Task A_decimal_wait_is_waited_for()
    {
        var graph = new FakeGraph().On(
            Post, FakeGraph.Error(HttpStatusCode.TooManyRequests, "TooManyRequests", "later", retryAfter: "2.128"));

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => SendAsync(graph));

        Assert.Equal(Duration.FromMilliseconds(2128), fault.RetryAfter);
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_mail_in_doubt_and_a_refused_connection_does_not()
    {
        var lost = new FakeGraph().On(Post, FakeGraph.Breaks(new HttpIOException(HttpRequestError.ResponseEnded)));
        var refused = new FakeGraph().On(
            Post, FakeGraph.Breaks(new HttpRequestException(HttpRequestError.ConnectionError)));
        var gateway = new FakeGraph().On(Post, FakeGraph.Empty(HttpStatusCode.GatewayTimeout));

        Assert.Equal(FaultOutcome.Unknown, (await Given.FaultAsync(() => SendAsync(lost))).Outcome);
        Assert.Equal(FaultOutcome.NotTaken, (await Given.FaultAsync(() => SendAsync(refused))).Outcome);
        Assert.Equal(FaultOutcome.Unknown, (await Given.FaultAsync(() => SendAsync(gateway))).Outcome);
        Assert.Equal((1, 1, 1), (lost.Requests.Count, refused.Requests.Count, gateway.Requests.Count));
    }

    private static OutgoingMail Mail { get; } = Mails.Write(MessageKind.Invitation);

    private static async Task<string> SendAsync(FakeGraph graph)
    {
        using var pace = new MailPace(new CountedOutbox(), MailIdentity.Instructor, TimeProvider.System);
        return await new GraphPostOffice(Given.Tenant(graph), pace)
            .SendAsync(Mail, TestContext.Current.CancellationToken);
    }
}
