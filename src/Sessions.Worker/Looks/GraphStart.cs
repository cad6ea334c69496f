using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using NodaTime.Extensions;
using Sessions.Ledger;
using Sessions.Worker.Settings;

namespace Sessions.Worker.Looks;

/// <summary>
/// Asks once at the start for a look at the tenant and the archive, if there are courses, and at the subscriptions:
/// where Graph can reach us, and where it once could and some are left to be ended. Elsewhere nothing comes on the agenda.
/// </summary>
internal sealed partial class GraphStart(
    ILedger ledger, ISubscriptionBook book, IAgenda agenda, IOptions<PublicUrlOptions> publicUrl, TimeProvider clock,
    ILogger<GraphStart> logger)
    : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await TryAskAsync(stoppingToken))
            await Task.Delay(AfterFailure, stoppingToken);
    }

    [SuppressMessage("Design", "CA1031", Justification = "A database that is away for a moment is asked again.")]
    private async Task<bool> TryAskAsync(CancellationToken cancel)
    {
        try
        {
            List<string> keys = [];
            if (!(await ledger.ListCoursesAsync(cancel)).IsEmpty)
                keys.Add(AgendaItem.Readiness);
            if (publicUrl.Value.IsReachable || !(await book.ListAsync(cancel)).IsEmpty)
                keys.Add(AgendaItem.Subscriptions);
            if (keys.Count > 0)
                await agenda.AskAsync(keys, clock.GetCurrentInstant(), cancel);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Tenant and subscriptions could not be looked at yet; it is repeated")]
    private partial void LogFailed(Exception exception);
}
