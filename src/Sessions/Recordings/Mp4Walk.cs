using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Sessions.Recordings;

/// <summary>
/// Follows the top-level boxes of an MP4 file while it streams by (ISO/IEC 14496-12, 4.2): the only judge of
/// completeness that does not depend on what the sender declared.
/// </summary>
public sealed class Mp4Walk
{
    private const int ShortHeader = 8;
    private const int LongHeader = 16;

    private readonly byte[] _header = new byte[LongHeader];
    private int _headerRead;
    private ulong _left;
    private string _box = "";
    private bool _any;
    private bool _openEnded;
    private bool _movie;
    private bool _media;

    /// <summary>What is already known to be wrong; null while nothing is.</summary>
    public string? Problem { get; private set; }

    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && Problem is null && !_openEnded)
            bytes = bytes[(_left > 0 ? SkipBody(bytes.Length) : ReadHeader(bytes))..];
    }

    /// <summary>How many of the bytes to come it need not see, since they are within a box.</summary>
    public long Skippable => _openEnded ? long.MaxValue : (long)Math.Min(_left, long.MaxValue);

    public void Skip(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, Skippable);
        if (!_openEnded)
            _left -= (ulong)bytes;
    }

    /// <summary>Says what is wrong with the whole; null when the boxes end exactly where the file does.</summary>
    /// <param name="lengthKnown">
    /// The file's length was proven otherwise, so that a last box that runs to the end of the file proves nothing less.
    /// </param>
    public string? Finish(bool lengthKnown) => Problem switch
    {
        not null => Problem,
        _ when !_any && _headerRead == 0 => "it is empty",
        _ when _headerRead > 0 => "it ends within the header of a box",
        _ when _left > 0 => Cut(_left),
        _ when !_movie => "it has no 'moov' box",
        _ when !_media => "it has no 'mdat' box",
        _ when _openEnded && !lengthKnown => $"neither its last box, '{_box}', nor the sender says how long it is",
        _ => null,
    };

    private int SkipBody(int available)
    {
        var skipped = (int)Math.Min(_left, (ulong)available);
        _left -= (ulong)skipped;
        return skipped;
    }

    private int ReadHeader(ReadOnlySpan<byte> bytes)
    {
        var taken = Math.Min(HeaderLength - _headerRead, bytes.Length);
        bytes[..taken].CopyTo(_header.AsSpan(_headerRead));
        _headerRead += taken;
        // A size of 1 is known only after the short header, and makes the header longer.
        if (_headerRead >= ShortHeader && _headerRead == HeaderLength)
            EnterBox();
        return taken;
    }

    private uint ShortSize => BinaryPrimitives.ReadUInt32BigEndian(_header);

    private int HeaderLength => _headerRead >= ShortHeader && ShortSize == 1 ? LongHeader : ShortHeader;

    private void EnterBox()
    {
        var size = ShortSize == 1 ? BinaryPrimitives.ReadUInt64BigEndian(_header.AsSpan(ShortHeader)) : ShortSize;
        var header = (ulong)_headerRead;
        _box = Encoding.Latin1.GetString(_header, 4, 4);
        _headerRead = 0;
        if (!_any && _box != "ftyp")
            Problem = "it does not begin as an MP4 file does ('ftyp')";
        else if (size != 0 && size < header)
            Problem = "a box is shorter than its own header";
        else
            Enter(size == 0 ? null : size - header);
    }

    private void Enter(ulong? body)
    {
        _any = true;
        _movie |= _box == "moov";
        _media |= _box == "mdat";
        _openEnded = body is null;
        _left = body ?? 0;
    }

    private string Cut(ulong missing) =>
        string.Create(CultureInfo.InvariantCulture, $"it ends {missing} bytes before its '{_box}' box does");
}
