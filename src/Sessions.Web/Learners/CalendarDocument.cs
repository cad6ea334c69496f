using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using NodaTime;

namespace Sessions.Web.Learners;

/// <summary>A calendar as it travels: once in every coding, each made when it is first asked for.</summary>
/// <param name="modified">The newest of what it tells; null when it tells nothing.</param>
/// <param name="until">When the clock alone changes it.</param>
/// <param name="zoneData">The version of the zone data in which its hours are worded.</param>
internal sealed class CalendarDocument(string text, Instant? modified, Instant until, string zoneData)
{
    private readonly CodedCalendar _plain = new(ContentCoding.Identity, Encoding.UTF8.GetBytes(text));

    private CodedCalendar? _brotli;
    private CodedCalendar? _gzip;

    /// <summary>An HTTP date, cut to the second.</summary>
    public string? LastModified { get; } =
        modified?.ToDateTimeUtc().ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Whether it would be written the same way now, from the same facts.</summary>
    public bool Holds(Instant now, IDateTimeZoneProvider zones) => now < until && zones.VersionId == zoneData;

    // Two requests may make the same bytes at the same time, which does no harm.
    public CodedCalendar In(string coding) => coding switch
    {
        ContentCoding.Brotli => _brotli ??= Pack(coding, to => new BrotliStream(to, CompressionLevel.Optimal)),
        ContentCoding.Gzip => _gzip ??= Pack(coding, to => new GZipStream(to, CompressionLevel.Optimal)),
        _ => _plain,
    };

    private CodedCalendar Pack(string coding, Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (var into = packer(packed))
            into.Write(_plain.Bytes);

        return new(coding, packed.ToArray());
    }
}

/// <summary>
/// Its bytes in one coding. The tag is made from these very bytes: compressed ones are other bytes, and a strong
/// tag must tell them apart (RFC 9110, 8.8.3.3).
/// </summary>
internal sealed record CodedCalendar(string Coding, byte[] Bytes)
{
    public string Tag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes).AsSpan(0, 16))}\"";

    /// <summary>
    /// If-None-Match, by the weak comparison that a GET gets (RFC 9110, 13.1.2): only for the bytes that would be
    /// sent now. A cache that holds another coding must not be told that it may use that.
    /// </summary>
    public bool IsKnownTo(HttpRequest request)
    {
        var known = request.Headers.IfNoneMatch;
        return known.Count > 0
            && (known == Tag || request.GetTypedHeaders().IfNoneMatch.Any(IsThis));
    }

    private bool IsThis(EntityTagHeaderValue tag) => tag.Tag == Tag || tag.Tag == "*";
}
