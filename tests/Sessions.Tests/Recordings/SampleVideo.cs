using System.Buffers.Binary;
using System.Text;

namespace Sessions.Tests.Recordings;

/// <summary>Bytes with the boxes of an MP4 file around a body that repeats nowhere within 4 GiB.</summary>
internal static class SampleVideo
{
    /// <summary>ftyp, moov and mdat, <paramref name="length"/> bytes in all.</summary>
    public static byte[] Of(int length, uint seed = 1)
    {
        byte[] head = [.. Box("ftyp", Encoding.ASCII.GetBytes("isomiso2")), .. Box("moov", new byte[24])];
        return [.. head, .. Box("mdat", Noise(length - head.Length - 8, seed))];
    }

    public static byte[] Box(string type, ReadOnlySpan<byte> body)
    {
        var box = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        body.CopyTo(box.AsSpan(8));
        return box;
    }

    private static byte[] Noise(int length, uint seed)
    {
        var noise = new byte[length];
        for (var i = 0; i < length; i++)
            noise[i] = unchecked((byte)(((uint)i * 2654435761u ^ seed * 40503u) >> 13));
        return noise;
    }
}
