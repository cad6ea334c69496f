using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sessions.Recordings;

/// <summary>
/// A block's name from its place, length, content and origin: equally long for all of a blob. The block list is all
/// that a move leaves behind when it is killed, and all that the next run needs: a block read again is reused only if
/// it is named as the one in hand, and one is left unread only if it came from the version that the source still has.
/// So a source that changed in between is never mixed with what it was before.
/// </summary>
/// <param name="Content">The MD5 of the block's bytes, big-endian.</param>
/// <param name="Source">Of the source's version, by <see cref="OfVersion"/>; 0 when it gave none.</param>
public readonly record struct BlockId(int Index, int Length, UInt128 Content = default, ulong Source = 0)
{
    private const int TextLength = 63;

    private const int SourceBits = 48;

    public static BlockId Of(int index, int length, ReadOnlySpan<byte> md5, ulong source = 0) =>
        new(index, length, BinaryPrimitives.ReadUInt128BigEndian(md5), source);

    /// <summary>A version in 48 bits; 0 for none.</summary>
    public static ulong OfVersion(string? version) => version is null
        ? 0
        : BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(version))) >> (64 - SourceBits);

    public bool Holds(ReadOnlySpan<byte> md5) => Content == BinaryPrimitives.ReadUInt128BigEndian(md5);

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static BlockId? TryParse(string text) =>
        text.Length == TextLength && text.Split('-') is ["v2", var index, var length, var content, var source]
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
            && int.TryParse(length, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var l)
            && UInt128.TryParse(content, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var c)
            && ulong.TryParse(source, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var s)
            && new BlockId(i, l, c, s) is var id && id.ToString() == text
            ? id
            : null;

    /// <summary>63 characters; Put Block allows 64 before Base64.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"v2-{Index:D5}-{Length:x8}-{Content:x32}-{Source:x12}");
}
