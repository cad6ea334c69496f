using System.Collections.Immutable;
using Microsoft.Graph.Models;
using NodaTime;
using Sessions.Attendance;
using EmailAddress = Sessions.Courses.EmailAddress;
using Record = Microsoft.Graph.Models.AttendanceRecord;

namespace Sessions.Adapters.Teams;

/// <summary>Graph's reports in our words. What is missing from them is made good only where it can be known.</summary>
internal static class AttendanceShape
{
    /// <returns>Null for a report that says neither when it was nor who came.</returns>
    public static AttendanceReport? Report(MeetingAttendanceReport report, IReadOnlyList<Record> records)
    {
        var told = records.SelectMany(Told).ToList();
        var start = GraphTimes.FromGraph(report.MeetingStartDateTime)
            ?? (told is [] ? null : told.Min(interval => interval.Start));
        if (start is null)
        {
            return null;
        }

        var last = told is [] ? start.Value : told.Max(interval => interval.End);
        var end = Instant.Max(start.Value, GraphTimes.FromGraph(report.MeetingEndDateTime) ?? last);
        return new(report.Id!, start.Value, end, [.. records.Select(record => Shape(record, start.Value))]);
    }

    private static Attendance.AttendanceRecord Shape(Record record, Instant reportStart)
    {
        var intervals = Told(record).ToImmutableArray();
        if (intervals is [] && record.TotalAttendanceInSeconds is > 0 and var seconds)
        {
            // Somebody who was there must not look absent: the total is all there is, so it counts from the start.
            intervals = [new(reportStart, reportStart + Duration.FromSeconds(seconds))];
        }

        return new(
            EmailAddress.TryParse(record.EmailAddress ?? ""),
            record.Identity?.DisplayName ?? "",
            record.Role,
            intervals)
        {
            IdentityId = UserId(record.Identity),
        };
    }

    // Only who belongs to a tenant is a user; what guests are given for an id is documented nowhere. Without an
    // @odata.type the SDK makes a plain identity of a user and leaves the tenant among what it does not know.
    private static string? UserId(Identity? identity) => identity switch
    {
        { Id: null or "" } or null => null,
        CommunicationsUserIdentity { TenantId: { Length: > 0 } } => identity.Id,
        _ => identity.AdditionalData.TryGetValue("tenantId", out var tenant) && tenant is not (null or "")
            ? identity.Id
            : null,
    };

    private static IEnumerable<Interval> Told(Record record)
    {
        foreach (var told in record.AttendanceIntervals ?? [])
        {
            var join = GraphTimes.FromGraph(told.JoinDateTime);
            var leave = GraphTimes.FromGraph(told.LeaveDateTime)
                ?? (told.DurationInSeconds is { } seconds ? join + Duration.FromSeconds(seconds) : null);
            if (join <= leave)
            {
                yield return new(join, leave);
            }
        }
    }
}
