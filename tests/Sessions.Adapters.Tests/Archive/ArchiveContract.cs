using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Adapters.Tests.Archive;

/// <summary>What every archive promises.</summary>
public abstract class ArchiveContract : ArchiveTest
{
    [Fact]
    public async Task A_blob_appears_at_its_commit_whole_with_its_type()
    {
        var archive = Open();
        var blocks = await StageAsync(archive, "aaaa", "bbbb", "cc");

        Assert.Null(await archive.FindAsync(Name, Cancel));
        Assert.True(await CommitAsync(archive, blocks));

        Assert.Equal(new ArchivedBlob(Name, 10, "video/mp4"), await Open().FindAsync(Name, Cancel));
        Assert.Equal("aaaabbbbcc", await ReadAsync(Open()));
        Assert.Empty(await archive.ListStagedAsync(Name, Cancel));
    }

    [Fact]
    public async Task Staged_blocks_are_found_by_the_next_process_and_can_be_finished()
    {
        var first = await StageAsync(Open(), "aaaa");
        var third = Block(2, "cc");
        await StageAsync(Open(), third, "cc");

        var found = await Open().ListStagedAsync(Name, Cancel);

        Assert.Equal(
            [new StagedBlock(first[0], 4), new StagedBlock(third, 2)], found.OrderBy(b => b.Id.Index));
        var second = Block(1, "bbbb");
        await StageAsync(Open(), second, "bbbb");
        Assert.True(await CommitAsync(Open(), [first[0], second, third]));
        Assert.Equal("aaaabbbbcc", await ReadAsync(Open()));
    }

    [Fact]
    public async Task Blocks_of_another_content_or_size_never_mix_with_those_of_the_blob()
    {
        var archive = Open();
        await StageAsync(archive, "AAAAAA", "BBBBBB", "CCCCCC", "DDDDDD");
        await StageAsync(archive, "aaaa", "xxxx", "yyyy");
        var blocks = await StageAsync(archive, "aaaa", "bbbb");

        Assert.True(await CommitAsync(archive, blocks));

        Assert.Equal("aaaabbbb", await ReadAsync(archive));
    }

    [Fact]
    public async Task A_deleted_blob_is_gone_and_may_be_deleted_again()
    {
        var archive = Open();
        await CommitAsync(archive, await StageAsync(archive, "aaaa", "bb"));

        Assert.True(await archive.DeleteAsync(Name, 6, Cancel));

        Assert.Null(await Open().FindAsync(Name, Cancel));
        Assert.True(await Open().DeleteAsync(Name, 6, Cancel));
    }

    [Fact]
    public async Task A_blob_that_is_not_as_long_as_it_is_known_to_be_is_not_deleted()
    {
        var archive = Open();
        await CommitAsync(archive, await StageAsync(archive, "aaaa", "bb"));

        Assert.False(await archive.DeleteAsync(Name, 7, Cancel));

        Assert.Equal("aaaabb", await ReadAsync(Open()));
    }

    [Fact]
    public async Task Staging_a_block_again_changes_nothing()
    {
        var archive = Open();
        var once = await StageAsync(archive, "aaaa", "bb");
        var twice = await StageAsync(archive, "aaaa", "bb");

        Assert.Equal(once, twice);
        Assert.Equal(2, (await archive.ListStagedAsync(Name, Cancel)).Length);
        Assert.True(await CommitAsync(archive, twice));
        Assert.Equal("aaaabb", await ReadAsync(archive));
    }

    [Fact]
    public async Task A_block_that_does_not_agree_with_its_checksum_is_refused()
    {
        var archive = Open();
        var block = Block(0, "aaaa");

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(
            () => archive.StageAsync(Name, block, "aaab"u8.ToArray(), Md5("aaaa"), Cancel));

        Assert.Equal(FaultKind.Transient, fault.Kind);
        Assert.Empty(await archive.ListStagedAsync(Name, Cancel));
    }

    [Fact]
    public async Task A_blob_is_never_overwritten_by_a_commit()
    {
        var archive = Open();
        Assert.True(await CommitAsync(archive, await StageAsync(archive, "aaaa", "bb")));

        var late = Open();
        Assert.False(await CommitAsync(late, await StageAsync(late, "cccc", "dd")));

        Assert.Equal("aaaabb", await ReadAsync(archive));
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_says_that_the_blob_stands()
    {
        var archive = Open();
        var blocks = await StageAsync(archive, "aaaa", "bb");
        await CommitAsync(archive, blocks);

        Assert.False(await CommitAsync(archive, blocks));
        Assert.NotNull(await archive.FindAsync(Name, Cancel));
    }

    [Fact]
    public async Task A_commit_of_blocks_that_are_not_staged_passes_by_itself_and_makes_no_blob()
    {
        var archive = Open();
        var blocks = await StageAsync(archive, "aaaa");

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(
            () => CommitAsync(archive, [.. blocks, Block(1, "bb")]));

        Assert.Equal(FaultKind.Transient, fault.Kind);
        Assert.Null(await archive.FindAsync(Name, Cancel));
    }

    [Fact]
    public async Task Of_racing_commits_exactly_one_makes_the_blob()
    {
        for (var trial = 0; trial < 10; trial++)
        {
            var name = $"maps/race/{trial}.mp4";
            var won = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RaceAsync(name))));

            Assert.Equal(1, won.Count(w => w));
            Assert.Equal("aaaabbbbcc", await ReadAsync(Open(), name));
        }

        async Task<bool> RaceAsync(string name)
        {
            var archive = Open();
            try
            {
                return await CommitAsync(archive, await StageAsync(archive, name, ["aaaa", "bbbb", "cc"]), name);
            }
            catch (OutsideFaultException e) when (e.Kind == FaultKind.Transient)
            {
                // The winner's commit took the blocks with it: the next look finds the blob.
                return false;
            }
        }
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_cannot_be_opened()
    {
        Assert.Null(await Open().FindAsync("maps/none.mp4", Cancel));
        Assert.Empty(await Open().ListStagedAsync("maps/none.mp4", Cancel));
        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => Open().OpenAsync("maps/none.mp4", Cancel));

        Assert.Equal(FaultKind.Permanent, fault.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../x.mp4")]
    [InlineData("a/../x.mp4")]
    [InlineData("a/./x.mp4")]
    [InlineData("a//x.mp4")]
    [InlineData("a/.x.mp4")]
    [InlineData("a\\x.mp4")]
    [InlineData("C:x.mp4")]
    [InlineData("a/x.mp4 ")]
    [InlineData("a/x.mp4\n")]
    [InlineData("a/\0.mp4")]
    [InlineData("a/ü.mp4")]
    [InlineData("a/x?.mp4")]
    [InlineData("a/x.mp4.partial")]
    [InlineData("a/x.mp4.blocks")]
    public async Task Odd_names_are_refused(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await Open().FindAsync(name, Cancel));

    [Fact]
    public async Task A_recording_moved_through_a_death_at_every_call_ends_whole() =>
        await MovedRecording.DieEverywhereAsync(Open, Cancel);
}
