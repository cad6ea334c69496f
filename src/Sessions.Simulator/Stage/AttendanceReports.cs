using System.Globalization;
using System.Text.Json.Nodes;
using Sessions.Simulator.Http;
using Sessions.Simulator.Meetings;

namespace Sessions.Simulator.Stage;

/// <summary>
/// …/attendanceReports: one for each time the room was filled and emptied, newest first, at most 50.
/// </summary>
internal static class AttendanceReports
{
    private const int Most = 50;

    public static Answer List(Call call)
    {
        var meeting = OnlineMeetings.Find(call);
        var expands = call.Switches.ExpandFillsReportList && Odata.Expands(call, "attendanceRecords");
        var reports = All(call, meeting)
            .Select(report => ReportJson.Report(call, report, expands))
            .Take(Most)
            .ToArray();
        return Answer.Ok(Odata.Page(call, Context(meeting), reports));
    }

    public static Answer Get(Call call)
    {
        var meeting = OnlineMeetings.Find(call);
        var json = ReportJson.Report(call, Find(call, meeting), Odata.Expands(call, "attendanceRecords"));
        return Answer.Ok(Odata.Entity(call, Context(meeting), json));
    }

    public static Answer Records(Call call)
    {
        var meeting = OnlineMeetings.Find(call);
        var report = Find(call, meeting);
        var records = report.Records.Select(record => ReportJson.Record(call, record)).ToArray<JsonObject>();
        return Answer.Ok(Odata.Page(call, $"{Context(meeting)}('{report.Id}')/attendanceRecords", records));
    }

    private static Report Find(Call call, StoredMeeting meeting)
    {
        var id = call.Route("report");
        return All(call, meeting).FirstOrDefault(report => report.Id == id)
            ?? throw new GraphFailure(404, "NotFound", "Attendance report is not found.");
    }

    private static IEnumerable<Report> All(Call call, StoredMeeting meeting)
    {
        if (!call.Switches.AttendanceReports)
        {
            return [];
        }

        var held = Playhouse.Sessions(call.State, meeting).SelectMany(session => Calls(call, session));
        var rehearsed = call.Switches.RehearsedTheDayBefore ? [Rehearsal(call, meeting)] : Array.Empty<Report>();
        return held.Concat(rehearsed)
            .Where(report => report.Available <= call.Now)
            .OrderByDescending(report => report.Start);
    }

    private static IEnumerable<Report> Calls(Call call, HeldSession session)
    {
        if (!call.Switches.RoomEmptiedOnce)
        {
            yield return Cut(call, session, 0, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
            yield break;
        }

        var middle = session.Start + (session.End - session.Start) / 2;
        yield return Cut(call, session, 1, DateTimeOffset.MinValue, middle);
        yield return Cut(call, session, 2, middle.AddMinutes(1), DateTimeOffset.MaxValue);
    }

    private static Report Cut(
        Call call, HeldSession session, int number, DateTimeOffset from, DateTimeOffset to)
    {
        var records = session.People
            .Select(person => person with
            {
                Intervals =
                [
                    .. person.Intervals
                        .Select(interval => new SimulatedInterval(
                            interval.Joined < from ? from : interval.Joined, interval.Left > to ? to : interval.Left))
                        .Where(interval => interval.Left > interval.Joined),
                ],
            })
            .Where(person => person.Intervals.Length > 0)
            .ToArray();
        return new Report(
            Id(call, session.Key, number),
            records.Min(person => person.Intervals[0].Joined),
            records.Max(person => person.Intervals[^1].Left),
            session.End + call.Switches.AttendanceLag,
            records);
    }

    private static Report Rehearsal(Call call, StoredMeeting meeting)
    {
        var start = meeting.Start.AddDays(-1);
        var organizer = new SimulatedAttendee(
            meeting.Organizer.DisplayName, meeting.Organizer.Address, "Organizer", Presence.Whole,
            TimeSpan.FromMinutes(6), [new SimulatedInterval(start, start.AddMinutes(6))]);
        return new Report(
            Id(call, meeting.Key, 3), start, start.AddMinutes(6),
            start.AddMinutes(6) + call.Switches.AttendanceLag, [organizer]);
    }

    private static string Id(Call call, string key, int number) =>
        call.State.Dice.Guid("report", key, number.ToString(CultureInfo.InvariantCulture)).ToString();

    private static string Context(StoredMeeting meeting) =>
        $"{OnlineMeetings.Context(meeting.Organizer)}('{meeting.Id}')/attendanceReports";
}
