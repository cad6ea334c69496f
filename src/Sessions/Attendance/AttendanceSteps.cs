using System.Collections.Immutable;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Attendance;

/// <summary>Asks for the reports and unites them.</summary>
public sealed class AttendanceSteps(IAttendanceSource reports)
{
    public async Task<ImmutableArray<Fact>> CollectAsync(
        SessionFacts session, LookForArtifacts step, CancellationToken cancel) =>
        AttendanceUnion.Unite(session, await ListAsync(session, step.Meeting, cancel)) is { } collected
            ? [collected]
            : [];

    /// <summary>Once more from the reports, or from what was kept of them where Teams has none any more.</summary>
    public async Task<ImmutableArray<Fact>> ReuniteAsync(
        SessionFacts session, ReuniteAttendance step, CancellationToken cancel)
    {
        var found = await ListAsync(session, step.Meeting, cancel);
        return [AttendanceUnion.Unite(session, found) ?? AttendanceUnion.Settle(session)];
    }

    private async Task<ImmutableArray<AttendanceReport>> ListAsync(
        SessionFacts session, MeetingFacts meeting, CancellationToken cancel) => meeting.OnlineMeetingId is { } id
        ? await reports.ListReportsAsync(session.Course.Instructor.Email, id, cancel)
        : [];
}
