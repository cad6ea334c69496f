using System.Text.Json.Nodes;
using Sessions.Simulator;

namespace Sessions.Adapters.Tests.Simulator;

public sealed class OnlineMeetingTests : TenantTest
{
    [Fact]
    public async Task A_meeting_is_found_by_its_join_address_decoded_once()
    {
        var joinUrl = (await CreateEventAsync())["onlineMeeting"]!.Text("joinUrl");
        var organizer = await ObjectIdAsync();

        var found = await LookUpAsync(organizer, joinUrl);

        Assert.Equal(joinUrl, found.Item(0).Text("joinWebUrl"));
        Assert.Equal(404, (await GetAsync(Lookup(organizer, Uri.UnescapeDataString(joinUrl)))).Status);
        Assert.Equal(404, (await GetAsync(Lookup(organizer, joinUrl.ToUpperInvariant()))).Status);
    }

    [Fact]
    public async Task Nobody_but_the_organizer_may_look_a_meeting_up()
    {
        var joinUrl = (await CreateEventAsync())["onlineMeeting"]!.Text("joinUrl");

        var answer = await GetAsync(Lookup(await ObjectIdAsync("ann@example.org"), joinUrl));

        Assert.Equal((403, "Forbidden"), (answer.Status, answer.ErrorCode));
        Assert.Contains("3003", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Meetings_take_the_object_id_and_no_address()
    {
        var joinUrl = (await CreateEventAsync())["onlineMeeting"]!.Text("joinUrl");

        Assert.Equal(400, (await GetAsync(Lookup(Becky, joinUrl))).Status);
    }

    [Fact]
    public async Task There_is_no_list_of_all_meetings()
    {
        await CreateEventAsync();

        Assert.Equal(400, (await GetAsync($"users/{await ObjectIdAsync()}/onlineMeetings")).Status);
    }

    [Theory]
    [InlineData(LookupAnswer.EmptyList, 200)]
    [InlineData(LookupAnswer.NotFound, 404)]
    public async Task A_meeting_may_be_found_only_some_time_after_its_event(LookupAnswer answer, int status)
    {
        Switch(switches => switches with
        {
            MeetingLookupLag = TimeSpan.FromSeconds(20),
            MeetingLookupLagAnswer = answer,
        });
        var joinUrl = (await CreateEventAsync())["onlineMeeting"]!.Text("joinUrl");
        var organizer = await ObjectIdAsync();

        Clock.Now += TimeSpan.FromSeconds(19);
        var early = await GetAsync(Lookup(organizer, joinUrl));
        Clock.Now += TimeSpan.FromSeconds(1);

        Assert.Equal(status, early.Status);
        Assert.Equal(0, early.Json["value"]?.AsArray().Count ?? 0);
        Assert.Equal(1, (await LookUpAsync(organizer, joinUrl)).Count());
    }

    [Fact]
    public async Task Ids_are_base64_and_end_in_equals_signs_at_times()
    {
        foreach (var number in Enumerable.Range(1, 9))
        {
            await CreateEventAsync($"tx-{number}");
        }

        var ids = Tenant.Events.Select(one => one.OnlineMeetingId!).ToArray();
        Assert.All(ids, id => Assert.NotEmpty(Convert.FromBase64String(id)));
        Assert.Contains(ids, id => id.EndsWith('='));
        Assert.Contains(ids, id => !id.EndsWith('='));
    }

    [Fact]
    public async Task A_patch_changes_options_and_answers_with_the_whole_meeting()
    {
        var (_, meeting) = await RecordedMeetingAsync();

        var patched = await PatchAsync(meeting, new JsonObject
        {
            ["lobbyBypassSettings"] = new JsonObject { ["scope"] = "everyone" },
        });

        Assert.Equal(200, patched.Status);
        Assert.True(patched.Json["recordAutomatically"]!.GetValue<bool>());
        Assert.Equal(
            """{"scope":"everyone","isDialInBypassEnabled":false}""",
            patched.Json["lobbyBypassSettings"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"allowedPresenters":"nobody"}""")]
    [InlineData("""{"lobbyBypassSettings":{"scope":"all"}}""")]
    [InlineData("""{"startDateTime":"2026-10-01T09:00:00Z"}""")]
    [InlineData("""{"joinMeetingIdSettings":{"isPasscodeRequired":false}}""")]
    [InlineData("""{"recordAutomatically":"yes"}""")]
    public async Task A_patch_that_says_what_cannot_be_is_refused(string body)
    {
        var (_, meeting) = await RecordedMeetingAsync();

        Assert.Equal(400, (await PatchAsync(meeting, JsonNode.Parse(body)!)).Status);
    }

    [Theory]
    [InlineData("recordings", 412)]
    [InlineData("transcripts", 403)]
    public async Task Recordings_of_a_meeting_without_a_calendar_are_refused(string collection, int status)
    {
        Switch(switches => switches with { NotCalendarBackedStatus = status });
        var organizer = await ObjectIdAsync();
        var created = await PostAsync($"users/{organizer}/onlineMeetings", new JsonObject { ["subject"] = "Alone" });

        var answer = await GetAsync(
            $"users/{organizer}/onlineMeetings/{Uri.EscapeDataString(created.Json.Text("id"))}/{collection}");

        Assert.Equal(201, created.Status);
        Assert.Equal((status, "PreconditionFailed"), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task Without_an_access_policy_every_meeting_is_refused()
    {
        var (_, meeting) = await RecordedMeetingAsync();
        Switch(switches => switches with { AccessPolicy = false });

        var answer = await GetAsync(meeting);

        Assert.Equal((403, "Forbidden"), (answer.Status, answer.ErrorCode));
        Assert.Contains("No application access policy found", answer.Text, StringComparison.Ordinal);
        Assert.Equal(201, (await PostAsync($"users/{Becky}/events", NewEvent("tx-2"))).Status);
    }

    [Fact]
    public async Task Values_that_nobody_knows_yet_can_appear()
    {
        var (_, meeting) = await RecordedMeetingAsync();
        Switch(switches => switches with { UnknownValues = true });

        var seen = (await GetAsync(meeting)).Json;

        Assert.Equal("unknownFutureValue", seen.Text("allowedPresenters"));
        Assert.NotNull(seen["somethingNewer"]);
    }
}
