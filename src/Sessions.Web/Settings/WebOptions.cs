using Microsoft.Extensions.Options;

namespace Sessions.Web.Settings;

/// <summary><c>Sessions:</c></summary>
public sealed class WebOptions
{
    /// <summary>The address as learners reach it; without one, links are made for the address that was asked.</summary>
    public string? PublicUrl { get; set; }
}

internal sealed class WebOptionsValidator : IValidateOptions<WebOptions>
{
    public ValidateOptionsResult Validate(string? name, WebOptions options) =>
        options.PublicUrl is null || WebAddress.IsWeb(options.PublicUrl)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Sessions:PublicUrl: found '{options.PublicUrl}' — " +
                "expected an address like https://learn.example.org");
}

internal static class WebAddress
{
    public static bool IsWeb(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}
