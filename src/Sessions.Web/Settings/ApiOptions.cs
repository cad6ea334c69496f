using Microsoft.Extensions.Options;

namespace Sessions.Web.Settings;

/// <summary><c>Sessions:Api</c></summary>
public sealed class ApiOptions
{
    public const string Section = "Sessions:Api";

    public string Authentication { get; set; } = nameof(ApiAuthentication.Entra);

    /// <summary>The shared key, where <see cref="Authentication"/> is Key.</summary>
    public string? Key { get; set; }

    public string? Authority { get; set; }

    public string? Audience { get; set; }

    public ApiAuthentication? Mode => Authentication.ToUpperInvariant() switch
    {
        "ENTRA" => ApiAuthentication.Entra,
        "KEY" => ApiAuthentication.Key,
        _ => null,
    };
}

public enum ApiAuthentication
{
    Entra,
    Key,
}

internal sealed class ApiOptionsValidator : IValidateOptions<ApiOptions>
{
    // 128 bits, whatever alphabet it is written in.
    public const int ShortestKey = 32;

    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(ApiOptions options)
    {
        if (options.Mode is null)
            yield return $"Sessions:Api:Authentication: found '{options.Authentication}' — expected Entra or Key";

        if (options.Mode is ApiAuthentication.Key && (options.Key?.Length ?? 0) < ShortestKey)
        {
            yield return $"Sessions:Api:Key: found {options.Key?.Length ?? 0} characters — " +
                $"expected a secret of at least {ShortestKey}";
        }

        if (options.Mode is not ApiAuthentication.Entra)
            yield break;

        if (!WebAddress.IsWeb(options.Authority ?? ""))
        {
            yield return $"Sessions:Api:Authority: found '{options.Authority}' — " +
                "expected https://login.microsoftonline.com/{tenant}/v2.0";
        }

        if (string.IsNullOrWhiteSpace(options.Audience))
            yield return "Sessions:Api:Audience: found nothing — expected the API's application id";
    }
}
