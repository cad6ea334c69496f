using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Quartz;
using Sessions.Ledger;

namespace Sessions.Adapters.Scheduling;

/// <summary>One look at one thing; never two at once at the same thing.</summary>
[DisallowConcurrentExecution]
internal sealed partial class LookJob(
    IAgendaHandler handler, IAgenda agenda, LookTriggers triggers, TimeProvider clock, ILogger<LookJob> logger) : IJob
{
    [SuppressMessage("Design", "CA1031", Justification =
        "The pump's boundary: what escapes a look is a bug or an outage, and must not end the pump.")]
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var key = context.JobDetail.Key.Name;
        try
        {
            await handler.LookAsync(key, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops; the agenda still says what is due, and the next start reads it.
            return;
        }
        catch (Exception e)
        {
            LogLookFailed(e, key);
            await PostponeAsync(key, cancellationToken);
        }

        await triggers.FollowAsync(key, cancellationToken);
    }

    private async Task PostponeAsync(string key, CancellationToken cancel)
    {
        if (await agenda.FindAsync(key, cancel) is not { } item)
            return;

        var again = clock.GetCurrentInstant() + Duration.FromTimeSpan(SchedulingServices.RetryAfterBug);
        await agenda.CompleteAsync(item, again, cancel);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The look at {Key} failed; it is repeated")]
    private partial void LogLookFailed(Exception exception, string key);
}
