using Microsoft.Extensions.Options;

namespace Sessions.Adapters.Archive;

/// <summary><c>Sessions:Archive</c>: where recordings are kept.</summary>
public sealed class ArchiveOptions
{
    public const string Section = "Sessions:Archive";

    public string Provider { get; set; } = nameof(ArchiveProvider.Files);

    /// <summary>For <c>Files</c>; a relative one is taken from the current directory.</summary>
    public string Directory { get; set; } = "archive";

    /// <summary>For <c>Azure</c> with an Entra identity, e.g. <c>https://account.blob.core.windows.net</c>.</summary>
    public string? ServiceUri { get; set; }

    /// <summary>For <c>Azure</c> with an account key; a secret.</summary>
    public string? ConnectionString { get; set; }

    public string Container { get; set; } = "recordings";

    /// <summary>Null when <see cref="Provider"/> names none.</summary>
    internal ArchiveProvider? ParsedProvider => Provider.ToLowerInvariant() switch
    {
        "files" => ArchiveProvider.Files,
        "azure" => ArchiveProvider.Azure,
        _ => null,
    };
}

public enum ArchiveProvider
{
    Files,
    Azure,
}

internal sealed partial class ArchiveOptionsCheck : IValidateOptions<ArchiveOptions>
{
    public ValidateOptionsResult Validate(string? name, ArchiveOptions options)
    {
        var wrong = options.ParsedProvider switch
        {
            ArchiveProvider.Files => CheckFiles(options),
            ArchiveProvider.Azure => CheckAzure(options),
            _ => [Wrong(nameof(options.Provider), options.Provider, "Files or Azure")],
        };
        return wrong is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static List<string> CheckFiles(ArchiveOptions options) =>
        string.IsNullOrWhiteSpace(options.Directory)
            ? [Wrong(nameof(options.Directory), options.Directory, "a directory")]
            : [];

    private static List<string> CheckAzure(ArchiveOptions options)
    {
        List<string> wrong = [];
        var byKey = !string.IsNullOrWhiteSpace(options.ConnectionString);
        if (byKey == !string.IsNullOrWhiteSpace(options.ServiceUri))
            wrong.Add(
                $"{ArchiveOptions.Section}: found {(byKey ? "both" : "neither")} ServiceUri and ConnectionString — "
                    + "expected one of them");
        else if (!byKey && !IsService(options.ServiceUri))
            wrong.Add(Wrong(
                nameof(options.ServiceUri), options.ServiceUri, "https://ACCOUNT.blob.core.windows.net"));
        if (!ContainerName.IsMatch(options.Container))
            wrong.Add(Wrong(
                nameof(options.Container), options.Container,
                "3 to 63 of a-z, 0-9 and single hyphens, with a letter or digit at both ends"));
        return wrong;
    }

    // An Entra token is never sent in the clear.
    private static bool IsService(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            && uri is { Query: "", Fragment: "" };

    private static string Wrong(string key, string? found, string expected) =>
        $"{ArchiveOptions.Section}:{key}: found '{found}' — expected {expected}";

    [System.Text.RegularExpressions.GeneratedRegex(
        "^(?=.{3,63}$)[a-z0-9]+(?:-[a-z0-9]+)*$", System.Text.RegularExpressions.RegexOptions.None, 1000)]
    private static partial System.Text.RegularExpressions.Regex ContainerName { get; }
}
