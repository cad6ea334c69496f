using System.Security.Cryptography;
using System.Text;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

public sealed class CaptionsMoveTests
{
    private static readonly CaptionsDue Due = new(
        SampleSession.Recording, new SourceTranscript("tr", "corr-1", SampleSession.Start));

    [Fact]
    public async Task A_transcript_is_archived_as_captions_beside_the_video_with_its_hash()
    {
        var archive = new MemoryArchive();
        var source = Source("WEBVTT\r\n\r\n0:0:0.0 --> 0:0:5.320\r\n<v Zoë>Grüße</v>\r\n");

        var facts = await MoveAsync(source, archive);

        var name = VideoMoveTests.Name.Replace(".mp4", ".vtt", StringComparison.Ordinal);
        var expected = Encoding.UTF8.GetBytes("WEBVTT\n\n00:00:00.000 --> 00:00:05.320\n<v Zoë>Grüße</v>\n");
        var file = new ArchivedFile(
            name, expected.Length, Convert.ToHexStringLower(SHA256.HashData(expected)), SampleSession.Now);
        Assert.Equal([new CaptionsArchived("rec/1=", file)], facts);
        Assert.Equal(["ada@example.org meeting tr"], source.Asked);
        Assert.Equal(expected, archive.Blobs[name].Bytes);
        Assert.Equal("text/vtt", archive.Blobs[name].ContentType);
    }

    [Fact]
    public async Task A_transcript_without_a_cue_is_none()
    {
        var archive = new MemoryArchive();

        Assert.Empty(await MoveAsync(Source("WEBVTT\n\n"), archive));
        Assert.Empty(archive.Blobs);
    }

    [Fact]
    public async Task Wrong_bytes_on_reading_back_are_no_captions()
    {
        var fault = await Assert.ThrowsAsync<OutsideFaultException>(
            () => MoveAsync(Source("0:0:0 --> 0:0:1\nHi"), new RottingArchive(new MemoryArchive())));

        Assert.Equal(FaultKind.Transient, fault.Kind);
    }

    private static BodySource Source(string transcript) =>
        new(() => throw new InvalidOperationException("no video is asked for"), transcript);

    private static async Task<Fact[]> MoveAsync(BodySource source, IArchive archive) =>
    [
        .. await new CaptionsMove(source, archive).RunAsync(
            SampleSession.Facts(SampleSession.Recording), SampleSession.Meeting, Due, SampleSession.Now,
            TestContext.Current.CancellationToken),
    ];
}
