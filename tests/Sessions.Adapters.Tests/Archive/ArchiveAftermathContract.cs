using Sessions.Recordings;

namespace Sessions.Adapters.Tests.Archive;

/// <summary>What every archive promises once a recording is committed: the proof, the manifest, the later check.</summary>
public abstract class ArchiveAftermathContract : ArchiveTest
{
    [Fact]
    public async Task A_commit_tells_of_what_blocks_it_was_made_to_the_next_process()
    {
        Assert.Empty(await Open().ListCommittedAsync(Name, Cancel));
        await StageAsync(Open(), "aaaa", "bbbb", "cccc", "dddd");
        var blocks = await StageAsync(Open(), "aaaa", "bbbb", "cc");
        Assert.Empty(await Open().ListCommittedAsync(Name, Cancel));

        await CommitAsync(Open(), blocks);
        await StageAsync(Open(), Block(1, "late"), "late");
        Assert.False(await CommitAsync(Open(), blocks));

        Assert.Equal(blocks, await Open().ListCommittedAsync(Name, Cancel));
    }

    [Fact]
    public async Task A_sealed_blob_is_what_it_was()
    {
        await CommitAsync(Open(), await StageAsync(Open(), "aaaa", "bb"));

        await Open().SealAsync(Name, "video/mp4", Md5("aaaabb"), Cancel);
        await Open().SealAsync(Name, "video/mp4", Md5("aaaabb"), Cancel);

        Assert.Equal(new ArchivedBlob(Name, 6, "video/mp4"), await Open().FindAsync(Name, Cancel));
        Assert.Equal("aaaabb", await ReadAsync(Open()));
    }

    [Fact]
    public async Task A_blob_that_no_mover_made_has_no_blocks_of_ours()
    {
        await Open().WriteAsync(Name, "aaaa"u8.ToArray(), "video/mp4", Cancel);

        Assert.Empty(await Open().ListCommittedAsync(Name, Cancel));
    }

    [Fact]
    public async Task A_small_blob_is_created_once_and_not_replaced_by_the_next()
    {
        Assert.True(await Open().CreateAsync("maps/a.json", "{}"u8.ToArray(), "application/json", Cancel));
        Assert.False(await Open().CreateAsync("maps/a.json", "[]"u8.ToArray(), "application/json", Cancel));

        Assert.Equal("{}", await ReadAsync(Open(), "maps/a.json"));
    }

    [Fact]
    public async Task Of_racing_creations_exactly_one_makes_the_blob()
    {
        for (var trial = 0; trial < 10; trial++)
        {
            var name = $"maps/race/{trial}.json";
            var won = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(
                () => Open().CreateAsync(name, Bytes($"{i}"), "application/json", Cancel))));

            Assert.Single(won, w => w);
            Assert.Equal($"{won.IndexOf(true)}", await ReadAsync(Open(), name));
        }
    }

    [Fact]
    public async Task A_small_blob_is_written_whole_and_replaced()
    {
        var archive = Open();
        await archive.WriteAsync("maps/a.json", "{\"a\":1}"u8.ToArray(), "application/json", Cancel);
        await archive.WriteAsync("maps/a.json", "{}"u8.ToArray(), "application/json", Cancel);

        Assert.Equal(
            new ArchivedBlob("maps/a.json", 2, "application/json"), await archive.FindAsync("maps/a.json", Cancel));
        Assert.Equal("{}", await ReadAsync(Open(), "maps/a.json"));
    }

    [Fact]
    public async Task An_archived_recording_is_found_sound_until_a_byte_of_it_or_its_manifest_changes()
    {
        var (sourceId, video) = await MovedRecording.ArchiveAsync(Open(), Cancel);
        var manifest = video.BlobName + ".manifest.json";
        Assert.Empty(await CheckAsync());

        var text = await ReadAsync(Open(), manifest);
        await Open().WriteAsync(
            manifest, Bytes(text.Replace(video.Sha256, new string('0', 64), StringComparison.Ordinal)),
            "application/json", Cancel);
        Assert.Contains("its manifest says", Assert.Single(await CheckAsync()), StringComparison.Ordinal);
        await Open().WriteAsync(manifest, Bytes(text), "application/json", Cancel);

        using var bytes = new MemoryStream();
        await using (var body = await Open().OpenAsync(video.BlobName, Cancel))
            await body.CopyToAsync(bytes, Cancel);
        bytes.GetBuffer()[bytes.Length / 2] ^= 1;
        await Open().WriteAsync(video.BlobName, bytes.ToArray(), "video/mp4", Cancel);
        Assert.Contains("its sha256 is", Assert.Single(await CheckAsync()), StringComparison.Ordinal);

        await Open().WriteAsync(video.BlobName, bytes.ToArray().AsMemory(1), "video/mp4", Cancel);
        Assert.Contains("bytes instead of", Assert.Single(await CheckAsync()), StringComparison.Ordinal);
        var gone = await new RecordingCheck(Open()).CheckVideoAsync(
            sourceId, video with { BlobName = "maps/none.mp4" }, Cancel);
        Assert.Equal(2, gone.Problems.Length);

        async Task<IEnumerable<string>> CheckAsync() =>
            (await new RecordingCheck(Open()).CheckVideoAsync(sourceId, video, Cancel)).Problems;
    }
}
