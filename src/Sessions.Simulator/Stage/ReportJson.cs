using System.Text.Json.Nodes;
using Sessions.Simulator.Http;

namespace Sessions.Simulator.Stage;

/// <summary>One call instance as a report tells it.</summary>
internal sealed record Report(
    string Id,
    DateTimeOffset Start,
    DateTimeOffset End,
    DateTimeOffset Available,
    IReadOnlyList<SimulatedAttendee> Records);

/// <summary>Reports and their records as Graph shows them (meetingAttendanceReport, attendanceRecord).</summary>
internal static class ReportJson
{
    public static JsonObject Report(Call call, Report report, bool withRecords)
    {
        var json = new JsonObject
        {
            ["id"] = report.Id,
            ["totalParticipantCount"] = report.Records.Count,
            ["meetingStartDateTime"] = Odata.Time(report.Start),
            ["meetingEndDateTime"] = Odata.Time(report.End),
        };
        if (withRecords)
        {
            json["attendanceRecords"] = new JsonArray(
                [.. report.Records.Select(person => Record(call, person))]);
        }

        return json;
    }

    public static JsonObject Record(Call call, SimulatedAttendee person)
    {
        var id = person.Email is { } email
            ? Users.IdOf(call.State, email)
            : call.State.Dice.Guid("guest", person.Name).ToString();
        return new JsonObject
        {
            ["id"] = id,
            ["emailAddress"] = person.Email ?? (call.Switches.GuestAddress == GuestAddress.Empty ? "" : null),
            ["totalAttendanceInSeconds"] = person.Intervals.Sum(Duration),
            ["role"] = call.Switches.UnknownValues && person.Role == "Attendee" ? "Onlooker" : person.Role,
            ["identity"] = new JsonObject
            {
                ["id"] = id,
                ["displayName"] = person.Name,
                ["tenantId"] = person.Email is null ? null : call.State.TenantId,
            },
            ["attendanceIntervals"] = new JsonArray([.. person.Intervals.Select(Interval)]),
        };
    }

    private static JsonObject Interval(SimulatedInterval interval) => new()
    {
        ["joinDateTime"] = Odata.Time(interval.Joined),
        ["leaveDateTime"] = Odata.Time(interval.Left),
        ["durationInSeconds"] = Duration(interval),
    };

    private static int Duration(SimulatedInterval interval) => (int)(interval.Left - interval.Joined).TotalSeconds;
}
