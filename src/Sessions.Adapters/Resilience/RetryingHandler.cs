using System.Net;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Sessions.Adapters.Resilience;

/// <summary>
/// The one retry layer for HTTP: 408, 429, 5xx, lost connections and attempts without an answer. The last answer
/// or exception goes through as it came.
/// </summary>
public sealed partial class RetryingHandler : DelegatingHandler
{
    private readonly RetryPolicy _policy;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline<HttpResponseMessage> _repeating;
    private readonly ResiliencePipeline<HttpResponseMessage> _once;

    /// <param name="time">The network's clock: real, whatever clock the schedule runs on.</param>
    public RetryingHandler(RetryPolicy policy, TimeProvider time, ILogger<RetryingHandler> logger)
    {
        _policy = policy;
        _time = time;
        _logger = logger;
        _repeating = Builder().AddRetry(Repeats()).AddTimeout(AttemptTimeout()).Build();
        _once = Builder().AddTimeout(AttemptTimeout()).Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var pipeline = MayRepeat.Is(request) ? _repeating : _once;
        // The query stays out of the log: a redirect's carries a signature.
        var context = ResilienceContextPool.Shared.Get(
            $"{request.Method} {request.RequestUri?.AbsolutePath}", cancellationToken);
        try
        {
            return await pipeline.ExecuteAsync(
                async attempt => await base.SendAsync(request, attempt.CancellationToken), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ResiliencePipelineBuilder<HttpResponseMessage> Builder() => new() { TimeProvider = _time };

    private TimeoutStrategyOptions AttemptTimeout() => new() { Timeout = _policy.AttemptTimeout.ToTimeSpan() };

    private RetryStrategyOptions<HttpResponseMessage> Repeats() => new()
    {
        MaxRetryAttempts = _policy.Repeats,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = _policy.FirstWait.ToTimeSpan(),
        MaxDelay = _policy.LongestWait.ToTimeSpan(),
        ShouldHandle = outcome => ValueTask.FromResult(Passes(outcome.Outcome)),
        DelayGenerator = outcome => ValueTask.FromResult(AskedWait(outcome.Outcome.Result)?.ToTimeSpan()),
        OnRetry = outcome =>
        {
            var because = outcome.Outcome.Result is { } answer
                ? ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture)
                : outcome.Outcome.Exception?.GetType().Name;
            LogRetry(outcome.Context.OperationKey, because, outcome.RetryDelay, outcome.AttemptNumber + 1);
            return ValueTask.CompletedTask;
        },
    };

    private bool Passes(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException or IOException } => true,
        { Result: { } answer } => IsTransient(answer.StatusCode) && !(AskedWait(answer) > _policy.LongestWait),
        _ => false,
    };

    private static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        || (status >= HttpStatusCode.InternalServerError && status != HttpStatusCode.NotImplemented);

    private Duration? AskedWait(HttpResponseMessage? answer) =>
        answer is null ? null : RetryAfter.Read(answer, _time.GetCurrentInstant());

    [LoggerMessage(LogLevel.Information, "{Request}: {Because}; repeat {Repeat} in {Delay}")]
    private partial void LogRetry(string? request, string? because, TimeSpan delay, int repeat);
}
