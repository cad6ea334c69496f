using System.Collections.Concurrent;
using Microsoft.Kiota.Abstractions;
using NodaTime;
using NodaTime.Extensions;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Meetings;

namespace Sessions.Adapters.Graph;

/// <summary>
/// A Teams application access policy takes up to half an hour to work. Until then a refusal that may come from it
/// passes by itself; after that a person must mend it. Counted from the first refusal, and forgotten at a restart.
/// </summary>
/// <param name="clock">The product's: what waits for it runs on the schedule.</param>
internal sealed class GrantDelay(TimeProvider clock)
{
    private static readonly Duration Longest = Duration.FromMinutes(30);

    private static readonly Duration AskAgain = Duration.FromMinutes(5);

    private readonly ConcurrentDictionary<(EmailAddress, string), Instant> _since = new();

    /// <returns>The fault, or one that passes in its place.</returns>
    public OutsideFaultException Weigh(OutsideFaultException fault, GraphCall call, EmailAddress organizer)
    {
        var cause = fault.InnerException is ApiException refused ? GraphCauses.Of(refused, call) : null;
        if (!call.NeedsAccessPolicy
            || cause is not (TenantTrouble.AccessPolicy or TenantTrouble.PermissionOrAccessPolicy))
        {
            return fault;
        }

        var now = clock.GetCurrentInstant();
        var since = _since.GetOrAdd((organizer, call.Permission), now);
        return now - since >= Longest
            ? fault
            : new(
                FaultKind.Transient,
                $"{fault.Message}. It is asked again until then",
                fault.InnerException,
                AskAgain);
    }

    public void Worked(GraphCall call, EmailAddress organizer) => _since.TryRemove((organizer, call.Permission), out _);
}
