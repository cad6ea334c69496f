using System.Collections.Immutable;
using NodaTime;
using Sessions.Attendance;

namespace Sessions.Adapters.Tests.Teams;

public sealed class AttendanceTests
{
    private const string Reports = "GET " + Given.Meeting + "/attendanceReports";

    [Fact]
    public async Task Every_page_of_reports_and_of_records_is_read()
    {
        var graph = Given.Graph()
            .On(Reports, FakeGraph.Ok(
                $$"""{"value":[{{Report("r1")}}],{{Next("?$skiptoken=a%3Db")}}}"""))
            .On(Reports + "?$skiptoken=a%3Db", FakeGraph.Ok($$"""{"value":[{{Report("r2")}}]}"""))
            .On(Reports + "/r1/attendanceRecords", FakeGraph.Ok(
                $$"""{"value":[{{Record("\"a@example.org\"")}}],{{Next("/r1/attendanceRecords?$skip=1")}}}"""))
            .On(Reports + "/r1/attendanceRecords?$skip=1", FakeGraph.Ok(
                $$"""{"value":[{{Record("\"b@example.net\"")}}]}"""))
            .On(Reports + "/r2/attendanceRecords", FakeGraph.Ok("""{"value":[]}"""));

        var reports = await ListAsync(graph);

        Assert.Equal(["r1", "r2"], reports.Select(report => report.Id));
        Assert.Equal(
            ["a@example.org", "b@example.net"], reports[0].Records.Select(record => record.Email?.Value));
        Assert.Empty(reports[1].Records);
        Assert.Equal(Instant.FromUtc(2025, 10, 22, 17, 0, 7).PlusNanoseconds(945_000_000), reports[0].Start);
        Assert.Equal(Instant.FromUtc(2025, 10, 22, 18, 16, 2).PlusNanoseconds(123_000_000), reports[0].End);
    }

    [Fact]
    public async Task A_list_that_links_to_itself_ends()
    {
        var graph = Given.Graph()
            .On(Reports, FakeGraph.Ok($$"""{"value":[],{{Next("?p")}}}"""))
            .On(Reports + "?p", FakeGraph.Ok($$"""{"value":[],{{Next("?p")}}}"""));

        Assert.Empty(await ListAsync(graph));
    }

    public static TheoryData<string> Expanded => ["", $",\"attendanceRecords\":[{Record("\"half@example.org\"")}]"];

    [Theory]
    [MemberData(nameof(Expanded))]
    public async Task Records_are_read_from_their_own_list_whether_or_not_the_report_carries_some(string expanded)
    {
        var graph = Given.Graph()
            .On(Reports, FakeGraph.Ok($$"""{"value":[{{Report("r1", expanded)}}]}"""))
            .On(Reports + "/r1/attendanceRecords", FakeGraph.Ok(
                $$"""{"value":[{{Record("\"a@example.org\"")}},{{Record("\"half@example.org\"")}}]}"""));

        var reports = await ListAsync(graph);

        Assert.Equal(["a@example.org", "half@example.org"], reports[0].Records.Select(record => record.Email?.Value));
    }

    public static TheoryData<string> NoAddresses => ["null", "\"\"", "\"not an address\""];

    [Theory]
    [MemberData(nameof(NoAddresses))]
    public async Task A_guest_has_a_name_and_no_address(string address)
    {
        var record = await OneAsync(Record(address));

        Assert.Equal(
            (null, "A", "Attendee"), (record.Email, record.DisplayName, record.Role));
        Assert.Equal(
            [new Interval(Instant.FromUtc(2025, 10, 22, 17, 1), Instant.FromUtc(2025, 10, 22, 17, 57, 44))],
            record.Intervals.AsEnumerable());
    }

    [Theory]
    [InlineData("""{"id":"oid","displayName":"A","tenantId":"6e1b4a5e-1111-4222-8333-444455556666"}""", "oid")]
    [InlineData("""{"@odata.type":"#microsoft.graph.communicationsUserIdentity","id":"oid","tenantId":"t"}""", "oid")]
    [InlineData("""{"id":"made-up","displayName":"A","tenantId":null}""", null)]
    [InlineData("""{"id":"made-up","displayName":"A","tenantId":""}""", null)]
    [InlineData("""{"@odata.type":"#microsoft.graph.communicationsGuestIdentity","id":"made-up"}""", null)]
    [InlineData("""{"displayName":"A","tenantId":"t"}""", null)]
    public async Task Only_who_belongs_to_a_tenant_has_an_id_that_lasts(string identity, string? id)
    {
        var record = await OneAsync($$"""{"id":"x","role":"Attendee","identity":{{identity}}}""");

        Assert.Equal(id, record.IdentityId);
    }

    [Fact]
    public async Task A_record_may_lack_all_but_its_identity()
    {
        var record = await OneAsync("""{"id":"x","role":"Holograph","news":1,"identity":null}""");

        Assert.Equal(new AttendanceRecord(null, "", "Holograph", []), record with { Intervals = [] });
        Assert.Empty(record.Intervals);
    }

    public static TheoryData<string> WithoutIntervals => ["null", "[]"];

    [Theory]
    [MemberData(nameof(WithoutIntervals))]
    public async Task Somebody_with_a_total_and_no_intervals_was_there(string intervals)
    {
        var record = await OneAsync(
            $$"""
            {"emailAddress":"a@example.org","totalAttendanceInSeconds":3404,"attendanceIntervals":{{intervals}}}
            """);

        Assert.Equal([Duration.FromSeconds(3404)], record.Intervals.Select(interval => interval.Duration));
    }

    [Fact]
    public async Task An_interval_without_its_end_is_as_long_as_it_says()
    {
        var record = await OneAsync(
            """
            {"attendanceIntervals":[
              {"joinDateTime":"2025-10-22T17:01:00Z","leaveDateTime":null,"durationInSeconds":60},
              {"joinDateTime":"2025-10-22T17:05:00Z","leaveDateTime":"2025-10-22T17:04:00Z"},
              {"joinDateTime":null,"leaveDateTime":"2025-10-22T17:04:00Z"}]}
            """);

        Assert.Equal(
            [new Interval(Instant.FromUtc(2025, 10, 22, 17, 1), Instant.FromUtc(2025, 10, 22, 17, 2))],
            record.Intervals.AsEnumerable());
    }

    [Fact]
    public async Task A_report_without_hours_takes_them_from_who_was_there_and_an_empty_one_says_nothing()
    {
        var graph = Given.Graph()
            .On(Reports, FakeGraph.Ok("""{"value":[{"id":"r1"},{"id":"r2"}]}"""))
            .On(Reports + "/r1/attendanceRecords", FakeGraph.Ok($$"""{"value":[{{Record("null")}}]}"""))
            .On(Reports + "/r2/attendanceRecords", FakeGraph.Ok("""{"value":[]}"""));

        var report = Assert.Single(await ListAsync(graph));

        Assert.Equal(
            ("r1", Instant.FromUtc(2025, 10, 22, 17, 1), Instant.FromUtc(2025, 10, 22, 17, 57, 44)),
            (report.Id, report.Start, report.End));
    }

    private static async Task<AttendanceRecord> OneAsync(string record)
    {
        var graph = Given.Graph()
            .On(Reports, FakeGraph.Ok($$"""{"value":[{{Report("r1")}}]}"""))
            .On(Reports + "/r1/attendanceRecords", FakeGraph.Ok($$"""{"value":[{{record}}]}"""));
        return Assert.Single(Assert.Single(await ListAsync(graph)).Records);
    }

    private static Task<ImmutableArray<AttendanceReport>> ListAsync(FakeGraph graph) =>
        Given.Attendance(graph).ListReportsAsync(
            Given.Becky, Given.MeetingId, TestContext.Current.CancellationToken);

    private static string Next(string rest) =>
        $"\"@odata.nextLink\":\"http://graph.test{Given.Meeting}/attendanceReports{rest}\"";

    private static string Report(string id, string more = "") =>
        $$"""
        {"id":"{{id}}","totalParticipantCount":2,"meetingStartDateTime":"2025-10-22T17:00:07.945Z",
         "meetingEndDateTime":"2025-10-22T18:16:02.123Z","attendanceRecords@odata.context":"…"{{more}}}
        """;

    private static string Record(string address) =>
        $$"""
        {"id":"oid","emailAddress":{{address}},"totalAttendanceInSeconds":3404,"role":"Attendee",
         "identity":{"id":"oid","displayName":"A","tenantId":null},
         "attendanceIntervals":[{"joinDateTime":"2025-10-22T17:01:00.0000000Z",
           "leaveDateTime":"2025-10-22T17:57:44Z","durationInSeconds":3404}]}
        """;
}
