using NodaTime;
using Sessions.Courses;
using Sessions.Simulator;

namespace Sessions.Hosts.Tests.Graph;

/// <summary>Teams lists two recordings of a session, and one of them cannot be had.</summary>
public sealed class MissingPartTests
{
    private const string Course = """
        course: maps
        title: Maps
        timezone: Europe/London
        instructor: { name: Becky Russell, email: becky.russell@example.org }
        recordings: { notify: everyone }
        sessions:
          - id: one
            title: Reading
            date: 2026-10-07
            time: 10:00-11:00
        """;

    private static readonly CourseId Maps = new("maps");

    private static readonly Instant Accepted = Instant.FromUtc(2026, 10, 6, 8, 0);

    private static readonly Instant End = Instant.FromUtc(2026, 10, 7, 10, 0);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // The first look is six hours after the end.
    [Theory]
    [InlineData(0, FaultKind.Gone, 7)]
    [InlineData(1, FaultKind.Gone, 7)]
    [InlineData(0, FaultKind.EmptyForbidden, 48)]
    public async Task The_other_is_offered_without_it_and_it_joins_when_it_comes_after_all(
        int which, FaultKind kind, int givenUpAfter)
    {
        await using var run = await Installation.StartAsync(
            Accepted, publicUrl: null, new TenantSwitches { Recordings = SimulatedSegments.Two });
        await run.SetUpAsync(Course);
        await run.AdvanceToAsync(End);
        var part = run.Tenant.RecordingsOf(Assert.Single(run.Tenant.Events).Id)[which].Id;
        run.Tenant.Inject(new(
            kind, Times: int.MaxValue,
            Path: path => path.EndsWith("/content", StringComparison.Ordinal) && path.Contains(part, StringComparison.Ordinal)));

        await run.AdvanceToAsync(End + Duration.FromHours(givenUpAfter) - Duration.FromSeconds(1));
        Assert.Equal(0, await CountAsync(run, "watch-link.sent"));
        await run.AdvanceToAsync(End + Duration.FromHours(givenUpAfter + 1));

        var session = (await run.Ledger.FindSessionAsync(new(Maps, "one"), Cancel))!;
        Assert.Equal([part], session.Recordings.Where(r => r.Video is null).Select(r => r.SourceId));
        Assert.Single(session.Watchable);
        Assert.Equal(1, await CountAsync(run, "recording.missing"));
        Assert.Equal(2, await CountAsync(run, "watch-link.sent"));
        Assert.Contains((await run.StatusAsync(Maps)).NeedsAttention, a => a.StartsWith("maps/one lacks what was recorded", StringComparison.Ordinal));

        run.Tenant.ClearFaults();
        await run.AdvanceToAsync(End + Duration.FromDays(4));

        session = (await run.Ledger.FindSessionAsync(new(Maps, "one"), Cancel))!;
        Assert.Equal(2, session.Watchable.Length);
        Assert.Equal(1, await CountAsync(run, "recording.missing"));
        Assert.Equal(2, await CountAsync(run, "watch-link.sent"));
        Assert.DoesNotContain((await run.StatusAsync(Maps)).NeedsAttention, a => a.Contains("lacks", StringComparison.Ordinal));
    }

    private static async Task<int> CountAsync(Installation run, string name) =>
        (await run.HistoryAsync(Maps)).Count(h => h.Event == name);
}
