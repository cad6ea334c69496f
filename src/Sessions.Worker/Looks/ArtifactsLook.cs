using System.Collections.Immutable;
using NodaTime;
using Sessions.Attendance;
using Sessions.Ledger;
using Sessions.Planning;
using Sessions.Recordings;

namespace Sessions.Worker.Looks;

/// <summary>
/// Asks Teams for reports, recordings and transcripts, each for itself: a permission that is missing for one must
/// not cost the others. What failed is asked for again at the next look, which comes anyway.
/// </summary>
internal sealed class ArtifactsLook(
    AttendanceSteps attendance, RecordingSteps recordings, FaultMemory faults, ReadinessLook readiness)
{
    public async Task<ImmutableArray<Fact>> RunAsync(
        SessionFacts session, LookForArtifacts look, Instant now, CancellationToken cancel) =>
    [
        .. await AskAsync(session, now, "attendance", () => attendance.CollectAsync(session, look, cancel), cancel),
        .. await AskAsync(session, now, "recordings", () => recordings.FindAsync(session, look, cancel), cancel),
        .. await AskAsync(session, now, "captions", () => recordings.ArchiveCaptionsAsync(session, look, now, cancel), cancel),
        new Looked(),
    ];

    private async Task<ImmutableArray<Fact>> AskAsync(
        SessionFacts session, Instant now, string what, Func<Task<ImmutableArray<Fact>>> ask,
        CancellationToken cancel)
    {
        try
        {
            var found = await ask();
            faults.Forget(session.Id, what);
            return found;
        }
        catch (OutsideFaultException fault)
        {
            if (fault.Kind is FaultKind.Configuration)
                await readiness.AskAsync(cancel);
            return faults.Remember(session.Id, what, fault, now) is { } warning ? [warning] : [];
        }
    }
}
