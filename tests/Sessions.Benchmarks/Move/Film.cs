using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Sessions.Benchmarks.Move;

/// <summary>A file with the boxes of an MP4 and noise where the picture would be.</summary>
internal static class Film
{
    private const int Chunk = 4 * 1024 * 1024;

    public static async Task WriteAsync(string path, long length)
    {
        byte[] head = [.. Box("ftyp", "isomiso2"u8), .. Box("moov", new byte[64])];
        await using var file = File.Create(path);
        await file.WriteAsync(head);
        // A size of 1 says that the real one follows in 64 bits.
        byte[] mdat = [0, 0, 0, 1, .. "mdat"u8, .. new byte[8]];
        BinaryPrimitives.WriteInt64BigEndian(mdat.AsSpan(8), length - head.Length);
        await file.WriteAsync(mdat);
        var noise = new byte[Chunk];
        for (var left = length - file.Length; left > 0; left -= Chunk)
        {
            RandomNumberGenerator.Fill(noise);
            await file.WriteAsync(noise.AsMemory(0, (int)long.Min(left, Chunk)));
        }
    }

    private static byte[] Box(string type, ReadOnlySpan<byte> body)
    {
        byte[] box = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. body];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        return box;
    }
}
