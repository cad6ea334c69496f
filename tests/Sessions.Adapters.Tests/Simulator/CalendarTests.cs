using System.Text.Json.Nodes;

namespace Sessions.Adapters.Tests.Simulator;

public sealed class CalendarTests : TenantTest
{
    private const string Property = "String {8B5C0F7E-6D3C-4D5E-9D53-0E8C2D1B7A11} Name CourseSessionId";

    [Fact]
    public async Task A_created_event_shows_its_times_with_seven_fraction_digits_and_no_offset()
    {
        var created = await PostAsync($"users/{Becky}/events", NewEvent());

        Assert.Equal(201, created.Status);
        Assert.Equal(
            """{"dateTime":"2026-10-01T09:00:00.0000000","timeZone":"UTC"}""",
            created.Json["start"]!.ToJsonString());
        Assert.Equal("2026-09-01T08:00:00.0000000Z", created.Json.Text("createdDateTime"));
    }

    [Fact]
    public async Task A_preferred_zone_moves_the_wall_clock_and_not_the_instant()
    {
        var created = await CreateEventAsync();

        var seen = await GetAsync(
            $"users/{Becky}/events/{created.Text("id")}", ("Prefer", "outlook.timezone=\"America/Los_Angeles\""));

        Assert.Equal("2026-10-01T02:00:00.0000000", seen.Json["start"]!.Text("dateTime"));
        Assert.Equal("America/Los_Angeles", seen.Json["start"]!.Text("timeZone"));
    }

    [Fact]
    public async Task Teams_appends_its_join_block_to_the_body()
    {
        var body = NewEvent();
        body["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<p>Ours</p>" };

        var created = (await PostAsync($"users/{Becky}/events", body)).Json;

        var content = created["body"]!.Text("content");
        Assert.Contains("<p>Ours</p>", content, StringComparison.Ordinal);
        Assert.Contains(created["onlineMeeting"]!.Text("joinUrl"), content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_patch_of_the_body_loses_the_join_block()
    {
        var created = await CreateEventAsync();
        var address = $"users/{Becky}/events/{created.Text("id")}";

        await PatchAsync(address, new JsonObject { ["subject"] = "Renamed" });
        Assert.True(Assert.Single(Tenant.Events).HasJoinBlock);

        await PatchAsync(address, new JsonObject { ["body"] = new JsonObject { ["content"] = "new" } });
        Assert.False(Assert.Single(Tenant.Events).HasJoinBlock);
    }

    [Fact]
    public async Task The_join_address_carries_its_context_percent_encoded()
    {
        var created = await CreateEventAsync();

        Assert.Matches(
            "^https://teams\\.microsoft\\.com/l/meetup-join/19%3ameeting_[A-Za-z0-9]{46,48}%40thread\\.v2/0"
            + "\\?context=%7b%22Tid%22%3a%22[0-9a-f-]{36}%22%2c%22Oid%22%3a%22"
            + await ObjectIdAsync() + "%22%7d$",
            created["onlineMeeting"]!.Text("joinUrl"));
    }

    [Fact]
    public async Task Bodies_are_read_whatever_the_case_of_their_names()
    {
        var created = await PostAsync($"users/{Becky}/events", new JsonObject
        {
            ["Subject"] = "Capitals",
            ["Start"] = new JsonObject { ["DateTime"] = "2026-10-01T09:00:00", ["TimeZone"] = "UTC" },
            ["End"] = new JsonObject { ["DateTime"] = "2026-10-01T10:00:00", ["TimeZone"] = "UTC" },
        });

        Assert.Equal("Capitals", created.Json.Text("subject"));
    }

    [Fact]
    public async Task A_patch_of_the_hours_keeps_the_link_and_moves_the_meeting()
    {
        var (eventId, meeting) = await RecordedMeetingAsync();
        var before = Assert.Single(Tenant.Events);

        var moved = await PatchAsync($"users/{Becky}/events/{eventId}", new JsonObject
        {
            ["start"] = new JsonObject { ["dateTime"] = "2026-10-02T09:00:00", ["timeZone"] = "UTC" },
            ["end"] = new JsonObject { ["dateTime"] = "2026-10-02T10:00:00", ["timeZone"] = "UTC" },
        });

        Assert.Equal(200, moved.Status);
        Assert.Equal(before.JoinUrl, moved.Json["onlineMeeting"]!.Text("joinUrl"));
        Assert.Equal("2026-10-02T09:00:00.0000000Z", (await GetAsync(meeting)).Json.Text("startDateTime"));
    }

    [Fact]
    public async Task A_deleted_event_is_gone_and_so_is_its_meeting()
    {
        var (eventId, meeting) = await RecordedMeetingAsync();
        var address = $"users/{Becky}/events/{eventId}";

        Assert.Equal(204, (await SendAsync(HttpMethod.Delete, address)).Status);

        Assert.Equal("ErrorItemNotFound", (await GetAsync(address)).ErrorCode);
        Assert.Equal(404, (await SendAsync(HttpMethod.Delete, address)).Status);
        Assert.Equal(404, (await GetAsync(meeting)).Status);
    }

    [Fact]
    public async Task Cancelling_is_accepted_and_takes_the_event_off_the_calendar()
    {
        var created = await CreateEventAsync();
        var address = $"users/{Becky}/events/{created.Text("id")}";

        Assert.Equal(202, (await PostAsync(address + "/cancel", new JsonObject { ["Comment"] = "Ill" })).Status);

        Assert.Equal(404, (await GetAsync(address)).Status);
        Assert.Equal("Ill", Assert.Single(Tenant.Events).CancelComment);
    }

    [Fact]
    public async Task An_event_is_found_by_its_extended_property_and_by_no_other()
    {
        foreach (var key in new[] { "course/session-1", "it's" })
        {
            var body = NewEvent(key);
            body["singleValueExtendedProperties"] =
                new JsonArray(new JsonObject { ["id"] = Property, ["value"] = key });
            await PostAsync($"users/{Becky}/events", body);
        }

        var found = (await GetAsync(ByProperty("it''s"))).Json;

        Assert.Equal("it's", Assert.Single(Tenant.Events, one => one.Id == found.Item(0).Text("id")).Key);
        Assert.Equal(1, found.Count());
        Assert.Equal(0, (await GetAsync(ByProperty("other"))).Json.Count());
    }

    [Fact]
    public async Task The_list_is_cut_into_pages_that_lead_to_each_other()
    {
        foreach (var number in Enumerable.Range(1, 5))
        {
            await CreateEventAsync($"tx-{number}");
        }

        var seen = new List<string>();
        var next = $"users/{Becky}/events?$top=2";
        var pages = 0;
        while (next is not null)
        {
            var page = (await GetAsync(next)).Json;
            seen.AddRange(page["value"]!.AsArray().Select(one => one!.Text("id")));
            next = page["@odata.nextLink"]?.GetValue<string>();
            pages++;
        }

        Assert.Equal(3, pages);
        Assert.Equal(Tenant.Events.Select(one => one.Id), seen);
    }

    [Fact]
    public async Task Without_a_licence_the_event_has_no_online_meeting()
    {
        Switch(switches => switches with { TeamsLicence = false });

        var created = await CreateEventAsync();

        Assert.Null(created["onlineMeeting"]);
        Assert.Equal("unknown", created.Text("onlineMeetingProvider"));
    }

    [Fact]
    public async Task Equal_requests_to_equal_tenants_give_equal_ids()
    {
        await using var twin = await Sessions.Simulator.SimulatedTenant.StartAsync(new() { Clock = Clock }, Cancel);
        var here = await PostAsync($"users/{Becky}/events", NewEvent());
        var there = await PostAsync($"{twin.BaseAddress}/users/{Becky}/events", NewEvent());

        Assert.Equal(here.Text, there.Text);
    }

    private static string ByProperty(string quoted) => $"users/{Becky}/events?$filter=" + Uri.EscapeDataString(
        $"singleValueExtendedProperties/Any(ep: ep/id eq '{Property}' and ep/value eq '{quoted}')");
}
