using System.Net;

namespace Sessions.Web.Hosting;

/// <summary>What every answer carries, errors included.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, ContentPolicy policy)
{
    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: the exception handler clears headers that were set before.
        context.Response.OnStarting(() =>
        {
            Write(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy.Value;
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.Remove("blazor-enhanced-nav");
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";

        if (context.Request.IsHttps && !IsLoopback(context.Request.Host.Host))
            headers.StrictTransportSecurity = "max-age=31536000";
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

/// <summary>The one Content-Security-Policy: nothing but our own files, and the archive's videos.</summary>
internal sealed class ContentPolicy(IConfiguration settings)
{
    public string Value { get; } =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
        $"media-src {string.Join(' ', [.. (string[])["'self'"], .. ArchiveOrigin(settings)])}; " +
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Whether videos come straight from the archive, by addresses that live for minutes.</summary>
    public bool VideosElsewhere { get; } = ArchiveOrigin(settings).Any();

    // Where the video's redirect leads: a browser checks it against media-src too.
    private static IEnumerable<string> ArchiveOrigin(IConfiguration settings)
    {
        var archive = settings.GetSection("Sessions:Archive");
        if (!string.Equals(archive["Provider"], "Azure", StringComparison.OrdinalIgnoreCase))
            return [];

        var address = archive["ServiceUri"] ?? FromConnectionString(archive["ConnectionString"] ?? "");
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) ? [uri.GetLeftPart(UriPartial.Authority)] : [];
    }

    private static string? FromConnectionString(string text)
    {
        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToLookup(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        if (parts["UseDevelopmentStorage"].Any())
            return "http://127.0.0.1:10000";

        var suffix = parts["EndpointSuffix"].FirstOrDefault() ?? "core.windows.net";
        return parts["BlobEndpoint"].FirstOrDefault()
            ?? parts["AccountName"].Select(account => $"https://{account}.blob.{suffix}").FirstOrDefault();
    }
}
