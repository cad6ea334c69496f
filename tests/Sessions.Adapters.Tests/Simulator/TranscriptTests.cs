namespace Sessions.Adapters.Tests.Simulator;

public sealed class TranscriptTests : TenantTest
{
    [Fact]
    public async Task The_transcript_comes_eleven_minutes_after_the_end_and_belongs_to_the_recording()
    {
        var (eventId, meeting) = await RecordedMeetingAsync();

        Clock.Now = End.AddMinutes(11).AddTicks(-1);
        Assert.Equal(0, (await GetAsync(meeting + "/transcripts")).Json.Count());

        Clock.Now = End.AddMinutes(11);
        var item = (await GetAsync(meeting + "/transcripts")).Json.Item(0);
        Assert.Equal(
            Assert.Single(Tenant.RecordingsOf(eventId)).CorrelationId, item.Text("contentCorrelationId"));
        Assert.EndsWith("/content", item.Text("transcriptContentUrl"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/octet-stream, application/json")]
    [InlineData("*/*")]
    [InlineData("application/json")]
    public async Task Content_is_refused_to_who_does_not_ask_for_captions(string accept)
    {
        var answer = await GetAsync(await ContentAsync(), ("Accept", accept));

        Assert.Equal((400, "BadRequest"), (answer.Status, answer.ErrorCode));
        Assert.Contains($"Invalid format '{accept}' specified.", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "text/vtt")]
    [InlineData("?$format=text/vtt", "application/json")]
    public async Task Content_is_captions_in_graphs_shape(string query, string accept)
    {
        var answer = await GetAsync(await ContentAsync() + query, ("Accept", accept));

        Assert.Equal("text/vtt", answer.Content.ContentType!.MediaType);
        Assert.StartsWith(
            "WEBVTT\n\n0:0:0.600 --> 0:0:3.629\n<v Becky Russell>Welcome to You are here.", answer.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_may_make_no_transcripts()
    {
        var (_, meeting) = await RecordedMeetingAsync();
        Switch(switches => switches with { Transcripts = false });
        Clock.Now = End.AddHours(1);

        Assert.Equal(0, (await GetAsync(meeting + "/transcripts")).Json.Count());
    }

    private async Task<string> ContentAsync()
    {
        var (_, meeting) = await RecordedMeetingAsync();
        Clock.Now = End.AddHours(1);
        var id = (await GetAsync(meeting + "/transcripts")).Json.Item(0).Text("id");
        return $"{meeting}/transcripts/{Uri.EscapeDataString(id)}/content";
    }
}
