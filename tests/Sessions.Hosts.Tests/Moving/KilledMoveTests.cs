using Sessions.Hosts.Tests.Cli;
using Sessions.Hosts.Tests.Processes;

namespace Sessions.Hosts.Tests.Moving;

/// <summary>
/// A real worker process, killed with SIGKILL while the storage or the source holds its breath at one step of the
/// move, and a new one started on what it left.
/// </summary>
[Trait("Service", "Azurite")]
public sealed class KilledMoveTests
{
    private const int MiB = 1024 * 1024;

    private const int Blocks = 6;

    private const int FilmLength = ((Blocks - 1) * 4 * MiB) + 12345;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>A step as the storage sees it, the how-manieth, and whether it takes effect before the kill.</summary>
    public static TheoryData<string, int, bool> Rest => new()
    {
        { "find", 1, false },
        { "list", 1, true },
        { "block", 1, false },
        { "block", 1, true },
        { "block", 2, true },
        { "block", 4, false },
        { "block", 6, false },
        { "block", 6, true },
        { "commit", 1, false },
        { "find", 2, true },
        { "read", 1, true },
        { "seal", 1, false },
        { "seal", 1, true },
        { "manifest", 1, false },
    };

    [Theory]
    [InlineData("block", 4, true)]
    [InlineData("commit", 1, true)]
    [InlineData("manifest", 1, true)]
    public Task Killed_at_a_step_it_is_archived_once_and_everyone_told_once(string step, int nth, bool takesEffect) =>
        KillAtAsync(step, nth, takesEffect);

    [Theory]
    [MemberData(nameof(Rest))]
    [Trait("Long", "kills")]
    public Task Killed_at_any_other_step_too(string step, int nth, bool takesEffect) =>
        KillAtAsync(step, nth, takesEffect);

    [Fact]
    [Trait("Long", "kills")]
    public async Task Killed_again_and_again_it_still_gets_there()
    {
        await using var blobs = await BlobProxy.StartAsync();
        await using var session = await EndedSession.PrepareAsync(FilmLength, blobs.Settings());
        foreach (var step in new[] { "block", "block", "commit", "read", "manifest" })
            await DieAsync(session, blobs, step, blobs.Seen(step) + 1, takesEffect: true);

        await FinishAsync(session);

        Assert.Equal(1, blobs.Commits);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_staged_before_the_kill_is_not_fetched_again_where_the_source_gives_ranges(bool ranges)
    {
        await using var session = await EndedSession.PrepareAsync(FilmLength, [], ranges);
        session.Graph.StandStillAt = 17 * MiB;
        await using (var worker = Start(session))
        {
            await session.Graph.StandsStill.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
            await StagedAsync(session, 4);
            await worker.KillAsync();
        }

        await FinishAsync(session);

        // After the kill the first block, to see that the source is the same, and then on from the last staged one.
        Assert.Equal(ranges ? [0, 0, 12 * MiB] : [0, 0], session.Graph.Began);
    }

    [Theory]
    [InlineData(".mp4")]
    [InlineData(".manifest.json")]
    [InlineData(".eml")]
    [Trait("Long", "kills")]
    public async Task Killed_when_a_file_appears_it_is_archived_once_and_everyone_told_once(string ending)
    {
        await using var session = await EndedSession.PrepareAsync(FilmLength, []);
        await using (var worker = Start(session))
        {
            await UntilAsync(
                () => Directory.GetFiles(session.Home.Path, $"*{ending}", SearchOption.AllDirectories).Length > 0, ending);
            await worker.KillAsync();
        }

        await FinishAsync(session);
    }

    private static async Task KillAtAsync(string step, int nth, bool takesEffect)
    {
        await using var blobs = await BlobProxy.StartAsync();
        await using var session = await EndedSession.PrepareAsync(FilmLength, blobs.Settings());
        await DieAsync(session, blobs, step, nth, takesEffect);

        await FinishAsync(session);

        Assert.Equal(1, blobs.Commits);
        // Four at a time are on their way: those may have to be sent again, and no more.
        Assert.InRange(blobs.Seen("block"), Blocks, Blocks + 4);
    }

    private static async Task DieAsync(EndedSession session, BlobProxy blobs, string step, int nth, bool takesEffect)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        blobs.Spoil = async (seen, count, context, pass) =>
        {
            if (seen != step || count != nth)
                return true;
            if (takesEffect)
                await pass();
            reached.SetResult();
            await GraphStub.GoneAsync(context);
            return false;
        };
        await using (var worker = Start(session))
        {
            await reached.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
            await worker.KillAsync();
        }
        blobs.Spoil = null;
    }

    private static async Task FinishAsync(EndedSession session)
    {
        await using (Start(session))
            await UntilAsync(() => session.WatchLinks() >= EndedSession.Learners, "the watch links");
        await session.AssertMovedOnceAsync();
    }

    private static CliCommand Start(EndedSession session) => HostProcess.Launch(
        "Sessions.Worker", session.Home,
        session.Settings.Select(s => (s.Key.Replace(":", "__", StringComparison.Ordinal), s.Value!)));

    // The journal has a line for every block that stands on the disk.
    private static Task StagedAsync(EndedSession session, int blocks) => UntilAsync(
        () => File.Exists(Path.Combine(session.ArchiveFolder, session.BlobName + ".blocks"))
            && Lines(Path.Combine(session.ArchiveFolder, session.BlobName + ".blocks")) >= blocks,
        "the staged blocks");

    private static int Lines(string journal)
    {
        try
        {
            return File.ReadLines(journal).Count(line => line.Length > 0);
        }
        catch (IOException)
        {
            // The worker has it locked for a moment.
            return 0;
        }
    }

    private static async Task UntilAsync(Func<bool> holds, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"no sign of {what}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
