using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Sessions.Recordings;

namespace Sessions.Adapters.Archive;

/// <summary>
/// Stages a block of a blob that is never committed: it takes the right that every write needs, shows in no list,
/// and is gone after a week.
/// </summary>
internal sealed class AzureArchiveCheck(BlobServiceClient service, string container) : IArchiveCheck
{
    /// <summary>No name that the archive takes for a recording.</summary>
    private const string Reserved = ".sessions/write-check";

    private static readonly string Block = Convert.ToBase64String("write-check"u8);

    private readonly BlobContainerClient _container = service.GetBlobContainerClient(container);

    private string Host => service.Uri.Host;

    public async Task<ArchiveFinding?> CheckAsync(CancellationToken cancel)
    {
        try
        {
            await StageAsync(cancel);
            return null;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return await MakeContainerAsync(cancel);
        }
        catch (Exception e) when (AzureFaults.IsOutside(e, cancel))
        {
            return Finding(AzureCauses.Of(e), e);
        }
    }

    private async Task<ArchiveFinding?> MakeContainerAsync(CancellationToken cancel)
    {
        try
        {
            await _container.CreateIfNotExistsAsync(PublicAccessType.None, cancellationToken: cancel);
            await StageAsync(cancel);
            return null;
        }
        catch (Exception e) when (AzureFaults.IsOutside(e, cancel))
        {
            var trouble = AzureCauses.Of(e);
            return Finding(trouble is ArchiveTrouble.Permission ? ArchiveTrouble.Container : trouble, e);
        }
    }

    private async Task StageAsync(CancellationToken cancel)
    {
        using var body = new MemoryStream([0]);
        await _container.GetBlockBlobClient(Reserved).StageBlockAsync(Block, body, cancellationToken: cancel);
    }

    private ArchiveFinding Finding(ArchiveTrouble trouble, Exception fault) => new(trouble, trouble switch
    {
        ArchiveTrouble.SignIn =>
            $"{Host} does not accept who this host says it is: give the host a managed identity, or check the key in "
            + $"{ArchiveOptions.Section}:ConnectionString and the clock of this machine",
        ArchiveTrouble.KeysOff =>
            $"{Host} accepts no account keys: set {ArchiveOptions.Section}:ServiceUri in place of ConnectionString, "
            + $"and {Grant}",
        ArchiveTrouble.Permission => $"{Host} lets this host write nothing: {Grant}; a new role may take minutes to work",
        ArchiveTrouble.Network =>
            $"{Host} lets no request of this host through: allow its network under Networking of the storage account, "
            + "or give it a private endpoint there",
        ArchiveTrouble.Container =>
            $"{Host} has no container {_container.Name}, and this host may not make it: make it, then {Grant}",
        ArchiveTrouble.Account =>
            $"There is no storage account at {Host}, or it is disabled: check {ArchiveOptions.Section}:ServiceUri or "
            + "ConnectionString, and that this host finds the name",
        _ => AzureFaults.Fold(fault).Message,
    });

    private string Grant =>
        $"give its identity the role Storage Blob Data Contributor on the container {_container.Name}";
}
