using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;
using NodaTime;

namespace Sessions.Adapters.Archive;

/// <summary>
/// Signs addresses that read one blob for a short time: with the account's key where we have it, else with a key
/// that Entra delegates to the host's identity.
/// </summary>
internal sealed class AzureSas(BlobServiceClient service, TimeProvider clock)
{
    // A delegated key lives 7 days at most; a day bounds what a leaked one opens.
    private static readonly TimeSpan KeyLife = TimeSpan.FromDays(1);

    private UserDelegationKey? _key;

    public async Task<Uri> ReadOnlyAsync(BlockBlobClient blob, Duration lifetime, CancellationToken cancel)
    {
        var expires = clock.GetUtcNow() + lifetime.ToTimeSpan();
        // No start time: clocks differ by minutes, and a link must open at once.
        var grant = new BlobSasBuilder(BlobSasPermissions.Read, expires)
        {
            BlobContainerName = blob.BlobContainerName,
            BlobName = blob.Name,
            Resource = "b",
            Protocol = blob.Uri.Scheme == Uri.UriSchemeHttps ? SasProtocol.Https : SasProtocol.HttpsAndHttp,
        };
        if (blob.CanGenerateSasUri)
            return blob.GenerateSasUri(grant);

        var key = await KeyAsync(expires, cancel);
        return new BlobUriBuilder(blob.Uri) { Sas = grant.ToSasQueryParameters(key, service.AccountName) }.ToUri();
    }

    /// <summary>One request a day: the key is kept while it outlives what it signs.</summary>
    private async Task<UserDelegationKey> KeyAsync(DateTimeOffset expires, CancellationToken cancel)
    {
        if (_key is { } kept && kept.SignedExpiresOn > expires)
            return kept;

        var until = Later(expires, clock.GetUtcNow() + KeyLife) + TimeSpan.FromMinutes(5);
        return _key = await service.GetUserDelegationKeyAsync(new BlobGetUserDelegationKeyOptions(until), cancel);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
