using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sessions.Simulator;

namespace Sessions.Adapters.Tests.Simulator;

public sealed class PersistenceTests : TenantTest
{
    private const string Property = "String {66f5a359-4659-4830-9070-00047ec6ac6e} Name SessionsKey";

    private readonly string _directory = Directory.CreateTempSubdirectory("tenant-").FullName;
    private IReadOnlyList<SimulatedPerson> _cast = [new("Ana", "ana@example.net", "es"), new("Ben", null, "en")];

    protected override IReadOnlyList<SimulatedPerson> Cast => _cast;

    protected override string StateFile => Path.Combine(_directory, "kept", "tenant.json");

    [Fact]
    public async Task An_event_is_found_again_by_id_by_property_and_by_join_address_on_another_port()
    {
        var created = (await PostAsync($"users/{Becky}/events", WithProperty())).Json;
        var (id, joinUrl) = (created.Text("id"), created["onlineMeeting"]!.Text("joinUrl"));
        var organizer = await ObjectIdAsync();
        var meeting = (await LookUpAsync(organizer, joinUrl)).Item(0).Text("id");
        var before = Tenant.BaseAddress;

        await RestartAsync();

        Assert.NotEqual(before, Tenant.BaseAddress);
        var found = (await GetAsync($"users/{Becky}/events/{id}")).Json;
        Assert.Equal(created.ToJsonString(), found.ToJsonString());
        var filter = Uri.EscapeDataString(
            $"singleValueExtendedProperties/Any(ep: ep/id eq '{Property}' and ep/value eq 'course/one')");
        Assert.Equal(id, (await GetAsync($"users/{Becky}/events?$filter={filter}")).Json.Item(0).Text("id"));
        Assert.Equal(meeting, (await LookUpAsync(organizer, joinUrl)).Item(0).Text("id"));
    }

    [Fact]
    public async Task A_repeated_transaction_makes_no_second_event_and_the_change_is_a_change()
    {
        var id = (await CreateEventAsync()).Text("id");
        await RestartAsync();

        Assert.Equal(id, (await CreateEventAsync()).Text("id"));
        await PatchAsync($"users/{Becky}/events/{id}", new JsonObject { ["subject"] = "Moved" });
        await RestartAsync();

        var stored = Assert.Single(Tenant.Events);
        Assert.Equal(("Moved", 2), (stored.Subject, stored.Version));
    }

    [Fact]
    public async Task Meeting_options_and_since_when_it_records_survive()
    {
        var (_, meeting) = await RecordedMeetingAsync();
        await PatchAsync(meeting, new JsonObject
        {
            ["allowMeetingChat"] = "limited",
            ["lobbyBypassSettings"] = new JsonObject { ["scope"] = "everyone" },
        });
        var before = (await GetAsync(meeting)).Text;

        await RestartAsync();

        Assert.Equal(before, (await GetAsync(meeting)).Text);
        Assert.True(Assert.Single(Tenant.Events).RecordsAutomatically);
    }

    [Fact]
    public async Task A_session_held_before_keeps_who_came_and_its_recording_whoever_is_cast_now()
    {
        var (eventId, meeting) = await RecordedMeetingAsync();
        Clock.Now = End.AddHours(1);
        var attended = JsonSerializer.Serialize(Tenant.AttendanceOf(eventId));
        var reports = (await GetAsync(meeting + "/attendanceReports")).Text;
        var hash = Assert.Single(Tenant.RecordingsOf(eventId)).Sha256;
        _cast = [new("Somebody else", "else@example.net", "en")];

        await RestartAsync();

        Assert.Contains("ana@example.net", attended, StringComparison.Ordinal);
        Assert.Equal(attended, JsonSerializer.Serialize(Tenant.AttendanceOf(eventId)));
        Assert.Equal(reports, (await GetAsync(meeting + "/attendanceReports")).Text);
        Assert.Equal(hash, Assert.Single(Tenant.RecordingsOf(eventId)).Sha256);
        var content = (await GetAsync(meeting + "/recordings")).Json.Item(0).Text("recordingContentUrl");
        Assert.StartsWith(Tenant.BaseAddress.ToString(), content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_recording_stays_in_the_recycle_bin_and_a_cancelled_event_cancelled()
    {
        var (eventId, _) = await RecordedMeetingAsync();
        Clock.Now = End.AddHours(1);
        var drive = (await GetAsync($"users/{Becky}/drive")).Json.Text("id");
        var file = (await GetAsync($"drives/{drive}/root:/Recordings:/children")).Json.Item(0).Text("id");
        await SendAsync(HttpMethod.Delete, $"drives/{drive}/items/{file}");
        await PostAsync($"users/{Becky}/events/{eventId}/cancel", new JsonObject { ["comment"] = "Ill" });
        var bin = Tenant.RecycleBin;

        await RestartAsync();

        Assert.Equal(bin, Tenant.RecycleBin);
        Assert.True(Assert.Single(Tenant.RecordingsOf(eventId)).OriginalRemoved);
        Assert.Equal((Clock.Now, "Ill"), (Tenant.Events[0].Deleted!.Value, Tenant.Events[0].CancelComment));
    }

    [Fact]
    public async Task Subscriptions_and_the_days_mail_are_still_counted()
    {
        Switch(switches => switches with { Mail = new MailLimits(PerDay: 1) });
        await PostAsync("subscriptions", new JsonObject
        {
            ["resource"] = "communications/onlineMeetings/getAllRecordings",
            ["changeType"] = "created",
            ["notificationUrl"] = "https://sessions.example.org/notifications",
            ["expirationDateTime"] = "2026-09-01T08:30:00Z",
        });
        var kept = Assert.Single(Tenant.Subscriptions);
        Assert.Equal(202, (await MailAsync()).Status);

        await RestartAsync();

        Assert.Equal(kept, Assert.Single(Tenant.Subscriptions));
        Switch(switches => switches with { Mail = new MailLimits(PerDay: 1) });
        Assert.Equal("ErrorExceededMessageLimit", (await MailAsync()).ErrorCode);
    }

    [Fact]
    public async Task What_was_half_written_when_the_process_ended_is_ignored()
    {
        var id = (await CreateEventAsync()).Text("id");
        var partial = StateFile + ".partial";
        Assert.False(File.Exists(partial));
        await File.WriteAllTextAsync(partial, """{"users":[{"id":""", Cancel);

        await RestartAsync();
        await CreateEventAsync("tx-2");
        await RestartAsync();

        Assert.Equal(id, Tenant.Events[0].Id);
        Assert.Equal(2, Tenant.Events.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task A_file_of_something_else_is_refused_by_name_and_left_alone(string content)
    {
        var other = Path.Combine(_directory, "other.json");
        await File.WriteAllTextAsync(other, content, Cancel);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(
            () => SimulatedTenant.StartAsync(new TenantOptions { StateFile = other }, Cancel));

        Assert.Contains($"StateFile: found '{other}'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(other, Cancel));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static JsonObject WithProperty()
    {
        var body = NewEvent();
        body["singleValueExtendedProperties"] = new JsonArray(
            new JsonObject { ["id"] = Property, ["value"] = "course/one" });
        return body;
    }

    private Task<Reply> MailAsync() => SendAsync(
        HttpMethod.Post, $"users/{Becky}/sendMail", JsonContent.Create(new JsonObject
        {
            ["message"] = new JsonObject
            {
                ["subject"] = "Hello",
                ["toRecipients"] = new JsonArray(
                    new JsonObject { ["emailAddress"] = new JsonObject { ["address"] = "ana@example.net" } }),
            },
        }));
}
