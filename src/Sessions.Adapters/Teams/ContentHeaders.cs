using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Kiota.Abstractions;
using Sessions.Recordings;

namespace Sessions.Adapters.Teams;

/// <summary>What a content's answer says of itself, whole (200) or from a place on (206, RFC 9110 14).</summary>
internal sealed class ContentHeaders(RequestHeaders seen)
{
    private readonly ContentRangeHeaderValue? _range =
        ContentRangeHeaderValue.TryParse(Of(seen, "Content-Range"), out var range) && range is { From: not null }
            ? range
            : null;

    /// <summary>Of the body that follows; null when it was not declared.</summary>
    public long? BodyLength { get; } =
        long.TryParse(Of(seen, "Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var declared)
            ? declared
            : null;

    public long? WholeLength => _range is null ? BodyLength : _range.Length;

    public long Offset => _range?.From ?? 0;

    public string? Type { get; } = Of(seen, "Content-Type");

    /// <summary>Null for a weak ETag: equal ones promise no equal bytes (RFC 9110 8.8.1).</summary>
    public string? Version { get; } = Of(seen, "ETag") is ['"', .., '"'] and { Length: > 2 } strong ? strong : null;

    /// <summary>Asks for what follows the point, if the recording is the same (RFC 9110 13.1.5); null for all.</summary>
    public static void AskFor(ResumePoint? from, RequestHeaders headers)
    {
        if (from is null)
            return;
        headers.Add("Range", string.Create(CultureInfo.InvariantCulture, $"bytes={from.Offset}-"));
        headers.Add("If-Range", from.Version);
    }

    private static string? Of(RequestHeaders seen, string name) =>
        seen.TryGetValue(name, out var values) ? values.FirstOrDefault() : null;
}
