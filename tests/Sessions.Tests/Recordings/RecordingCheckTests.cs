using System.Text;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

public sealed class RecordingCheckTests
{
    private readonly MemoryArchive _archive = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Manifest => $"{VideoMoveTests.Name}.manifest.json";

    [Fact]
    public async Task A_recording_as_it_was_archived_is_sound()
    {
        var fixity = await CheckAsync(await MoveAsync());

        Assert.True(fixity.IsSound);
        Assert.Equal((VideoMoveTests.Name, 0), (fixity.Blob, fixity.Problems.Length));
    }

    [Fact]
    public async Task A_flipped_bit_is_found()
    {
        var video = await MoveAsync();
        _archive.Blobs[VideoMoveTests.Name].Bytes[300] ^= 1;

        var fixity = await CheckAsync(video);

        Assert.Equal(
            [$"its sha256 is {FileDigest.Of(_archive.Blobs[VideoMoveTests.Name].Bytes).Sha256} instead of {video.Sha256}"],
            fixity.Problems);
    }

    [Fact]
    public async Task What_is_gone_or_cut_is_found()
    {
        var video = await MoveAsync();
        var bytes = _archive.Blobs[VideoMoveTests.Name].Bytes;

        _archive.Blobs[VideoMoveTests.Name] = (bytes[..^1], "video/mp4");
        Assert.Equal(["it has 449 bytes instead of 450"], (await CheckAsync(video)).Problems);

        _archive.Blobs.Remove(VideoMoveTests.Name);
        Assert.Equal(["it is gone: restore it from the storage's backup"], (await CheckAsync(video)).Problems);
    }

    [Theory]
    [InlineData("sha256")]
    [InlineData("length")]
    [InlineData("sourceId")]
    [InlineData("{")]
    [InlineData("")]
    public async Task A_manifest_that_is_gone_or_says_something_else_is_found(string what)
    {
        var video = await MoveAsync();
        var text = Encoding.UTF8.GetString(_archive.Blobs[Manifest].Bytes);
        var changed = what switch
        {
            "sha256" => text.Replace(video.Sha256, new string('0', 64), StringComparison.Ordinal),
            "length" => text.Replace("\"length\": 450", "\"length\": 451", StringComparison.Ordinal),
            "sourceId" => text.Replace("rec/1=", "rec/2=", StringComparison.Ordinal),
            _ => what,
        };
        Assert.NotEqual(text, changed);
        _archive.Blobs[Manifest] = (Encoding.UTF8.GetBytes(changed), "application/json");
        if (what.Length == 0)
            _archive.Blobs.Remove(Manifest);

        var fixity = await CheckAsync(video);

        Assert.Contains("its manifest", Assert.Single(fixity.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Captions_are_held_against_the_ledger_alone()
    {
        await _archive.WriteAsync("maps/a.vtt", "WEBV, Cancel)\n"u8.ToArray(), "text/vtt", Cancel);
        var digest = FileDigest.Of("WEBV, Cancel)\n"u8);
        var captions = new ArchivedFile("maps/a.vtt", digest.Length, digest.Sha256, SampleSession.Now);
        var check = new RecordingCheck(_archive);

        Assert.True((await check.CheckCaptionsAsync(captions, Cancel)).IsSound);
        Assert.False((await check.CheckCaptionsAsync(captions with { Sha256 = "00" }, Cancel)).IsSound);
    }

    private Task<Fixity> CheckAsync(ArchivedFile video) =>
        new RecordingCheck(_archive).CheckVideoAsync("rec/1=", video, Cancel);

    private async Task<ArchivedFile> MoveAsync() => Assert.IsType<RecordingArchived>(Assert.Single(
        await VideoMoveTests.MoveAsync(new BodySource(SampleVideo.Of(450)), _archive))).Video;
}
