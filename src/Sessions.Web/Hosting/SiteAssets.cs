using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Sessions.Web.Hosting;

/// <summary>The pages' own few files, out of the assembly; their addresses change with their bytes.</summary>
internal static class SiteAssets
{
    private static readonly FrozenDictionary<string, Asset> Files = new[]
    {
        Read("site.css", "text/css; charset=utf-8"),
        Read("page.js", "text/javascript; charset=utf-8"),
        Read("watch.js", "text/javascript; charset=utf-8"),
        Read("transcript.js", "text/javascript; charset=utf-8"),
        Read("played.js", "text/javascript; charset=utf-8"),
        Read("icon.svg", "image/svg+xml"),
    }.ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);

    /// <summary>Where a page finds the file.</summary>
    public static string Path(string name) => $"/assets/{Files[name].Version}/{name}";

    public static void MapAssets(this IEndpointRouteBuilder routes) => routes
        .MapMethods("/assets/{version}/{name}", [HttpMethods.Get, HttpMethods.Head], Serve)
        .ExcludeFromDescription();

    private static IResult Serve(HttpContext context, string version, string name)
    {
        if (!Files.TryGetValue(name, out var asset) || asset.Version != version)
            return Pages.NoSuchPage.Result;

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        var tag = new EntityTagHeaderValue($"\"{asset.Version}\"");
        return Results.Bytes(asset.Bytes, asset.ContentType, entityTag: tag);
    }

    private static Asset Read(string name, string contentType)
    {
        using var source = typeof(SiteAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly");
        var bytes = new byte[source.Length];
        source.ReadExactly(bytes);
        return new(name, contentType, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8)));
    }

    private sealed record Asset(string Name, string ContentType, byte[] Bytes, string Version);
}
