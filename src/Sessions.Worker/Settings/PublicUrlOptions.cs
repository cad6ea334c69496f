using Microsoft.Extensions.Options;

namespace Sessions.Worker.Settings;

/// <summary>Where learners reach the web host: what the links in mails begin with.</summary>
public sealed class PublicUrlOptions
{
    public string PublicUrl { get; set; } = "";

    /// <summary>Whether Graph can call us there: over https, and not only from this machine.</summary>
    public bool IsReachable => ToUri() is { Scheme: "https", IsLoopback: false };

    public Uri ToUri() => new(PublicUrl.TrimEnd('/') + "/");
}

internal sealed class PublicUrlOptionsValidator : IValidateOptions<PublicUrlOptions>
{
    public ValidateOptionsResult Validate(string? name, PublicUrlOptions options) =>
        Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var uri) && uri is { Scheme: "https" or "http" }
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Sessions:PublicUrl: found '{options.PublicUrl}' — expected the web host's address as learners reach "
                + "it, such as https://sessions.example.org");
}
