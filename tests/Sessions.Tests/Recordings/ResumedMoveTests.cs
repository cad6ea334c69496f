using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

public sealed class ResumedMoveTests
{
    private const int Blocks = 11;
    private const int InFlight = 3;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_call_it_ends_archived_once_and_sends_little_again(bool lastTakesEffect)
    {
        var video = SampleVideo.Of(Blocks * VideoMoveTests.BlockSize - 50);
        var expected = FileDigest.Of(video).Sha256;
        var deaths = 0;
        for (var died = true; died; deaths++)
        {
            var archive = new MemoryArchive();
            died = await DiesAsync(video, new DyingArchive(archive, deaths + 1, lastTakesEffect));

            var fact = Assert.IsType<RecordingArchived>(Assert.Single(
                await VideoMoveTests.MoveAsync(new BodySource(video), archive)));

            Assert.Equal(expected, fact.Video.Sha256);
            Assert.Equal(video, archive.Blobs[VideoMoveTests.Name].Bytes);
            Assert.Equal(1, archive.Commits);
            Assert.InRange(archive.BlocksStaged, Blocks, Blocks + InFlight);
        }
        // Blocks, commit, and what comes before and after: the sweep has passed them all.
        Assert.True(deaths > Blocks + 5, $"{deaths} deaths");
    }

    [Fact]
    public async Task Killed_again_and_again_it_still_ends_with_each_block_sent_about_once()
    {
        var video = SampleVideo.Of(Blocks * VideoMoveTests.BlockSize - 50);
        var archive = new MemoryArchive();
        var runs = 1;
        while (await DiesAsync(video, new DyingArchive(archive, 8, lastTakesEffect: false)))
            runs++;

        Assert.Equal(video, archive.Blobs[VideoMoveTests.Name].Bytes);
        Assert.InRange(runs, 2, Blocks);
        Assert.InRange(archive.BlocksStaged, Blocks, Blocks + (runs * InFlight));
    }

    [Fact]
    public async Task A_source_that_changed_meanwhile_is_not_mixed_with_what_it_was()
    {
        var before = SampleVideo.Of(Blocks * VideoMoveTests.BlockSize, seed: 1);
        var after = SampleVideo.Of(Blocks * VideoMoveTests.BlockSize, seed: 2);
        var archive = new MemoryArchive();
        Assert.True(await DiesAsync(before, new DyingArchive(archive, Blocks, lastTakesEffect: true)));
        Assert.True(archive.BlocksStaged > 2);

        await VideoMoveTests.MoveAsync(new BodySource(after), archive);

        Assert.Equal(after, archive.Blobs[VideoMoveTests.Name].Bytes);
    }

    private static async Task<bool> DiesAsync(byte[] video, DyingArchive archive)
    {
        try
        {
            await VideoMoveTests.MoveAsync(new BodySource(video), archive, InFlight);
            return false;
        }
        catch (KilledException)
        {
            return true;
        }
    }
}
