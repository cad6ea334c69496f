using System.Collections.Immutable;
using NodaTime;
using NodaTime.Extensions;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Planning;
using Sessions.Recordings;

namespace Sessions.Worker.Looks;

/// <summary>
/// One look at one session: plan, do one step, record it, plan again, until nothing is due. A step that fails or
/// must wait holds up only those that build on it.
/// </summary>
internal sealed partial class SessionLook(
    ILedger ledger, IAgenda agenda, StepRunner steps, FaultMemory faults, ReadinessLook readiness, LookSchedule looks,
    TimeProvider clock, ILogger<SessionLook> logger)
{
    // How long to wait for something that is merely not there yet, such as a meeting that was just created.
    private static readonly Duration NotYet = Duration.FromSeconds(30);

    public async Task RunAsync(AgendaItem item, SessionId id, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var held = new Dictionary<string, Instant>(StringComparer.Ordinal);
        while (await ledger.FindSessionAsync(id, cancel) is { } session)
        {
            var plan = SessionPlanner.Plan(session, looks, now);
            var step = plan.Due.FirstOrDefault(s => !held.ContainsKey(s.Key));
            if (step is null)
            {
                await agenda.CompleteAsync(item, Earliest([plan.Next?.At, .. held.Values]), cancel);
                return;
            }

            if (await TryAsync(session, step, now, cancel) is { } again)
                held[step.Key] = again;
        }
    }

    /// <returns>When to try again; null when the step is done.</returns>
    private async Task<Instant?> TryAsync(SessionFacts session, Step step, Instant now, CancellationToken cancel)
    {
        try
        {
            if (step is CreateMeeting)
                await readiness.MeetAsync(session, cancel);

            var done = await steps.RunAsync(session, step, now, cancel);
            if (done.IsEmpty)
                return now + NotYet;

            await ledger.RecordAsync(session, done, now, cancel);
            faults.Forget(session.Id, step.Key);
            return null;
        }
        catch (ConflictException)
        {
            // Someone else wrote first: the next round reads it and decides anew.
            return null;
        }
        catch (OutsideFaultException fault)
        {
            return await HoldAsync(session, step, fault, now, cancel);
        }
    }

    private async Task<Instant> HoldAsync(
        SessionFacts session, Step step, OutsideFaultException fault, Instant now, CancellationToken cancel)
    {
        LogFault(session.Id, step.Key, fault.Kind, fault.Message);
        if (fault.Kind is FaultKind.Configuration)
            await readiness.AskAsync(cancel);
        if (faults.Remember(session.Id, step.Key, fault, now) is { } warning)
            await WarnAsync(session.Id, warning, now, cancel);
        var wait = faults.Wait(session.Id, step.Key, fault);
        return now + (step is ArchiveVideo archive && await GivesUpAsync(session, archive, fault, now, cancel)
            ? Duration.Max(wait, GivingUp.TryAgain)
            : wait);
    }

    /// <returns>Whether the recording is no longer waited for.</returns>
    private async Task<bool> GivesUpAsync(
        SessionFacts session, ArchiveVideo step, OutsideFaultException fault, Instant now, CancellationToken cancel)
    {
        var streak = faults.Streak(session.Id, step.Key);
        if (GivingUp.Decide(session, step.Recording, fault, streak, looks, now) is not { } given)
            return !step.Recording.IsAwaited;

        await WarnAsync(session.Id, given, now, cancel);
        return true;
    }

    private async Task WarnAsync(SessionId id, Fact warning, Instant now, CancellationToken cancel)
    {
        for (var told = false; !told && await ledger.FindSessionAsync(id, cancel) is { } current;)
            told = await TryTellAsync(current, warning, now, cancel);
    }

    // A warning is added to whatever else was written: another writer is no reason to lose it, nor to end the look.
    private async Task<bool> TryTellAsync(
        SessionFacts current, Fact warning, Instant now, CancellationToken cancel)
    {
        try
        {
            await ledger.RecordAsync(current, [warning], now, cancel);
            return true;
        }
        catch (ConflictException)
        {
            return false;
        }
    }

    private static Instant? Earliest(ImmutableArray<Instant?> instants) => instants.Min();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Session}: {Step} failed ({Kind}): {Fault}")]
    private partial void LogFault(SessionId session, string step, FaultKind kind, string fault);
}
