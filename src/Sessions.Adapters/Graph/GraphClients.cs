using Azure.Core;
using Azure.Identity;
using Microsoft.Graph;
using Microsoft.Graph.Authentication;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;
using Sessions.Adapters.Resilience;

namespace Sessions.Adapters.Graph;

/// <summary>Builds the SDK's client over our own network stack.</summary>
public static class GraphClients
{
    // Without it the SDK asks for a scope made from the endpoint's host.
    private const string Scope = "https://graph.microsoft.com/.default";

    /// <summary>
    /// Redirects are the SDK's handler's business, which drops Authorization when the host changes; no cookies, and
    /// no decompression, which would take the length from a recording.
    /// </summary>
    public static HttpMessageHandler Network() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
    };

    /// <param name="options">Valid ones.</param>
    /// <param name="retrying">Without an inner handler.</param>
    /// <param name="network">Where requests leave; disposed with the client.</param>
    public static GraphServiceClient Create(
        TeamsOptions options, RetryingHandler retrying, HttpMessageHandler network) =>
        Create(options, Authentication(options), retrying, network);

    /// <inheritdoc cref="Create(TeamsOptions, RetryingHandler, HttpMessageHandler)"/>
    public static GraphServiceClient Create(
        TeamsOptions options, IAuthenticationProvider authentication, RetryingHandler retrying,
        HttpMessageHandler network) =>
        new(Http(options.BaseAddress!, retrying, network), authentication, options.BaseAddress!.ToString());

    /// <summary>The SDK's handlers, our retry in the place of theirs, and no time limit over all.</summary>
    public static HttpClient Http(Uri endpoint, RetryingHandler retrying, HttpMessageHandler network)
    {
        // Kiota's retry reads neither decimal nor dated Retry-After, and two layers multiply.
        var handlers = GraphClientFactory.CreateDefaultHandlers()
            .Where(handler => handler is not RetryHandler)
            .Prepend(new SameHostOnly(endpoint))
            .Append(retrying);
        var http = GraphClientFactory.Create(handlers, finalHandler: network);
        http.Timeout = Timeout.InfiniteTimeSpan;
        return http;
    }

    private static IAuthenticationProvider Authentication(TeamsOptions options) => options.Kind switch
    {
        TeamsCredential.None => new AnonymousAuthenticationProvider(),
        TeamsCredential.Secret => Bearer(options, new ClientSecretCredential(
            options.TenantId, options.ClientId, options.ClientSecret)),
        _ => Bearer(options, new DefaultAzureCredential(Chain(options))),
    };

    public static IAuthenticationProvider Bearer(TeamsOptions options, TokenCredential credential) =>
        new AzureIdentityAuthenticationProvider(credential, options.Hosts, null, isCaeEnabled: true, Scope);

    private static DefaultAzureCredentialOptions Chain(TeamsOptions options)
    {
        var chain = new DefaultAzureCredentialOptions();
        if (!string.IsNullOrWhiteSpace(options.TenantId))
        {
            chain.TenantId = options.TenantId;
        }

        if (!string.IsNullOrWhiteSpace(options.ClientId))
        {
            chain.ManagedIdentityClientId = options.ClientId;
            chain.WorkloadIdentityClientId = options.ClientId;
        }

        return chain;
    }
}
