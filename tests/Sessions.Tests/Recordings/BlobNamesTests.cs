using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Sessions.Courses;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

public sealed class BlobNamesTests
{
    private static readonly SessionId Session = new(new CourseId("maps"), "session-1");

    [Fact]
    public void A_name_is_made_of_ids_and_the_time_alone()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("rec/1=")))[..12];

        var video = BlobNames.Video(Session, SampleSession.Recording);

        Assert.Equal($"maps/session-1/20251022T170000Z-{hash}.mp4", video);
        Assert.Equal($"maps/session-1/20251022T170000Z-{hash}.vtt", BlobNames.Captions(Session, SampleSession.Recording));
        Assert.Equal($"{video}.manifest.json", BlobNames.Manifest(video));
    }

    [Fact]
    public void Two_recordings_of_one_second_have_two_names()
    {
        var other = SampleSession.Recording with
        {
            SourceId = "rec/2=",
            Created = SampleSession.Start + Duration.FromMilliseconds(3),
        };

        Assert.False(BlobNames.Video(Session, SampleSession.Recording) == BlobNames.Video(Session, other));
    }

    [Theory]
    [InlineData("..", "session-1")]
    [InlineData("maps", "a/b")]
    [InlineData("maps", "")]
    public void What_is_no_id_names_nothing(string course, string session) =>
        Assert.Throws<ArgumentException>(() => BlobNames.Video(
            new SessionId(new CourseId(course), session), SampleSession.Recording));

    [Fact]
    public void A_block_id_is_read_as_it_was_written_and_all_are_equally_long()
    {
        var one = BlockId.Of(0, 8_388_608, MD5Of("a"), BlockId.OfVersion("\"1\""));
        var other = BlockId.Of(49_999, 1, MD5Of("b"));

        Assert.Equal("v2-00000-00800000-0cc175b9c0f1b6a831c399e269772661-391552c099c1", one.ToString());
        Assert.Equal(one, BlockId.TryParse(one.ToString()));
        Assert.Equal(other, BlockId.TryParse(other.ToString()));
        Assert.Equal(one.ToString().Length, other.ToString().Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("v2-00000-00800000")]
    [InlineData("v2-00000-00800000-0cc175b9c0f1b6a831c399e26977266-000000000000")]
    [InlineData("v3-00000-00800000-0cc175b9c0f1b6a831c399e269772661-000000000000")]
    [InlineData("v2-00000-00800000-0CC175B9C0F1B6A831C399E269772661-000000000000")]
    public void What_is_no_block_id_is_not_taken_for_one(string text) => Assert.Null(BlockId.TryParse(text));

    private static byte[] MD5Of(string text) =>
        CryptographicOperations.HashData(HashAlgorithmName.MD5, Encoding.UTF8.GetBytes(text));
}
