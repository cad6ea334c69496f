using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Simulator;

namespace Sessions.Hosts.Tests.Graph;

public sealed class TenantReadinessTests
{
    private const string Course = """
        course: maps
        title: Maps
        timezone: Europe/London
        instructor: { name: Becky Russell, email: becky.russell@example.org }
        sessions:
          - id: one
            title: Reading
            date: 2026-10-07
            time: 10:00-11:00
          - id: two
            title: Drawing
            date: 2026-10-08
            time: 10:00-11:00
        """;

    private static readonly CourseId Maps = new("maps");

    private static readonly Instant Accepted = Instant.FromUtc(2026, 10, 1, 8, 0);

    public static TheoryData<string, string> Missing => new()
    {
        { "policy", "Grant-CsApplicationAccessPolicy" },
        { "licence", "licence that includes Teams" },
    };

    [Theory]
    [MemberData(nameof(Missing))]
    public async Task What_stands_in_the_way_needs_a_person_long_before_the_session_and_until_it_is_gone(
        string missing, string remedy)
    {
        var switches = missing == "policy"
            ? new TenantSwitches { AccessPolicy = false }
            : new TenantSwitches { TeamsLicence = false };
        await using var run = await Installation.StartAsync(Accepted, publicUrl: null, switches);
        await run.SetUpAsync(Course);

        Assert.Contains(remedy, Assert.Single(await NotesAsync(run)), StringComparison.Ordinal);
        Assert.Contains(remedy, (await run.StatusAsync(Maps)).NeedsAttention[0], StringComparison.Ordinal);

        run.Tenant.Switches = new();
        await run.AdvanceToAsync(Accepted + Duration.FromMinutes(31));

        Assert.Equal(2, (await NotesAsync(run)).Count);
        Assert.DoesNotContain((await run.StatusAsync(Maps)).NeedsAttention, IsNote);
    }

    [Fact]
    public async Task A_tenant_that_is_ready_is_asked_once_and_not_spoken_of()
    {
        await using var run = await Installation.StartAsync(Accepted, publicUrl: null);
        await run.SetUpAsync(Course);
        await run.AdvanceToAsync(Accepted + Duration.FromDays(2));

        Assert.Empty(await NotesAsync(run));
        Assert.Single(run.Tenant.Requests, r => r.Target.EndsWith("/calendar?$select=allowedOnlineMeetingProviders", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_right_that_is_found_missing_after_one_session_is_told_before_the_next()
    {
        await using var run = await Installation.StartAsync(Accepted, publicUrl: null);
        await run.SetUpAsync(Course);
        await run.AdvanceToAsync(Instant.FromUtc(2026, 10, 7, 12, 0));
        Assert.Empty(await NotesAsync(run));

        // The first look at what came of a session is six hours after its end.
        run.Tenant.Switches = new TenantSwitches { AccessPolicy = false };
        await run.AdvanceToAsync(Instant.FromUtc(2026, 10, 7, 16, 45));

        Assert.Contains("Grant-CsApplicationAccessPolicy", Assert.Single(await NotesAsync(run)), StringComparison.Ordinal);
    }

    private static bool IsNote(string text) => text.StartsWith("Teams is", StringComparison.Ordinal);

    private static async Task<IReadOnlyCollection<string>> NotesAsync(Installation run) =>
    [
        .. (await run.HistoryAsync(Maps))
            .Where(e => e.Event == EventName.Warning && IsNote(e.Detail)).Select(e => e.Detail),
    ];
}
