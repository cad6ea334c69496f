using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Kiota.Abstractions;
using Sessions.Adapters.Resilience;

namespace Sessions.Adapters.Tests.Resilience;

public sealed class RetryingHandlerTests
{
    private static readonly TimeSpan AttemptTimeout = RetryPolicy.Default.AttemptTimeout.ToTimeSpan();

    private readonly SwiftTime _time = new(AttemptTimeout);

    public static TheoryData<int, int> Statuses => new()
    {
        { 200, 1 }, { 202, 1 }, { 400, 1 }, { 401, 1 }, { 403, 1 }, { 404, 1 }, { 409, 1 }, { 412, 1 }, { 501, 1 },
        { 408, 4 }, { 429, 4 }, { 500, 4 }, { 502, 4 }, { 503, 4 }, { 504, 4 },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task What_passes_is_asked_four_times_and_the_last_answer_is_handed_on(int status, int attempts)
    {
        var network = new Script(_ => new((HttpStatusCode)status));

        using var answer = await SendAsync(network, HttpMethod.Get);

        Assert.Equal((status, attempts), ((int)answer.StatusCode, network.Attempts));
    }

    public static TheoryData<string, double> Waits => new()
    {
        { "7", 7 },
        { "2.128", 2.128 },
        { "Wed, 22 Oct 2025 17:00:09 GMT", 9 },
        { "0", 0 },
    };

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task The_wait_asked_for_is_kept(string retryAfter, double seconds)
    {
        var network = new Script(attempt => attempt == 1 ? Busy(retryAfter) : new(HttpStatusCode.OK));

        using var answer = await SendAsync(network, HttpMethod.Get);

        Assert.Equal((HttpStatusCode.OK, 2), (answer.StatusCode, network.Attempts));
        Assert.Equal(seconds, _time.Waits.Sum(wait => wait.TotalSeconds), 0.002);
    }

    [Fact]
    public async Task A_wait_longer_than_ours_is_left_to_whoever_plans()
    {
        var network = new Script(_ => Busy("31"));

        using var answer = await SendAsync(network, HttpMethod.Get);

        Assert.Equal((HttpStatusCode.TooManyRequests, 1), (answer.StatusCode, network.Attempts));
    }

    [Fact]
    public async Task An_accepted_request_is_never_repeated_even_when_told_to_wait()
    {
        var network = new Script(_ => Busy("1", HttpStatusCode.Accepted));

        using var answer = await SendAsync(network, HttpMethod.Get);

        Assert.Equal(1, network.Attempts);
    }

    [Fact]
    public async Task Our_own_waits_grow_and_are_jittered()
    {
        HashSet<TimeSpan> first = [];
        for (var run = 0; run < 20; run++)
        {
            var time = new SwiftTime(AttemptTimeout);
            using var answer = await SendAsync(new Script(_ => new(HttpStatusCode.BadGateway)), HttpMethod.Get, time);
            Assert.Equal(3, time.Waits.Count);
            Assert.All(
                time.Waits,
                wait => Assert.InRange(wait, TimeSpan.Zero, RetryPolicy.Default.LongestWait.ToTimeSpan()));
            first.Add(time.Waits.First());
        }

        Assert.True(first.Count > 10, $"{first.Count} different waits in 20 runs");
    }

    public static TheoryData<Exception> Breaks =>
    [
        new HttpRequestException("refused"),
        new IOException("reset"),
    ];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_lost_connection_is_tried_again(Exception broken)
    {
        var network = new Script(attempt => attempt < 4 ? throw broken : new(HttpStatusCode.OK));

        using var answer = await SendAsync(network, HttpMethod.Get);

        Assert.Equal((HttpStatusCode.OK, 4), (answer.StatusCode, network.Attempts));
    }

    [Fact]
    public async Task An_attempt_without_headers_is_given_up_and_tried_again()
    {
        var time = new SwiftTime(never: TimeSpan.MinValue);
        var network = new Script(_ => new(HttpStatusCode.OK)) { Hangs = true };

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(network, HttpMethod.Get, time));

        Assert.Equal(("TimeoutRejectedException", 4), (exception.GetType().Name, network.Attempts));
    }

    public static TheoryData<string, int> Methods => new()
    {
        { "GET", 4 }, { "PATCH", 4 }, { "PUT", 4 }, { "DELETE", 4 }, { "POST", 1 },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Only_a_post_is_not_repeated(string method, int attempts)
    {
        var throttled = new Script(_ => Busy("1"));
        var broken = new Script(_ => throw new HttpRequestException("reset"));

        using var answer = await SendAsync(throttled, new(method));
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(broken, new(method)));

        Assert.Equal((attempts, attempts), (throttled.Attempts, broken.Attempts));
    }

    [Fact]
    public async Task A_post_that_the_other_side_knows_again_is_repeated_with_its_body()
    {
        var network = new Script(attempt => attempt < 3 ? Busy("0.5") : new(HttpStatusCode.Created));
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://graph.test/v1.0/events")
        {
            Content = new StringContent("""{"transactionId":"tx-1"}"""),
        };
        request.Options.Set(
            new HttpRequestOptionsKey<IRequestOption>(typeof(MayRepeat).FullName!), MayRepeat.Instance);

        using var answer = await SendAsync(network, request, _time);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(Enumerable.Repeat("""{"transactionId":"tx-1"}""", 3), network.Bodies);
    }

    [Fact]
    public async Task A_cancelled_caller_is_not_kept_waiting()
    {
        using var cancel = new CancellationTokenSource();
        var network = new Script(_ =>
        {
            cancel.Cancel();
            return Busy("1");
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://graph.test/v1.0/me");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(network, request, _time, cancel.Token));

        Assert.Equal(1, network.Attempts);
    }

    private static HttpResponseMessage Busy(
        string retryAfter, HttpStatusCode status = HttpStatusCode.TooManyRequests)
    {
        var answer = new HttpResponseMessage(status);
        answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return answer;
    }

    private async Task<HttpResponseMessage> SendAsync(Script network, HttpMethod method, SwiftTime? time = null)
    {
        using var request = new HttpRequestMessage(method, "http://graph.test/v1.0/users?sig=secret");
        return await SendAsync(network, request, time ?? _time);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        Script network, HttpRequestMessage request, TimeProvider time, CancellationToken? cancel = null)
    {
        using var handler = new RetryingHandler(RetryPolicy.Default, time, NullLogger<RetryingHandler>.Instance)
        {
            InnerHandler = network,
        };
        using var invoker = new HttpMessageInvoker(handler);
        return await invoker.SendAsync(request, cancel ?? TestContext.Current.CancellationToken);
    }

    private sealed class Script(Func<int, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public int Attempts { get; private set; }

        public List<string> Bodies { get; } = [];

        public bool Hangs { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Attempts++;
            if (request.Content is { } content)
            {
                Bodies.Add(await content.ReadAsStringAsync(cancellationToken));
            }

            if (Hangs)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return answer(Attempts);
        }
    }
}
