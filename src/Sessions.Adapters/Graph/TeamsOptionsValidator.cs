using Microsoft.Extensions.Options;

namespace Sessions.Adapters.Graph;

/// <summary>Says every wrong setting at once, and what is expected in its place.</summary>
public sealed class TeamsOptionsValidator : IValidateOptions<TeamsOptions>
{
    public ValidateOptionsResult Validate(string? name, TeamsOptions options)
    {
        string[] problems =
        [
            .. EndpointProblems(options),
            .. CredentialProblems(options),
            .. HostProblems(options),
            .. Idle(options),
        ];
        return problems is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> EndpointProblems(TeamsOptions options)
    {
        if (options.BaseAddress is not { } address || address.AbsolutePath == "/" || address.Query is not "")
        {
            const string Example = "an address with its version, https://graph.microsoft.com/v1.0";
            yield return Found(nameof(options.Endpoint), options.Endpoint, Example);
        }
        else if (address.Scheme == "http" && !address.IsLoopback && options.Kind is not TeamsCredential.None)
        {
            yield return Found(nameof(options.Endpoint), options.Endpoint, "https: a token never travels in the clear");
        }
    }

    private static IEnumerable<string> CredentialProblems(TeamsOptions options)
    {
        if (options.Kind is null)
        {
            yield return Found(nameof(options.Credential), options.Credential, "Default, Secret or None");
        }
        else if (options.Kind is TeamsCredential.Secret)
        {
            (string Key, string? Value)[] needed =
            [
                (nameof(options.TenantId), options.TenantId),
                (nameof(options.ClientId), options.ClientId),
                (nameof(options.ClientSecret), options.ClientSecret),
            ];
            foreach (var (key, _) in needed.Where(setting => string.IsNullOrWhiteSpace(setting.Value)))
            {
                yield return Found(key, "", "a value, since Credential is Secret");
            }
        }
    }

    // The SDK sends a request to any other host without Authorization and without a word.
    private static IEnumerable<string> HostProblems(TeamsOptions options)
    {
        if (options.BaseAddress is { } address
            && !options.Hosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase))
        {
            yield return Found(
                nameof(options.AllowedHosts), options.AllowedHosts, $"a list with the endpoint's host, {address.Host}");
        }
    }

    private static IEnumerable<string> Idle(TeamsOptions options)
    {
        if (options.Idle is null)
        {
            yield return Found(
                nameof(options.IdleTimeout), options.IdleTimeout, "a period of a second or more, as in PT60S");
        }
    }

    private static string Found(string key, string? found, string expected) =>
        $"{TeamsOptions.Section}:{key}: found '{found}' — expected {expected}";
}
