using System.Text;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

/// <summary>Every way in which HttpClient was seen to deliver less than the recording, or something else.</summary>
public sealed class CutRecordingTests
{
    private static readonly byte[] Video = SampleVideo.Of(1050);

    public static TheoryData<string, Func<SourceContent>> Bodies => new()
    {
        { "the length declared, the connection closed half-way", () => Body(Video[..500], 1050, breaks: true) },
        { "no length declared, the connection closed half-way", () => Body(Video[..500], null, breaks: true) },
        { "the length declared, half of it sent", () => Body(Video[..500], 1050) },
        { "no length declared, half of it sent", () => Body(Video[..500], null) },
        { "no length declared, cut between two boxes", () => Body(Video[..16], null) },
        { "no length declared, cut within a header", () => Body(Video[..20], null) },
        { "no length declared, one byte short", () => Body(Video[..^1], null) },
        { "no length declared, one byte too many", () => Body([.. Video, 0], null) },
        { "less declared than the truth, and sent", () => Body(Video[..500], 500) },
        { "less declared than was sent", () => Body(Video, 500) },
        { "more declared than was sent", () => Body(Video, 1051) },
        { "nothing", () => Body([], 0) },
        { "nothing, and no length", () => Body([], null) },
        { "a sign-in page", () => Body(SignIn, SignIn.Length, "text/html; charset=utf-8") },
        { "a sign-in page that says it is a video", () => Body(SignIn, SignIn.Length) },
        { "a sign-in page without a type", () => Body(SignIn, SignIn.Length, type: null) },
        { "an error as JSON", () => Body("{}"u8.ToArray(), 2, "application/json") },
    };

    private static byte[] SignIn { get; } = Encoding.ASCII.GetBytes($"<html>{new string('-', 300)}</html>");

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task It_leaves_no_blob_and_passes_by_itself(string what, Func<SourceContent> body)
    {
        var archive = new MemoryArchive();

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(
            () => VideoMoveTests.MoveAsync(new BodySource(body), archive));

        Assert.True(fault.Kind == FaultKind.Transient, what);
        Assert.Empty(archive.Blobs);

        await VideoMoveTests.MoveAsync(new BodySource(Video), archive);
        Assert.Equal(Video, archive.Blobs[VideoMoveTests.Name].Bytes);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task It_is_no_witness_against_a_copy_that_stands(string what, Func<SourceContent> body)
    {
        var archive = new MemoryArchive();
        archive.Blobs[VideoMoveTests.Name] = (Video, "video/mp4");

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(
            () => VideoMoveTests.MoveAsync(new BodySource(body), archive));

        Assert.True(fault.Kind == FaultKind.Transient, what);
        Assert.Equal(VideoMoveTests.Name, archive.Names);
    }

    [Theory]
    [InlineData("video/mp4")]
    [InlineData("Video/MP4; codecs=avc1")]
    [InlineData("application/octet-stream")]
    [InlineData(null)]
    public async Task A_whole_recording_may_come_without_a_length_and_with_any_type_storage_gives(string? type)
    {
        var archive = new MemoryArchive();

        await VideoMoveTests.MoveAsync(new BodySource(() => Body(Video, null, type)), archive);

        Assert.Equal(Video, archive.Blobs[VideoMoveTests.Name].Bytes);
    }

    private static SourceContent Body(byte[] bytes, long? length, string? type = "video/mp4", bool breaks = false) =>
        new(new Trickle(bytes, pace: 64, breaks), length, type);
}
