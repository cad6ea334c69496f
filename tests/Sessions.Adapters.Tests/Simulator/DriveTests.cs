using System.Text.Json.Nodes;

namespace Sessions.Adapters.Tests.Simulator;

public sealed class DriveTests : TenantTest
{
    [Fact]
    public async Task A_recordings_file_carries_its_meeting_and_time_in_its_name()
    {
        var (eventId, _) = await RecordedMeetingAsync();
        Clock.Now = End.AddHours(1);

        var file = Assert.Single((await GetAsync(await FolderAsync())).Json["value"]!.AsArray())!;

        Assert.Equal("You are here-20261001_090101-Meeting Recording.mp4", file.Text("name"));
        Assert.Equal(Assert.Single(Tenant.RecordingsOf(eventId)).Bytes.Length, file["size"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_folder_does_not_exist_before_the_first_recording()
    {
        await RecordedMeetingAsync();

        var answer = await GetAsync(await FolderAsync());

        Assert.Equal((404, "itemNotFound"), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_is_not_deleted()
    {
        var (address, _) = await FileAsync();

        var answer = await SendAsync(HttpMethod.Delete, address, null, ("If-Match", "\"other\""));

        Assert.Equal(412, answer.Status);
        Assert.Empty(Tenant.RecycleBin);
    }

    [Fact]
    public async Task A_deleted_file_lies_in_the_recycle_bin_and_its_content_is_gone()
    {
        var (address, file) = await FileAsync();
        var recording = Assert.Single(Tenant.RecordingsOf(Tenant.Events[0].Id));
        var content = $"users/{await ObjectIdAsync()}/onlineMeetings/"
            + $"{Uri.EscapeDataString(Tenant.Events[0].OnlineMeetingId!)}/recordings/"
            + $"{Uri.EscapeDataString(recording.Id)}/content";
        Assert.Equal(200, (await GetAsync(content)).Status);

        var answer = await SendAsync(HttpMethod.Delete, address, null, ("If-Match", file.Text("eTag")));

        Assert.Equal(204, answer.Status);
        Assert.Equal(file.Text("name"), Assert.Single(Tenant.RecycleBin).Name);
        Assert.True(Assert.Single(Tenant.RecordingsOf(Tenant.Events[0].Id)).OriginalRemoved);
        Assert.Equal(404, (await GetAsync(content)).Status);
        Assert.Equal(404, (await SendAsync(HttpMethod.Delete, address)).Status);
        Assert.Empty((await GetAsync(await FolderAsync())).Json["value"]!.AsArray());
    }

    private async Task<string> DriveAsync() => (await GetAsync($"users/{Becky}/drive")).Json.Text("id");

    private async Task<string> FolderAsync() =>
        $"drives/{Uri.EscapeDataString(await DriveAsync())}/root:/Recordings:/children";

    private async Task<(string Address, JsonNode File)> FileAsync()
    {
        await RecordedMeetingAsync();
        Clock.Now = End.AddHours(1);
        var file = (await GetAsync(await FolderAsync())).Json.Item(0);
        return ($"drives/{Uri.EscapeDataString(await DriveAsync())}/items/{file.Text("id")}", file);
    }
}
