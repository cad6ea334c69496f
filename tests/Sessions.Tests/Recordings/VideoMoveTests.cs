using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

public sealed class VideoMoveTests
{
    internal const int BlockSize = 100;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1050)]
    [InlineData(1000)]
    [InlineData(99)]
    public async Task A_recording_is_archived_byte_for_byte_with_its_hash_and_manifest(int length)
    {
        var video = SampleVideo.Of(length);
        var archive = new MemoryArchive();
        var source = new BodySource(() => new SourceContent(new Trickle(video, 33), video.Length, "video/mp4"));

        var facts = await MoveAsync(source, archive);

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(video));
        Assert.Equal(
            [new RecordingArchived("rec/1=", new ArchivedFile(Name, length, sha256, SampleSession.Now))], facts);
        Assert.Equal(["ada@example.org meeting rec/1="], source.Asked);
        Assert.Equal($"{Name} {Name}.manifest.json", archive.Names);
        Assert.Equal(video, archive.Blobs[Name].Bytes);
        Assert.Equal("video/mp4", archive.Blobs[Name].ContentType);
        Assert.Equal(
            Convert.ToHexStringLower(CryptographicOperations.HashData(HashAlgorithmName.MD5, video)),
            archive.Seals[Name]);
    }

    [Fact]
    public async Task The_manifest_tells_where_the_bytes_came_from_and_what_they_are()
    {
        var video = SampleVideo.Of(250);
        var archive = new MemoryArchive();

        await MoveAsync(new BodySource(video), archive);

        var manifest = JsonDocument.Parse(archive.Blobs[$"{Name}.manifest.json"].Bytes).RootElement;
        Assert.Equal(
            $$"""
            {"blob":"{{Name}}","sourceId":"rec/1=","correlationId":"corr-1","onlineMeetingId":"meeting",
            "course":"maps","session":"session-1","askedBy":"ada@example.org",
            "created":"2025-10-22T17:00:00Z","ended":"2025-10-22T18:00:00Z","length":250,
            "sha256":"{{Convert.ToHexStringLower(SHA256.HashData(video))}}",
            "md5":"{{Convert.ToHexStringLower(CryptographicOperations.HashData(HashAlgorithmName.MD5, video))}}",
            "blockSize":100,"archivedAt":"2025-10-22T18:10:00Z"}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(manifest));
    }

    [Fact]
    public async Task A_second_run_proves_the_copy_again_and_asks_Teams_for_nothing()
    {
        var archive = new MemoryArchive();
        var first = await MoveAsync(new BodySource(SampleVideo.Of(450)), archive);

        var source = new BodySource(() => throw new InvalidOperationException("asked"));
        var second = await MoveAsync(source, archive);

        Assert.Equal(first, second);
        Assert.Equal(1, archive.Commits);
    }

    [Fact]
    public async Task A_copy_without_a_manifest_is_held_against_the_names_of_its_blocks()
    {
        var video = SampleVideo.Of(450);
        var archive = new MemoryArchive();
        var first = await MoveAsync(new BodySource(video), archive);
        archive.Blobs.Remove($"{Name}.manifest.json");

        var second = await MoveAsync(new BodySource(() => throw new InvalidOperationException("asked")), archive);

        Assert.Equal(first, second);
        Assert.Equal(1, archive.Commits);
        Assert.True(archive.Blobs.ContainsKey($"{Name}.manifest.json"));
    }

    [Fact]
    public async Task A_copy_that_is_not_what_its_blocks_were_is_loudly_reported()
    {
        var archive = new MemoryArchive();
        await MoveAsync(new BodySource(SampleVideo.Of(450)), archive);
        archive.Blobs.Remove($"{Name}.manifest.json");

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(
            () => MoveAsync(new BodySource(SampleVideo.Of(450)), new RottingArchive(archive)));

        Assert.Equal(FaultKind.Configuration, fault.Kind);
        Assert.Equal(Name, archive.Names);
    }

    [Fact]
    public async Task A_copy_of_unknown_blocks_is_compared_with_its_source()
    {
        var video = SampleVideo.Of(450);
        var archive = new MemoryArchive();
        archive.Blobs[Name] = (video, "video/mp4");
        var source = new BodySource(video);

        await MoveAsync(source, archive);

        Assert.Single(source.Asked);
        Assert.Equal(0, archive.Commits);
        Assert.True(archive.Blobs.ContainsKey($"{Name}.manifest.json"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task A_manifest_that_cannot_be_read_proves_nothing(string manifest)
    {
        var video = SampleVideo.Of(450);
        var archive = new MemoryArchive();
        await MoveAsync(new BodySource(video), archive);
        archive.Blobs[Name] = (SampleVideo.Of(450, seed: 2), "video/mp4");
        archive.Blobs[$"{Name}.manifest.json"] = (Encoding.UTF8.GetBytes(manifest), "application/json");
        await Assert.ThrowsAsync<OutsideFaultException>(() => MoveAsync(new BodySource(video), archive));
        archive.Blobs[Name] = (video, "video/mp4");

        await MoveAsync(new BodySource(video), archive);

        Assert.NotNull(await RecordingManifest.FindAsync(archive, Name, Cancel));
    }

    [Fact]
    public async Task Another_recording_under_the_name_is_never_overwritten_and_loudly_reported()
    {
        var archive = new MemoryArchive();
        var other = SampleVideo.Of(450, seed: 2);
        archive.Blobs[Name] = (other, "video/mp4");

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(
            () => MoveAsync(new BodySource(SampleVideo.Of(450)), archive));

        Assert.Equal(FaultKind.Configuration, fault.Kind);
        Assert.Equal(Name, archive.Names);
        Assert.Equal(other, archive.Blobs[Name].Bytes);
    }

    [Fact]
    public async Task Wrong_bytes_on_reading_back_are_loud_and_leave_no_proof()
    {
        var archive = new MemoryArchive();

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(
            () => MoveAsync(new BodySource(SampleVideo.Of(450)), new RottingArchive(archive)));

        Assert.Equal(FaultKind.Configuration, fault.Kind);
        Assert.Equal(Name, archive.Names);
    }

    [Fact]
    public async Task Two_movers_of_one_recording_commit_it_once_and_tell_the_same()
    {
        for (var trial = 0; trial < 20; trial++)
        {
            var video = SampleVideo.Of(1234);
            var archive = new MemoryArchive();

            var told = await Task.WhenAll(
                MoveAsync(new BodySource(video), archive), MoveAsync(new BodySource(video), archive));

            Assert.Equal(told[0], told[1]);
            Assert.Equal(1, archive.Commits);
            Assert.Equal(video, archive.Blobs[Name].Bytes);
        }
    }

    [Fact]
    public async Task The_source_is_read_no_further_ahead_than_the_blocks_in_memory()
    {
        var video = SampleVideo.Of(5000);
        var body = new MemoryStream(video);
        using var gate = new GatedArchive(new MemoryArchive(), freeBlocks: 1);
        var move = MoveAsync(
            new BodySource(() => new SourceContent(body, video.Length, "video/mp4")), gate, inFlight: 3);

        await gate.WaitingAsync(3, Cancel);
        Assert.Equal((1 + 3) * BlockSize, body.Position);

        gate.Open();
        await move;
    }

    internal static string Name => BlobNames.Video(SampleSession.Facts().Id, SampleSession.Recording);

    internal static async Task<Fact[]> MoveAsync(IRecordingSource source, IArchive archive, int inFlight = 3)
    {
        var move = new VideoMove(
            source, archive, new MoveLimits(BlockSize, inFlight), NullLogger<VideoMove>.Instance);
        return [.. await move.RunAsync(
            SampleSession.Facts(SampleSession.Recording), SampleSession.Step, SampleSession.Now, Cancel)];
    }
}
