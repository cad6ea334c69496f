using System.Buffers.Binary;
using System.Text;

namespace Sessions.Simulator.Media;

/// <summary>What every session shows; each recording of it has bytes of its own.</summary>
internal static class Lesson
{
    private const int BoxHeader = 8;

    private static readonly byte[] Film = Read("session.mp4");

    public static byte[] Captions { get; } = Read("session.vtt");

    /// <summary>The film and, behind it, a box that players skip: ISO/IEC 14496-12, 8.1.2, "free".</summary>
    public static byte[] FilmOf(string key)
    {
        var text = Encoding.UTF8.GetBytes(key);
        var box = new byte[BoxHeader + text.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        "free"u8.CopyTo(box.AsSpan(4));
        text.CopyTo(box, BoxHeader);
        return [.. Film, .. box];
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(Lesson).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
