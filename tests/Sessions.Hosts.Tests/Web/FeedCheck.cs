using System.Net;
using Sessions.Adapters.Tests.Mail;

namespace Sessions.Hosts.Tests.Web;

/// <summary>
/// Every calendar that a test fetches has been held against the linter, whatever the test asked for. What was packed
/// for the way is left to the tests of packing.
/// </summary>
internal sealed class FeedCheck(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer is { StatusCode: HttpStatusCode.OK, Content.Headers.ContentType.MediaType: "text/calendar" }
            && request.Method == HttpMethod.Get && answer.Content.Headers.ContentEncoding.Count == 0)
        {
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            Assert.Empty(FeedLint.Check(await answer.Content.ReadAsByteArrayAsync(cancellationToken)));
        }

        return answer;
    }
}
