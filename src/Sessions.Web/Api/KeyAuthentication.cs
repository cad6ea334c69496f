using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Sessions.Web.Settings;

namespace Sessions.Web.Api;

/// <summary>One shared key in <c>Authorization: Bearer</c>, for an installation on one machine.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    IOptions<ApiOptions> api)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Key";

    private const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return Task.FromResult(AuthenticateResult.NoResult());

        if (!IsTheKey(header[Prefix.Length..].Trim()))
            return Task.FromResult(AuthenticateResult.Fail("the key is not the one that is set"));

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, "instructor")], SchemeName);
        return Task.FromResult(AuthenticateResult.Success(
            new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        Unauthorized.WriteAsync(Context);

    // Hashed first, so that neither content nor length shows in the time it takes.
    private bool IsTheKey(string given) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)),
        SHA256.HashData(Encoding.UTF8.GetBytes(api.Value.Key ?? throw new InvalidOperationException("no key is set"))));
}

/// <summary>The answer to whoever is not signed in.</summary>
internal static class Unauthorized
{
    public static Task WriteAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Problem(
            statusCode: StatusCodes.Status401Unauthorized,
            detail: "Sign in with 'sessions login', or set SESSIONS_KEY where the server uses a shared key.")
            .ExecuteAsync(context);
    }
}
