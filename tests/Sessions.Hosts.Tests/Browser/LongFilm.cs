using System.Buffers.Binary;

namespace Sessions.Hosts.Tests.Browser;

/// <summary>
/// The film with a box in its middle that players skip (ISO/IEC 14496-12, 8.1.2), so that its second half lies far
/// behind what a player fetches ahead.
/// </summary>
internal static class LongFilm
{
    /// <summary>How many bytes lie between the halves.</summary>
    public const int Gap = 32 * 1024 * 1024;

    private const int Header = 8;

    public static byte[] Of(byte[] film)
    {
        var media = film.AsSpan().IndexOf("mdat"u8) - 4;
        var places = Places(film).ToList();
        var split = places.Select(at => Read(film, at)).Where(o => o >= (media + film.Length) / 2).Min();
        byte[] stretched =
        [
            .. film[..split], .. Box("free"u8, Gap), .. new byte[Gap - Header],
            .. Box("mdat"u8, film.Length - split + Header), .. film[split..],
        ];
        Write(stretched, media, split - media);
        foreach (var at in places.Where(at => Read(film, at) >= split))
            Write(stretched, at, Read(film, at) + Gap + Header);
        return stretched;
    }

    // Where each chunk's offset stands: of every track a table of them, 'stco' (8.7.5).
    private static IEnumerable<int> Places(byte[] film)
    {
        for (var at = 0; film.AsSpan(at).IndexOf("stco"u8) is >= 0 and var next;)
        {
            at += next + Header;
            for (var i = 1; i <= Read(film, at); i++)
                yield return at + (4 * i);
        }
    }

    private static byte[] Box(ReadOnlySpan<byte> type, int size)
    {
        byte[] header = [0, 0, 0, 0, .. type];
        Write(header, 0, size);
        return header;
    }

    private static int Read(byte[] bytes, int at) => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));

    private static void Write(byte[] bytes, int at, int value) =>
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), value);
}
