using System.Buffers.Binary;
using CsCheck;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

public sealed class Mp4WalkTests
{
    [Fact]
    public void A_whole_file_is_right_however_it_is_cut_into_pieces() =>
        Gen.Select(Gen.Int[56, 3000], Gen.Int[1, 100]).Sample((length, piece) =>
            Walk(SampleVideo.Of(length), piece) is null);

    [Fact]
    public void No_beginning_of_a_file_is_a_whole_one()
    {
        var video = SampleVideo.Of(300);

        for (var length = 0; length < video.Length; length++)
            Assert.NotNull(Walk(video[..length], 7));
    }

    [Fact]
    public void Boxes_with_long_lengths_are_followed()
    {
        byte[] video = [.. SampleVideo.Of(56), .. LongBox("free", 1000)];

        Assert.Null(Walk(video, 5));
        Assert.Equal("it ends 1 bytes before its 'free' box does", Walk(video[..^1], 5));
    }

    [Fact]
    public void A_last_box_without_a_length_is_whole_only_where_the_sender_said_how_much_comes()
    {
        byte[] video = [.. SampleVideo.Box("ftyp", []), .. SampleVideo.Box("moov", []), 0, 0, 0, 0, .. "mdat+++"u8];

        Assert.Null(Walk(video, 5, lengthKnown: true));
        Assert.Equal("neither its last box, 'mdat', nor the sender says how long it is", Walk(video, 5));
    }

    [Theory]
    [InlineData("moov", "it has no 'mdat' box")]
    [InlineData("mdat", "it has no 'moov' box")]
    public void Both_the_index_and_the_media_are_wanted(string only, string problem)
    {
        byte[] video = [.. SampleVideo.Box("ftyp", []), .. SampleVideo.Box(only, new byte[9])];

        Assert.Equal(problem, Walk(video, 5));
    }

    [Fact]
    public void A_box_shorter_than_its_header_stops_the_walk()
    {
        byte[] video = [.. SampleVideo.Box("ftyp", []), 0, 0, 0, 7, .. "moov"u8];

        Assert.Equal("a box is shorter than its own header", Walk(video, 5));
    }

    [Fact]
    public void A_page_is_known_by_its_first_eight_bytes()
    {
        var walk = new Mp4Walk();

        walk.Take("<!doctyp"u8);

        Assert.Equal("it does not begin as an MP4 file does ('ftyp')", walk.Problem);
    }

    [Fact]
    public void No_bytes_at_all_break_the_walk() =>
        Gen.Byte.Array.Sample(bytes => Walk(bytes, 3, lengthKnown: true) is not null);

    private static string? Walk(byte[] bytes, int piece, bool lengthKnown = false)
    {
        var walk = new Mp4Walk();
        foreach (var part in bytes.Chunk(piece))
            walk.Take(part);
        return walk.Finish(lengthKnown);
    }

    private static byte[] LongBox(string type, int body)
    {
        byte[] box = [.. SampleVideo.Box(type, new byte[8]), .. new byte[body]];
        BinaryPrimitives.WriteInt32BigEndian(box, 1);
        BinaryPrimitives.WriteInt64BigEndian(box.AsSpan(8), box.Length);
        return box;
    }
}
