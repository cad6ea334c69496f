using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions.Authentication;

namespace Sessions.Adapters.Tests.Simulator;

public sealed class SdkTests : TenantTest
{
    [Fact]
    public async Task The_real_sdk_goes_the_whole_way_from_event_to_film()
    {
        using var graph = Client();
        var organizer = (await graph.Users[Becky].GetAsync(
            request => request.QueryParameters.Select = ["id"], Cancel))!.Id!;
        var created = (await graph.Users[organizer].Events.PostAsync(Wanted(), cancellationToken: Cancel))!;
        var meetings = graph.Users[organizer].OnlineMeetings;
        var found = (await meetings.GetAsync(
            request => request.QueryParameters.Filter = $"JoinWebUrl eq '{created.OnlineMeeting!.JoinUrl}'",
            Cancel))!.Value!;
        var meeting = meetings[Assert.Single(found).Id];
        var patched = await meeting.PatchAsync(
            new OnlineMeeting { RecordAutomatically = true }, cancellationToken: Cancel);
        Clock.Now = End.AddHours(1);

        var recording = Assert.Single((await meeting.Recordings.GetAsync(cancellationToken: Cancel))!.Value!);
        await using var film = await meeting.Recordings[recording.Id].Content.GetAsync(cancellationToken: Cancel);
        using var bytes = new MemoryStream();
        await film!.CopyToAsync(bytes, Cancel);

        Assert.True(patched!.RecordAutomatically);
        Assert.Equal(Assert.Single(Tenant.RecordingsOf(created.Id!)).Bytes.ToArray(), bytes.ToArray());
    }

    [Fact]
    public async Task The_real_sdk_reads_reports_and_needs_a_header_for_captions()
    {
        using var graph = Client();
        await RecordedMeetingAsync();
        Clock.Now = End.AddHours(1);
        var meeting = graph.Users[await ObjectIdAsync()].OnlineMeetings[Tenant.Events[0].OnlineMeetingId];

        var report = Assert.Single((await meeting.AttendanceReports.GetAsync(cancellationToken: Cancel))!.Value!);
        var whole = await meeting.AttendanceReports[report.Id].GetAsync(
            request => request.QueryParameters.Expand = ["attendanceRecords"], Cancel);
        var transcript = Assert.Single((await meeting.Transcripts.GetAsync(cancellationToken: Cancel))!.Value!);
        var content = meeting.Transcripts[transcript.Id].Content;
        var refused = await Assert.ThrowsAsync<ODataError>(() => content.GetAsync(cancellationToken: Cancel));
        await using var captions = await content.GetAsync(
            request => request.Headers.Add("Accept", "text/vtt"), Cancel);

        Assert.Equal(report.TotalParticipantCount, whole!.AttendanceRecords!.Count);
        Assert.All(whole.AttendanceRecords, record => Assert.NotEmpty(record.AttendanceIntervals!));
        Assert.Equal("BadRequest", refused.Error!.Code);
        Assert.NotNull(refused.Error.InnerError!.RequestId);
        Assert.NotNull(captions);
    }

    [Fact]
    public async Task The_real_sdk_finds_and_deletes_a_recordings_file()
    {
        using var graph = Client();
        await RecordedMeetingAsync();
        Clock.Now = End.AddHours(1);

        var drive = (await graph.Users[Becky].Drive.GetAsync(cancellationToken: Cancel))!.Id!;
        var files = await graph.Drives[drive].Items["root"].ItemWithPath("Recordings").Children.GetAsync(
            cancellationToken: Cancel);
        var file = Assert.Single(files!.Value!);
        await graph.Drives[drive].Items[file.Id].DeleteAsync(
            request => request.Headers.Add("If-Match", file.ETag!), Cancel);

        Assert.Equal(file.Name, Assert.Single(Tenant.RecycleBin).Name);
    }

    private static Event Wanted() => new()
    {
        Subject = "You are here",
        Start = new DateTimeTimeZone { DateTime = "2026-10-01T09:00:00", TimeZone = "UTC" },
        End = new DateTimeTimeZone { DateTime = "2026-10-01T10:15:00", TimeZone = "UTC" },
        IsOnlineMeeting = true,
        OnlineMeetingProvider = OnlineMeetingProviderType.TeamsForBusiness,
        TransactionId = "tx-1",
    };

    private GraphServiceClient Client() =>
        new(new HttpClient(), new AnonymousAuthenticationProvider(), Tenant.BaseAddress.ToString());
}
