using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Sessions.Simulator;

namespace Sessions.Adapters.Tests.Simulator;

public sealed class RecordingTests : TenantTest
{
    [Fact]
    public async Task The_list_is_empty_until_seven_minutes_after_the_end()
    {
        var (_, meeting) = await RecordedMeetingAsync();

        Clock.Now = End.AddMinutes(7).AddTicks(-1);
        Assert.Equal(0, (await GetAsync(meeting + "/recordings")).Json.Count());

        Clock.Now = End.AddMinutes(7);
        Assert.Equal(1, (await GetAsync(meeting + "/recordings")).Json.Count());
    }

    [Fact]
    public async Task A_recording_begins_about_a_minute_after_the_session()
    {
        var (eventId, meeting) = await RecordedMeetingAsync();
        Clock.Now = End.AddHours(1);

        var item = (await GetAsync(meeting + "/recordings")).Json.Item(0);

        Assert.Equal("2026-10-01T09:01:01.2500000Z", item.Text("createdDateTime"));
        Assert.Equal(Assert.Single(Tenant.RecordingsOf(eventId)).Id, item.Text("id"));
        Assert.EndsWith("/content", item.Text("recordingContentUrl"), StringComparison.Ordinal);
        Assert.Equal(await ObjectIdAsync(), item["meetingOrganizer"]!["user"]!.Text("id"));
    }

    [Fact]
    public async Task Nothing_is_recorded_unless_that_was_set_before_the_start()
    {
        var (_, meeting) = await RecordedMeetingAsync();
        await PatchAsync(meeting, new JsonObject { ["recordAutomatically"] = false });
        Clock.Now = Start.AddMinutes(5);
        await PatchAsync(meeting, new JsonObject { ["recordAutomatically"] = true });
        Clock.Now = End.AddHours(1);

        Assert.Equal(0, (await GetAsync(meeting + "/recordings")).Json.Count());
    }

    [Fact]
    public async Task The_content_is_the_original_bytes_with_their_length()
    {
        var (original, content) = await ContentAsync();

        var answer = await GetAsync(content);

        Assert.Equal(200, answer.Status);
        Assert.Equal("video/mp4", answer.Content.ContentType!.ToString());
        Assert.Equal(original.Bytes.Length, answer.Content.ContentLength);
        Assert.Equal(original.Sha256, Convert.ToHexStringLower(SHA256.HashData(answer.Bytes)));
    }

    [Fact]
    public async Task The_content_may_come_without_a_length()
    {
        var (original, content) = await ContentAsync();
        Switch(switches => switches with { ContentDelivery = ContentDelivery.Chunked });

        using var answer = await Http.GetAsync(
            new Uri(content, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancel);

        Assert.True(answer.Headers.TransferEncodingChunked);
        Assert.Equal(original.Bytes.ToArray(), await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task The_content_may_come_from_another_host_that_takes_no_token()
    {
        var (original, content) = await ContentAsync();
        Switch(switches => switches with { ContentDelivery = ContentDelivery.Redirect, Bearer = "secret" });

        var answer = await GetAsync(content, ("Authorization", "Bearer secret"));
        var elsewhere = answer.Headers.Location!;

        Assert.Equal(302, answer.Status);
        Assert.NotEqual(Tenant.BaseAddress.Port, elsewhere.Port);
        Assert.Equal(original.Bytes.ToArray(), (await GetAsync(elsewhere.ToString())).Bytes);
        Assert.Equal(
            401, (await GetAsync(elsewhere.ToString(), ("Authorization", "Bearer secret"))).Status);
    }

    [Theory]
    [InlineData("bytes=10-19", 10, 10)]
    [InlineData("bytes=-5", -5, 5)]
    [InlineData("bytes=1000-", 1000, null)]
    public async Task A_range_is_answered_with_that_part(string range, int from, int? length)
    {
        var (original, content) = await ContentAsync();
        var first = from < 0 ? original.Bytes.Length + from : from;

        var answer = await GetAsync(content, ("Range", range));

        Assert.Equal(206, answer.Status);
        Assert.Equal(original.Bytes.Slice(first, length ?? original.Bytes.Length - first).ToArray(), answer.Bytes);
        Assert.Equal(first, answer.Content.ContentRange!.From);
        Assert.Equal(original.Bytes.Length, answer.Content.ContentRange.Length);
    }

    [Fact]
    public async Task A_range_beyond_the_end_is_refused_and_ranges_may_be_unknown()
    {
        var (original, content) = await ContentAsync();

        Assert.Equal(416, (await GetAsync(content, ("Range", "bytes=99999999-"))).Status);

        Switch(switches => switches with { AcceptRanges = false });
        var whole = await GetAsync(content, ("Range", "bytes=10-19"));
        Assert.Equal((200, original.Bytes.Length), (whole.Status, whole.Bytes.Length));
        Assert.Empty(whole.Headers.AcceptRanges);
    }

    [Fact]
    public async Task Two_sessions_have_two_different_films()
    {
        var (one, _) = await RecordedMeetingAsync("tx-1");
        var (other, _) = await RecordedMeetingAsync("tx-2");
        Clock.Now = End.AddHours(1);

        Assert.NotEqual(
            Assert.Single(Tenant.RecordingsOf(one)).Sha256, Assert.Single(Tenant.RecordingsOf(other)).Sha256);
    }

    [Theory]
    [InlineData(SimulatedSegments.None, 0)]
    [InlineData(SimulatedSegments.Two, 2)]
    public async Task A_session_may_have_no_recording_or_two(SimulatedSegments segments, int count)
    {
        var (_, meeting) = await RecordedMeetingAsync();
        Switch(switches => switches with { Recordings = segments });
        Clock.Now = End.AddHours(1);

        var recordings = (await GetAsync(meeting + "/recordings")).Json;
        var transcripts = (await GetAsync(meeting + "/transcripts")).Json;

        Assert.Equal(count, recordings["@odata.count"]!.GetValue<int>());
        Assert.Equal(Correlations(recordings), Correlations(transcripts));
        Assert.Equal(count, Correlations(recordings).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_session_that_was_moved_after_it_took_place_keeps_its_recording()
    {
        var (eventId, meeting) = await RecordedMeetingAsync();
        Clock.Now = End.AddHours(1);

        await PatchAsync($"users/{Becky}/events/{eventId}", new JsonObject
        {
            ["start"] = new JsonObject { ["dateTime"] = "2026-11-01T09:00:00", ["timeZone"] = "UTC" },
            ["end"] = new JsonObject { ["dateTime"] = "2026-11-01T10:00:00", ["timeZone"] = "UTC" },
        });
        Assert.Equal(1, (await GetAsync(meeting + "/recordings")).Json.Count());

        Clock.Now = new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(2, (await GetAsync(meeting + "/recordings")).Json.Count());
    }

    [Fact]
    public async Task A_session_deleted_before_its_end_never_took_place()
    {
        var (eventId, meeting) = await RecordedMeetingAsync();
        await SendAsync(HttpMethod.Delete, $"users/{Becky}/events/{eventId}");
        Clock.Now = End.AddHours(1);

        Assert.Equal(404, (await GetAsync(meeting + "/recordings")).Status);
        Assert.Empty(Tenant.AttendanceOf(eventId));
    }

    private static string[] Correlations(JsonNode page) =>
        [.. page["value"]!.AsArray().Select(one => one!.Text("contentCorrelationId"))];

    private async Task<(SimulatedRecording Original, string Content)> ContentAsync()
    {
        var (eventId, meeting) = await RecordedMeetingAsync();
        Clock.Now = End.AddHours(1);
        var original = Assert.Single(Tenant.RecordingsOf(eventId));
        return (original, $"{meeting}/recordings/{Uri.EscapeDataString(original.Id)}/content");
    }
}
