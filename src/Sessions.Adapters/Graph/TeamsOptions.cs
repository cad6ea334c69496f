using NodaTime;
using NodaTime.Text;

namespace Sessions.Adapters.Graph;

/// <summary>How the tenant is reached: <c>Sessions:Teams</c>.</summary>
public sealed class TeamsOptions
{
    public const string Section = "Sessions:Teams";

    /// <summary>With the version, without a slash at its end.</summary>
    public string Endpoint { get; set; } = "https://graph.microsoft.com/v1.0";

    /// <summary>A <see cref="TeamsCredential"/>.</summary>
    public string Credential { get; set; } = nameof(TeamsCredential.Default);

    public string? TenantId { get; set; }

    /// <summary>With <c>Default</c>: the user-assigned managed identity, if there are several.</summary>
    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>Hosts that may see our token, comma-separated; when empty, the endpoint's host alone.</summary>
    public string? AllowedHosts { get; set; }

    /// <summary>How long a body may stand still before it is given up (ISO 8601 period).</summary>
    public string IdleTimeout { get; set; } = "PT60S";

    internal Uri? BaseAddress =>
        Uri.TryCreate(Endpoint?.TrimEnd('/'), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? uri
            : null;

    internal TeamsCredential? Kind => Enum.GetValues<TeamsCredential>()
        .Cast<TeamsCredential?>()
        .FirstOrDefault(kind => kind.ToString()!.Equals(Credential?.Trim(), StringComparison.OrdinalIgnoreCase));

    internal string[] Hosts => string.IsNullOrWhiteSpace(AllowedHosts)
        ? BaseAddress is { } address ? [address.Host] : []
        : AllowedHosts.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal Duration? Idle =>
        PeriodPattern.Roundtrip.Parse(IdleTimeout ?? "") is { Success: true, Value: { HasDateComponent: false } period }
        && period.ToDuration() is var duration && duration >= Duration.FromSeconds(1)
            ? duration
            : null;
}

public enum TeamsCredential
{
    /// <summary>Azure.Identity's chain: the managed identity in Azure, the developer's sign-in elsewhere.</summary>
    Default,

    /// <summary>An application's client secret.</summary>
    Secret,

    /// <summary>No Authorization header, for the simulator and tests.</summary>
    None,
}
