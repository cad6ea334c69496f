using System.Net;
using System.Net.Sockets;

namespace Sessions.Web.Hosting;

/// <summary>What counts as one address where requests are counted.</summary>
internal static class Neighbourhood
{
    // One subscriber has a whole /64 of IPv6 (RFC 6177), so their addresses are one.
    public static string Of(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
