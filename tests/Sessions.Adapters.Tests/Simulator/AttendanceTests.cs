using System.Globalization;
using System.Text.Json.Nodes;
using Sessions.Simulator;

namespace Sessions.Adapters.Tests.Simulator;

public sealed class AttendanceTests : TenantTest
{
    [Fact]
    public async Task The_report_comes_four_minutes_after_the_end()
    {
        var (_, meeting) = await RecordedMeetingAsync();

        Clock.Now = End.AddMinutes(4).AddTicks(-1);
        Assert.Equal(0, (await GetAsync(meeting + "/attendanceReports")).Json.Count());

        Clock.Now = End.AddMinutes(4);
        Assert.Equal(1, (await GetAsync(meeting + "/attendanceReports")).Json.Count());
    }

    [Fact]
    public async Task Records_come_with_expand_or_by_themselves_and_are_equal()
    {
        var report = await ReportAsync();

        var bare = (await GetAsync(report)).Json;
        var expanded = (await GetAsync(report + "?$expand=attendanceRecords")).Json;
        var records = (await GetAsync(report + "/attendanceRecords")).Json;

        Assert.Null(bare["attendanceRecords"]);
        Assert.Equal(records["value"]!.ToJsonString(), expanded["attendanceRecords"]!.ToJsonString());
        Assert.Equal(bare["totalParticipantCount"]!.GetValue<int>(), records.Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Expand_fills_the_list_only_where_the_service_does_so(bool fills)
    {
        Switch(switches => switches with { ExpandFillsReportList = fills });
        var (_, meeting) = await RecordedMeetingAsync();
        Clock.Now = End.AddHours(1);

        var list = (await GetAsync(meeting + "/attendanceReports?$expand=attendanceRecords")).Json;

        Assert.Equal(fills, list.Item(0)["attendanceRecords"] is not null);
    }

    [Fact]
    public async Task The_report_says_what_really_happened_and_leaves_the_absent_out()
    {
        var records = await RecordsAsync();
        var truth = Tenant.AttendanceOf(Tenant.Events[0].Id);

        Assert.Equal(
            truth.Where(person => person.Presence != Presence.Absent)
                .Select(person => (person.Email, Joined: person.Intervals.Length)),
            records.Select(record => (
                record["emailAddress"]?.GetValue<string>(), record["attendanceIntervals"]!.AsArray().Count)));
        Assert.Equal(14, truth.Count);
        Assert.Equal("Organizer", records[0].Text("role"));
    }

    [Fact]
    public async Task Intervals_add_up_to_the_total()
    {
        Assert.All(await RecordsAsync(), record =>
        {
            var intervals = record["attendanceIntervals"]!.AsArray();
            Assert.Equal(
                record["totalAttendanceInSeconds"]!.GetValue<int>(),
                intervals.Sum(interval => interval!["durationInSeconds"]!.GetValue<int>()));
            Assert.All(intervals, interval => Assert.Equal(
                interval!["durationInSeconds"]!.GetValue<int>(),
                (int)(At(interval, "leaveDateTime") - At(interval, "joinDateTime")).TotalSeconds));
        });
    }

    [Theory]
    [InlineData(GuestAddress.Null, null)]
    [InlineData(GuestAddress.Empty, "")]
    public async Task A_guest_has_neither_address_nor_tenant(GuestAddress form, string? address)
    {
        Switch(switches => switches with { GuestAddress = form });

        var guest = Assert.Single(await RecordsAsync(), record => Name(record) == "Guest (iPhone)");

        Assert.Equal(address, guest["emailAddress"]?.GetValue<string>());
        Assert.Null(guest["identity"]!["tenantId"]);
    }

    [Fact]
    public async Task Everyone_may_leave_once_and_then_there_are_two_reports_newest_first()
    {
        Switch(switches => switches with { RoomEmptiedOnce = true });
        var (_, meeting) = await RecordedMeetingAsync();
        Clock.Now = End.AddHours(1);

        var reports = (await GetAsync(meeting + "/attendanceReports")).Json;

        Assert.Equal(2, reports.Count());
        Assert.True(At(reports.Item(1), "meetingEndDateTime") < At(reports.Item(0), "meetingStartDateTime"));
    }

    [Fact]
    public async Task A_rehearsal_the_day_before_makes_a_report_of_its_own()
    {
        Switch(switches => switches with { RehearsedTheDayBefore = true });
        var (_, meeting) = await RecordedMeetingAsync();
        Clock.Now = Start;

        var report = Assert.Single((await GetAsync(meeting + "/attendanceReports")).Json["value"]!.AsArray())!;

        Assert.Equal(Start.AddDays(-1), At(report, "meetingStartDateTime"));
        Assert.Equal(1, report["totalParticipantCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task Reports_may_be_switched_off()
    {
        Switch(switches => switches with { AttendanceReports = false });
        var (_, meeting) = await RecordedMeetingAsync();
        Clock.Now = End.AddHours(1);

        Assert.Equal(0, (await GetAsync(meeting + "/attendanceReports")).Json.Count());
    }

    private static DateTimeOffset At(JsonNode node, string name) =>
        DateTimeOffset.Parse(node.Text(name), CultureInfo.InvariantCulture);

    private static string Name(JsonNode record) => record["identity"]!.Text("displayName");

    private async Task<string> ReportAsync()
    {
        var (_, meeting) = await RecordedMeetingAsync();
        Clock.Now = End.AddHours(1);
        return $"{meeting}/attendanceReports/"
            + (await GetAsync(meeting + "/attendanceReports")).Json.Item(0).Text("id");
    }

    private async Task<JsonNode[]> RecordsAsync() =>
        [.. (await GetAsync(await ReportAsync() + "/attendanceRecords")).Json["value"]!.AsArray().Select(one => one!)];
}
