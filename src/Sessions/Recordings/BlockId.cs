using System.Buffers.Binary;
using System.Globalization;

namespace Sessions.Recordings;

/// <summary>
/// A block's name from its place, length and content: equally long for all of a blob. Who resumes reads the source
/// again and reuses a staged block only if it is named as the block in hand, so that a source that changed in
/// between is never mixed with what it was before.
/// </summary>
/// <param name="Content">The MD5 of the block's bytes, big-endian.</param>
public readonly record struct BlockId(int Index, int Length, UInt128 Content = default)
{
    private const int TextLength = 55;

    public static BlockId Of(int index, int length, ReadOnlySpan<byte> md5) =>
        new(index, length, BinaryPrimitives.ReadUInt128BigEndian(md5));

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static BlockId? TryParse(string text) =>
        text.Length == TextLength && text.Split('-') is ["v1", var index, var length, var content]
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
            && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var l)
            && UInt128.TryParse(content, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var c)
            && new BlockId(i, l, c) is var id && id.ToString() == text
            ? id
            : null;

    /// <summary>55 characters; Put Block allows 64 before Base64.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"v1-{Index:D8}-{Length:D10}-{Content:x32}");
}
