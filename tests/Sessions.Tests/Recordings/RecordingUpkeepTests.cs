using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Planning;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

public sealed class RecordingUpkeepTests
{
    private readonly MemoryArchive _archive = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sound_copy_is_found_sound()
    {
        var recording = await ArchiveAsync();

        Assert.Equal(
            [new RecordingVerified(recording.SourceId, null)],
            await Upkeep().VerifyAsync(SampleSession.Facts(recording), new VerifyRecording(recording), Cancel));
    }

    [Theory]
    [InlineData("mp4", "wideo", "its sha256 is")]
    [InlineData("mp4", "video, longer", "bytes instead of")]
    [InlineData("mp4", null, "it is gone")]
    [InlineData("vtt", "WEBVTX", "its sha256 is")]
    public async Task Every_damage_to_video_or_captions_is_told(string file, string? now, string damage)
    {
        var recording = await ArchiveAsync();
        var name = (file == "mp4" ? recording.Video : recording.Captions)!.BlobName;
        _archive.Blobs.Remove(name);
        if (now is not null)
            await _archive.WriteAsync(name, Encoding.UTF8.GetBytes(now), "video/mp4", Cancel);

        var verified = await Upkeep().VerifyAsync(recording, Cancel);

        Assert.StartsWith($"{name}: ", verified.Damage, StringComparison.Ordinal);
        Assert.Contains(damage, verified.Damage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deletion_takes_video_and_captions_leaves_the_manifest_and_can_be_repeated()
    {
        var recording = await ArchiveAsync();

        var facts = await Upkeep().ExpireAsync(new ExpireRecording(recording), Cancel);

        Assert.Equal([new RecordingExpired(recording.SourceId)], facts);
        Assert.Equal(BlobNames.Manifest(recording.Video!.BlobName), _archive.Names);
        Assert.Equal(facts, await Upkeep().ExpireAsync(new ExpireRecording(recording), Cancel));
    }

    [Fact]
    public async Task What_is_no_longer_what_was_archived_is_not_deleted_and_a_person_is_asked()
    {
        var recording = await ArchiveAsync();
        await _archive.WriteAsync(recording.Video!.BlobName, Encoding.UTF8.GetBytes("another"), "video/mp4", Cancel);

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(
            () => Upkeep().ExpireAsync(new ExpireRecording(recording), Cancel));

        Assert.Equal(FaultKind.Configuration, fault.Kind);
        Assert.Contains(recording.Video.BlobName, _archive.Names, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_original_goes_when_the_copy_was_read_again_and_one_file_alone_is_it()
    {
        var drive = new Drive(new OriginalMatch(File("1"), "alone"));

        var facts = await RemoveAsync(drive, await ArchiveAsync());

        Assert.Equal([new RecordingVerified("rec/1=", null), new OriginalRemoved("rec/1=")], facts);
        Assert.Equal(["1"], drive.Removed);
    }

    [Fact]
    public async Task In_doubt_the_original_stays_and_the_reason_is_told()
    {
        var drive = new Drive(new OriginalMatch(null, "two files could be it"));

        var facts = await RemoveAsync(drive, await ArchiveAsync());

        Assert.Equal(new OriginalKept("rec/1=", "two files could be it"), facts[^1]);
        Assert.Empty(drive.Removed);
    }

    [Fact]
    public async Task Of_a_damaged_copy_the_original_is_never_removed()
    {
        var recording = await ArchiveAsync();
        _archive.Blobs.Remove(recording.Video!.BlobName);
        var drive = new Drive(new OriginalMatch(File("1"), "alone"));

        var facts = await RemoveAsync(drive, recording);

        Assert.NotNull(Assert.IsType<RecordingVerified>(facts[0]).Damage);
        Assert.IsType<OriginalKept>(facts[1]);
        Assert.Empty(drive.Removed);
    }

    [Fact]
    public async Task An_original_that_changed_is_found_anew_and_one_that_goes_on_changing_is_left()
    {
        var recording = await ArchiveAsync();
        var once = new Drive(new OriginalMatch(File("1"), "alone")) { Changes = 1 };
        Assert.IsType<OriginalRemoved>((await RemoveAsync(once, recording))[^1]);

        var always = new Drive(new OriginalMatch(File("1"), "alone")) { Changes = int.MaxValue };
        Assert.IsType<OriginalKept>((await RemoveAsync(always, recording))[^1]);
        Assert.Empty(always.Removed);
    }

    private RecordingUpkeep Upkeep() =>
        new(_archive, new RecordingCheck(_archive), NullLogger<RecordingUpkeep>.Instance);

    private Task<ImmutableArray<Fact>> RemoveAsync(Drive drive, RecordingFacts recording) =>
        new OriginalSteps(drive, Upkeep()).RemoveAsync(
            SampleSession.Facts(recording), new RemoveOriginal(SampleSession.Meeting, recording), Cancel);

    private static Original File(string id) => new("drive", id, "Maps.mp4", 5, "etag", SampleSession.End);

    private async Task<RecordingFacts> ArchiveAsync()
    {
        var recording = SampleSession.Recording;
        var session = SampleSession.Facts(recording);
        var video = await KeepAsync(BlobNames.Video(session.Id, recording), "video");
        var captions = await KeepAsync(BlobNames.Captions(session.Id, recording), "WEBVTT");
        await new RecordingManifest(
            video.BlobName, recording.SourceId, recording.CorrelationId, "meeting", "maps", "session-1", "ada@example.org",
            recording.Created, recording.Ended, video.Length, video.Sha256, "", 4, SampleSession.Now)
            .KeepAsync(_archive, Cancel);
        return recording with { Video = video, Captions = captions };
    }

    private async Task<ArchivedFile> KeepAsync(string name, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        await _archive.WriteAsync(name, bytes, "video/mp4", Cancel);
        return new(name, bytes.Length, FileDigest.Of(bytes).Sha256, SampleSession.Now);
    }

    /// <summary>A drive that says the same of every recording, and remembers what it was asked to remove.</summary>
    private sealed class Drive(OriginalMatch match) : IOriginals
    {
        public int Changes { get; set; }

        public List<string> Removed { get; } = [];

        public Task<OriginalMatch> FindAsync(
            EmailAddress organizer, string subject, RecordingFacts recording, CancellationToken cancel) =>
            Task.FromResult(match);

        public Task<bool> RemoveAsync(EmailAddress organizer, Original original, CancellationToken cancel)
        {
            if (Changes-- > 0)
                return Task.FromResult(false);

            Removed.Add(original.ItemId);
            return Task.FromResult(true);
        }
    }
}
