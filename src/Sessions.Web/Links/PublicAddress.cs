using Microsoft.Extensions.Options;
using Sessions.Web.Settings;

namespace Sessions.Web.Links;

/// <summary>Whole addresses, for what leaves the browser: calendars subscribe to them.</summary>
internal sealed class PublicAddress(IOptions<WebOptions> options)
{
    /// <param name="path">Beginning with a slash.</param>
    public Uri Of(HttpRequest request, string path)
    {
        var root = options.Value.PublicUrl?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}";
        return new Uri(root + path);
    }
}
