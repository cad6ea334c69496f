using Sessions.Ledger;

namespace Sessions.Tests.Recordings;

/// <summary>After a kill, what is staged from the same version of the source is not fetched again.</summary>
public sealed class JumpTests
{
    private const int Blocks = 40;
    private const int InFlight = 3;

    private static readonly byte[] Video = SampleVideo.Of((Blocks * VideoMoveTests.BlockSize) - 50);

    [Fact]
    public async Task Killed_at_any_block_it_fetches_again_the_first_the_last_and_what_was_on_its_way()
    {
        for (var death = 10; death < Blocks; death += 3)
        {
            var archive = new MemoryArchive();
            var first = new RangedSource(Video, "v1");
            await DieAsync(first, archive, death);
            var staged = archive.BlocksStaged;

            var second = new RangedSource(Video, "v1");
            await VideoMoveTests.MoveAsync(second, archive);

            Assert.Equal(Video, archive.Blobs[VideoMoveTests.Name].Bytes);
            Assert.Equal(0, first.Open + second.Open);
            var missing = Video.Length - (staged * VideoMoveTests.BlockSize);
            Assert.InRange(second.BytesRead, missing, missing + ((2 + InFlight) * VideoMoveTests.BlockSize));
            Assert.Equal(2, second.Offsets.Count);
        }
    }

    [Fact]
    public async Task The_proof_and_the_manifest_are_those_of_a_move_without_a_kill()
    {
        var whole = new MemoryArchive();
        var expected = await VideoMoveTests.MoveAsync(new RangedSource(Video, "v1"), whole);
        var archive = new MemoryArchive();
        await DieAsync(new RangedSource(Video, "v1"), archive, death: 20);

        var facts = await VideoMoveTests.MoveAsync(new RangedSource(Video, "v1"), archive);

        Assert.Equal(expected, facts);
        var manifest = $"{VideoMoveTests.Name}.manifest.json";
        Assert.Equal(whole.Blobs[manifest].Bytes, archive.Blobs[manifest].Bytes);
        Assert.Equal(whole.Seals, archive.Seals);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("v1", false)]
    public async Task Without_a_version_or_ranges_it_reads_all_again_and_sends_only_what_is_missing(
        string? version, bool ranges)
    {
        var archive = new MemoryArchive();
        await DieAsync(new RangedSource(Video, version, ranges), archive, death: 20);

        var second = new RangedSource(Video, version, ranges);
        await VideoMoveTests.MoveAsync(second, archive);

        Assert.Equal(Video, archive.Blobs[VideoMoveTests.Name].Bytes);
        Assert.InRange(archive.BlocksStaged, Blocks, Blocks + InFlight);
        Assert.Equal(Video.Length, second.BytesRead);
        Assert.Equal(0, second.Open);
    }

    [Theory]
    [InlineData("v2", 0)]
    [InlineData("v1", 0)]
    [InlineData("v1", 1000)]
    [InlineData("v1", 1700)]
    public async Task A_source_that_changed_meanwhile_is_never_mixed_even_if_it_denies_it(string version, int since)
    {
        var archive = new MemoryArchive();
        await DieAsync(new RangedSource(Video, "v1"), archive, death: 21);
        var changed = (byte[])Video.Clone();
        foreach (ref var one in changed.AsSpan(Math.Max(since, 200)))
            one ^= 0x55;
        if (since == 0)
            changed[60] ^= 1;

        await VideoMoveTests.MoveAsync(new RangedSource(changed, version), archive);

        Assert.Equal(changed, archive.Blobs[VideoMoveTests.Name].Bytes);
    }

    [Fact]
    public async Task A_cut_after_a_jump_is_as_much_a_fault_as_before()
    {
        var archive = new MemoryArchive();
        await DieAsync(new RangedSource(Video, "v1"), archive, death: 20);

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(
            () => VideoMoveTests.MoveAsync(new RangedSource(Video[..^30], "v1"), archive));

        Assert.Equal(FaultKind.Transient, fault.Kind);
        Assert.Empty(archive.Blobs);
    }

    [Fact]
    public async Task No_box_is_jumped_over_unseen()
    {
        // Fragments shorter than what is staged: their headers have to be read, or a cut would go unnoticed.
        byte[] head = [.. SampleVideo.Box("ftyp", new byte[8]), .. SampleVideo.Box("moov", new byte[24])];
        byte[] video =
            [.. head, .. Enumerable.Range(0, 30).SelectMany(i => SampleVideo.Box("mdat", new byte[(i % 7) + 90]))];
        var archive = new MemoryArchive();
        await DieAsync(new RangedSource(video, "v1"), archive, death: 20);

        var second = new RangedSource(video, "v1");
        await VideoMoveTests.MoveAsync(second, archive);

        Assert.Equal(video, archive.Blobs[VideoMoveTests.Name].Bytes);
        Assert.Equal(video.Length, second.BytesRead);
    }

    private static async Task DieAsync(RangedSource source, MemoryArchive archive, int death) =>
        await Assert.ThrowsAsync<KilledException>(() => VideoMoveTests.MoveAsync(
            source, new DyingArchive(archive, death, lastTakesEffect: true), InFlight));
}
