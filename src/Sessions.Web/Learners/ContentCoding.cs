using Microsoft.Net.Http.Headers;

namespace Sessions.Web.Learners;

/// <summary>Which coding a client wants most (RFC 9110, 12.5.3).</summary>
internal static class ContentCoding
{
    public const string Identity = "identity";
    public const string Brotli = "br";
    public const string Gzip = "gzip";

    // The smaller one first: it wins when both are wanted as much.
    private static readonly string[] Packed = [Brotli, Gzip];

    /// <summary>Plain bytes where nothing else is asked for, and where nothing we have is.</summary>
    public static string Wanted(HttpRequest request)
    {
        if (request.Headers.AcceptEncoding.Count == 0)
            return Identity;

        var accepted = request.GetTypedHeaders().AcceptEncoding;
        var best = Packed.MaxBy(coding => Quality(accepted, coding))!;
        var quality = Quality(accepted, best);
        return quality > 0 && quality >= Quality(accepted, Identity) ? best : Identity;
    }

    private static double Quality(IList<StringWithQualityHeaderValue> accepted, string coding)
    {
        var said = accepted.FirstOrDefault(a => a.Value.Equals(coding, StringComparison.OrdinalIgnoreCase))
            ?? accepted.FirstOrDefault(a => a.Value == "*");
        return said is null ? 0 : said.Quality ?? 1;
    }
}
