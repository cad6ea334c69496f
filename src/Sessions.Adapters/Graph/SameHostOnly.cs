using Sessions.Ledger;

namespace Sessions.Adapters.Graph;

/// <summary>
/// Stands first in the chain: a request goes to the endpoint's own host and port, whatever link an answer carried.
/// The redirect handler behind it may lead elsewhere, and leaves the token behind.
/// </summary>
internal sealed class SameHostOnly(Uri endpoint) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        IsOurs(request.RequestUri)
            ? base.SendAsync(request, cancellationToken)
            : throw new OutsideFaultException(
                FaultKind.Permanent,
                $"Graph's answer linked to {request.RequestUri?.GetLeftPart(UriPartial.Authority)}, which is not "
                + $"{endpoint.GetLeftPart(UriPartial.Authority)}; the link was not followed");

    private bool IsOurs(Uri? target) =>
        target is not null
        && target.Scheme == endpoint.Scheme
        && target.Port == endpoint.Port
        && target.Host.Equals(endpoint.Host, StringComparison.OrdinalIgnoreCase);
}
