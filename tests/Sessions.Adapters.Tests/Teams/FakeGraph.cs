using System.Net;
using System.Text;

namespace Sessions.Adapters.Tests.Teams;

/// <summary>
/// Answers exactly the requests it was told of, each answer once, and fails the test on any other. What it was
/// asked is kept word for word.
/// </summary>
internal sealed class FakeGraph : HttpMessageHandler
{
    private readonly Dictionary<string, Queue<Func<HttpResponseMessage>>> _answers = new(StringComparer.Ordinal);

    public List<SeenRequest> Requests { get; } = [];

    public IEnumerable<string> Lines => Requests.Select(request => request.Line);

    /// <param name="line">Method and target as they go over the wire: <c>GET /v1.0/users/…</c>.</param>
    public FakeGraph On(string line, params Func<HttpResponseMessage>[] answers)
    {
        if (!_answers.TryGetValue(line, out var queue))
        {
            _answers[line] = queue = new();
        }

        foreach (var answer in answers)
        {
            queue.Enqueue(answer);
        }

        return this;
    }

    public static Func<HttpResponseMessage> Json(
        HttpStatusCode status, string body, string? retryAfter = null) => () =>
    {
        var answer = new HttpResponseMessage(status)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (retryAfter is not null)
        {
            answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return answer;
    };

    public static Func<HttpResponseMessage> Ok(string body) => Json(HttpStatusCode.OK, body);

    public static Func<HttpResponseMessage> Error(
        HttpStatusCode status, string code, string message, string? retryAfter = null) => Json(
        status,
        $$"""
        {"error":{"code":"{{code}}","message":"{{message}}",
         "innerError":{"date":"2025-01-09T14:48:30","request-id":"r","client-request-id":"c"} } }
        """,
        retryAfter);

    public static Func<HttpResponseMessage> Empty(HttpStatusCode status) => () => new(status);

    public static Func<HttpResponseMessage> Html(HttpStatusCode status) => () => new(status)
    {
        Content = new StringContent("<html><body>Bad gateway</body></html>", Encoding.UTF8, "text/html"),
    };

    public static Func<HttpResponseMessage> Breaks(Exception how) => () => throw how;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var seen = new SeenRequest(
            $"{request.Method} {request.RequestUri!.PathAndQuery}", body, request.Headers.ToString());
        Requests.Add(seen);
        Assert.True(
            _answers.TryGetValue(seen.Line, out var queue) && queue.Count > 0,
            $"Nobody expected this request:\n{seen.Line}\n{body}");
        var answer = queue.Dequeue()();
        answer.RequestMessage = request;
        return answer;
    }
}

internal sealed record SeenRequest(string Line, string? Body, string Headers);
