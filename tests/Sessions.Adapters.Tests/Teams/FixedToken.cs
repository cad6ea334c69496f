using Azure.Core;

namespace Sessions.Adapters.Tests.Teams;

/// <summary>A sign-in that always works and sees that the right scope is asked for.</summary>
internal sealed class FixedToken : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Assert.Equal(["https://graph.microsoft.com/.default"], requestContext.Scopes);
        return new("secret", DateTimeOffset.MaxValue);
    }

    public override ValueTask<AccessToken> GetTokenAsync(
        TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
