using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sessions.Ledger;

namespace Sessions.Web.Hosting;

/// <summary>Whether the ledger answers.</summary>
internal sealed class LedgerHealth(ILedger ledger) : IHealthCheck
{
    public const string Tag = "ready";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await ledger.ListCoursesAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
