using System.Collections.Immutable;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Attendance;

/// <summary>Asks for the reports and unites them.</summary>
public sealed class AttendanceSteps(IAttendanceSource reports)
{
    public async Task<ImmutableArray<Fact>> CollectAsync(
        SessionFacts session, LookForArtifacts step, CancellationToken cancel)
    {
        if (step.Meeting.OnlineMeetingId is not { } meeting)
            return [];

        var found = await reports.ListReportsAsync(session.Course.Instructor.Email, meeting, cancel);
        return AttendanceUnion.Unite(session, found) is { } collected ? [collected] : [];
    }
}
