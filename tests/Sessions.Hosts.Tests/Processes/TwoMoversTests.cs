using Sessions.Hosts.Tests.Cli;
using Sessions.Hosts.Tests.Moving;

namespace Sessions.Hosts.Tests.Processes;

/// <summary>Two workers, each a process, on one PostgreSQL and one storage: a recording is moved by one of them.</summary>
[Trait("Service", "Postgres")]
public sealed class TwoMoversTests
{
    private const int MiB = 1024 * 1024;

    private const int FilmLength = (5 * 4 * MiB) + 12345;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_recording_is_fetched_once_archived_once_and_its_links_mailed_once()
    {
        await using var blobs = await BlobProxy.StartAsync();
        await using var course = await HeldCourse.HoldAsync(sessions: 6, blobs.Settings());

        await using (course.StartWorker())
        await using (course.StartWorker())
            await EveryoneToldAsync(course);

        await AssertMovedOnceAsync(course, blobs);
    }

    [Fact]
    public async Task A_worker_that_is_killed_in_the_middle_of_a_move_leaves_the_rest_of_it_to_the_other()
    {
        await using var ledger = await PostgresLedger.CreateAsync();
        await using var blobs = await BlobProxy.StartAsync();
        await using var session = await EndedSession.PrepareAsync(
            FilmLength, new(blobs.Settings().Concat(ledger.Settings)));
        session.Graph.StandStillAt = 17 * MiB;
        await using var moving = Start(session);
        await session.Graph.StandsStill.Task.WaitAsync(Patience, Cancel);
        await UntilAsync(() => blobs.Seen("block") == 4, "the staged blocks");
        await using (var other = Start(session))
        {
            await other.LineAsync("Application started", StartPatience);
            // The move stands in the middle, and is nobody else's.
            Assert.Equal([0], session.Graph.Began);
            await moving.KillAsync();

            await UntilAsync(() => session.WatchLinks() >= EndedSession.Learners, "the watch links");
        }

        // The first block, to see that it is the same recording, and then on from the last that the other had staged.
        Assert.Equal([0, 0, 12 * MiB], session.Graph.Began);
        Assert.Equal(1, blobs.Commits);
        await session.AssertMovedOnceAsync();
    }

    [Fact]
    [Trait("Long", "kills")]
    public async Task A_worker_that_was_frozen_and_taken_for_dead_finds_the_recording_archived()
    {
        await using var ledger = await PostgresLedger.CreateAsync();
        await using var blobs = await BlobProxy.StartAsync();
        await using var session = await EndedSession.PrepareAsync(
            FilmLength,
            new(blobs.Settings().Concat(ledger.Settings)) { ["Sessions:Teams:IdleTimeout"] = "PT20M" });
        session.Graph.StandStillAt = 17 * MiB;
        await using (var frozen = Start(session))
        {
            await session.Graph.StandsStill.Task.WaitAsync(Patience, Cancel);
            await frozen.SignalAsync("STOP");
            await using (Start(session))
                await UntilAsync(() => session.WatchLinks() >= EndedSession.Learners, "the watch links");
            var commits = blobs.Seen("commit");

            await frozen.SignalAsync("CONT");
            session.Graph.GoOn.SetResult();

            await UntilAsync(() => blobs.Seen("commit") > commits, "the late commit");
            await UntilAsync(() => blobs.Seen("read") >= 2, "the second proof");
        }

        Assert.Equal(1, blobs.Commits);
        // What came too late was staged, and is thrown away by the storage after a week.
        await session.AssertMovedOnceAsync(lateBlocks: true);
    }

    private static async Task EveryoneToldAsync(HeldCourse course)
    {
        await UntilAsync(
            () => course.ReadAsync(async (ledger, _) =>
            {
                var known = await ledger.FindCourseAsync(HeldCourse.Id, Cancel);
                return known!.Sessions.All(s => s.Attendance is not null && s.Recordings.Any(r => r.Video is not null));
            }),
            "the recordings");
        var missed = await course.ReadAsync((ledger, _) => course.MissedAsync(ledger));
        await UntilAsync(() => course.WatchLinks().Count() >= missed.Length, "the watch links");
    }

    private static async Task AssertMovedOnceAsync(HeldCourse course, BlobProxy blobs)
    {
        var fetched = course.Tenant.Requests
            .Where(r => r.Target.Contains("/recordings/", StringComparison.Ordinal)
                && r.Target.EndsWith("/content", StringComparison.Ordinal))
            .Select(r => r.Target)
            .ToList();
        Assert.Equal(course.Sessions, fetched.Count);
        Assert.Equal(fetched.Count, fetched.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal((course.Sessions, course.Sessions), (blobs.Commits, blobs.Seen("manifest")));

        var (archived, missed) = await course.ReadAsync(async (ledger, _) => (
            (await ledger.ReadHistoryAsync(HeldCourse.Id, null, null, Cancel))
                .Where(h => h.Event == "recording.archived").Select(h => h.Session).ToList(),
            await course.MissedAsync(ledger)));
        Assert.Equal(course.Sessions, archived.Count);
        Assert.Equal(archived.Count, archived.Distinct(StringComparer.Ordinal).Count());
        Assert.NotEmpty(missed);
        Assert.Equal(missed.Length, course.WatchLinks().Count());
        Assert.Equal(
            missed.Select(m => m.To).Order(StringComparer.Ordinal),
            course.WatchLinks().Select(m => m.To).Order(StringComparer.Ordinal));
    }

    private static CliCommand Start(EndedSession session) => HostProcess.Launch(
        "Sessions.Worker", session.Home,
        session.Settings.Select(s => (s.Key.Replace(":", "__", StringComparison.Ordinal), s.Value!)));

    private static Task UntilAsync(Func<bool> holds, string what) => UntilAsync(() => Task.FromResult(holds()), what);

    private static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"no sign of {what}");
            await Task.Delay(50, Cancel);
        }
    }
}
