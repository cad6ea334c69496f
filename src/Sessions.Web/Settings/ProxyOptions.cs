using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Sessions.Web.Settings;

/// <summary><c>Sessions:Web:</c></summary>
public sealed class ProxyOptions
{
    public const string Section = "Sessions:Web";

    /// <summary>
    /// Addresses and networks of the proxies in front of the host, with blanks between them; whose word on where a
    /// request comes from is taken. Without any, nobody's is.
    /// </summary>
    public string? KnownProxies { get; set; }

    internal IEnumerable<string> Listed =>
        (KnownProxies ?? "").Split((char[])[' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);

    internal static IPNetwork? Network(string listed) =>
        IPNetwork.TryParse(listed, out var network) ? network
        : IPAddress.TryParse(listed, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : null;
}

internal sealed class ProxyOptionsValidator : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options) =>
        options.Listed.FirstOrDefault(listed => ProxyOptions.Network(listed) is null) is { } wrong
            ? ValidateOptionsResult.Fail(
                $"Sessions:Web:KnownProxies: found '{wrong}' — expected addresses or networks like 10.0.0.4 10.20.0.0/23")
            : ValidateOptionsResult.Success;
}

/// <summary>
/// After whatever the framework sets by itself: with ASPNETCORE_FORWARDEDHEADERS_ENABLED it would believe anybody.
/// </summary>
internal sealed class KnownProxiesOnly(IOptions<ProxyOptions> known) : IPostConfigureOptions<ForwardedHeadersOptions>
{
    public void PostConfigure(string? name, ForwardedHeadersOptions options)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var listed in known.Value.Listed)
            options.KnownIPNetworks.Add(ProxyOptions.Network(listed)!.Value);

        // Each hop must be known, so that however many there are no more than their word is taken.
        options.ForwardLimit = null;
        options.ForwardedHeaders = options.KnownIPNetworks.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
    }
}
