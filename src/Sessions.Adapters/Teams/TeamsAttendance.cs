using System.Collections.Immutable;
using Microsoft.Graph.Users.Item;
using Sessions.Adapters.Graph;
using Sessions.Attendance;
using EmailAddress = Sessions.Courses.EmailAddress;

namespace Sessions.Adapters.Teams;

/// <summary>Attendance reports over Microsoft Graph.</summary>
public sealed class TeamsAttendance(GraphTenant tenant) : IAttendanceSource
{
    public async Task<ImmutableArray<AttendanceReport>> ListReportsAsync(
        EmailAddress organizer, string onlineMeetingId, CancellationToken cancel) =>
        await tenant.AskAsync(
            GraphCall.ReadAttendance, organizer, user => ReadAsync(user, onlineMeetingId, cancel), cancel);

    private static async Task<ImmutableArray<AttendanceReport>> ReadAsync(
        UserItemRequestBuilder user, string meetingId, CancellationToken cancel)
    {
        var reports = user.OnlineMeetings[meetingId].AttendanceReports;
        var listed = await GraphTenant.ReadPagesAsync(
            await reports.GetAsync(cancellationToken: cancel),
            page => page.Value,
            link => reports.WithUrl(link).GetAsync(cancellationToken: cancel));
        var all = ImmutableArray.CreateBuilder<AttendanceReport>();
        foreach (var report in listed.Where(report => report.Id is not null))
        {
            // Whether $expand on the list fills the records is not documented; their own list always has them.
            var records = reports[report.Id!].AttendanceRecords;
            var read = await GraphTenant.ReadPagesAsync(
                await records.GetAsync(cancellationToken: cancel),
                page => page.Value,
                link => records.WithUrl(link).GetAsync(cancellationToken: cancel));
            if (AttendanceShape.Report(report, read) is { } shaped)
            {
                all.Add(shaped);
            }
        }

        return all.ToImmutable();
    }
}
