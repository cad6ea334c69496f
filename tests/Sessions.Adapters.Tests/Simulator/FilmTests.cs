using System.Buffers.Binary;
using System.Text;

namespace Sessions.Adapters.Tests.Simulator;

public sealed class FilmTests : TenantTest
{
    [Fact]
    public async Task A_film_is_boxes_that_add_up_to_its_end_with_the_index_before_the_pictures()
    {
        var film = await FilmAsync();

        var boxes = Walk(film).ToArray();

        Assert.Equal(["ftyp", "moov", "free", "mdat", "free"], boxes.Select(box => box.Type));
        Assert.Equal(film.Length, boxes.Sum(box => box.Length));
    }

    [Fact]
    public async Task The_last_box_says_whose_film_it_is()
    {
        var film = await FilmAsync();

        var (_, length) = Walk(film).Last();

        Assert.Equal("tx-1/0#1", Encoding.UTF8.GetString(film.AsSpan(film.Length - length + 8)));
    }

    [Fact]
    public async Task A_film_is_small_enough_to_commit()
    {
        Assert.InRange((await FilmAsync()).Length, 100_000, 400_000);
    }

    private static IEnumerable<(string Type, int Length)> Walk(byte[] film)
    {
        for (var at = 0; at < film.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(film.AsSpan(at));
            Assert.InRange(length, 8, film.Length - at);
            yield return (Encoding.ASCII.GetString(film, at + 4, 4), length);
            at += length;
        }
    }

    private async Task<byte[]> FilmAsync()
    {
        var (eventId, _) = await RecordedMeetingAsync();
        Clock.Now = End.AddHours(1);
        return Assert.Single(Tenant.RecordingsOf(eventId)).Bytes.ToArray();
    }
}
