using System.Collections.Immutable;
using Azure;
using Azure.Identity;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using NodaTime;
using Sessions.Ledger;
using Sessions.Recordings;
using Sessions.Watching;

namespace Sessions.Adapters.Archive;

/// <summary>
/// Recordings as block blobs. Not the SDK's own upload: that names blocks at random, so it cannot be resumed, and
/// stores no hash of the whole.
/// </summary>
public sealed class AzureArchive : IArchive, IVideoDoor
{
    private readonly BlobContainerClient _container;
    private readonly AzureSas _sas;
    private bool _containerMade;

    internal AzureArchive(BlobServiceClient service, string container, TimeProvider clock)
    {
        _container = service.GetBlobContainerClient(container);
        _sas = new AzureSas(service, clock);
    }

    /// <param name="options">With either a service address, for the identity of the host, or a connection string.</param>
    public static AzureArchive Open(ArchiveOptions options, TimeProvider clock) =>
        new(Connect(options), options.Container, clock);

    internal static BlobServiceClient Connect(ArchiveOptions options) =>
        string.IsNullOrWhiteSpace(options.ConnectionString)
            ? new BlobServiceClient(new Uri(options.ServiceUri!), new DefaultAzureCredential(), AzureClientOptions.Make())
            : new BlobServiceClient(options.ConnectionString, AzureClientOptions.Make());

    public Task<ArchivedBlob?> FindAsync(string name, CancellationToken cancel) => AzureFaults.FoldAsync(async () =>
    {
        try
        {
            BlobProperties found = await Blob(name).GetPropertiesAsync(cancellationToken: cancel);
            return new ArchivedBlob(name, found.ContentLength, found.ContentType);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }, cancel);

    public Task<ImmutableArray<StagedBlock>> ListStagedAsync(string name, CancellationToken cancel) =>
        AzureFaults.FoldAsync<ImmutableArray<StagedBlock>>(async () =>
        {
            try
            {
                BlockList list = await Blob(name).GetBlockListAsync(
                    BlockListTypes.Uncommitted, cancellationToken: cancel);
                return [.. list.UncommittedBlocks.Select(AzureBlocks.Read).OfType<StagedBlock>()];
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                return [];
            }
        }, cancel);

    public Task StageAsync(
        string name, BlockId block, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> md5, CancellationToken cancel) =>
        AzureFaults.FoldAsync(async () =>
        {
            await MakeContainerAsync(cancel);
            using var body = BinaryData.FromBytes(bytes).ToStream();
            var checksum = new UploadTransferValidationOptions
            {
                // StorageCrc64 would do as well on Azure; the emulator does not know the SDK's form of it.
                ChecksumAlgorithm = StorageChecksumAlgorithm.MD5,
                PrecalculatedChecksum = md5,
            };
            await Blob(name).StageBlockAsync(
                AzureBlocks.Write(block), body, new BlockBlobStageBlockOptions { TransferValidation = checksum }, cancel);
        }, cancel);

    public Task<bool> CommitAsync(
        string name, IReadOnlyList<BlockId> blocks, string contentType, CancellationToken cancel) =>
        AzureFaults.FoldAsync(async () =>
        {
            await MakeContainerAsync(cancel);
            var options = new CommitBlockListOptions
            {
                HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            };
            try
            {
                await Blob(name).CommitBlockListAsync(blocks.Select(AzureBlocks.Write), options, cancel);
                return true;
            }
            catch (RequestFailedException e) when (
                e.Status is 409 or 412 || e.ErrorCode == BlobErrorCode.InvalidBlockList)
            {
                // A commit by someone else took the staged blocks with it; so did our own whose answer was lost.
                if (await Blob(name).ExistsAsync(cancel))
                    return false;
                throw;
            }
        }, cancel);

    public Task<ImmutableArray<BlockId>> ListCommittedAsync(string name, CancellationToken cancel) =>
        AzureFaults.FoldAsync<ImmutableArray<BlockId>>(async () =>
        {
            try
            {
                BlockList list = await Blob(name).GetBlockListAsync(
                    BlockListTypes.Committed, cancellationToken: cancel);
                return AzureBlocks.AllOurs(list.CommittedBlocks);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                return [];
            }
        }, cancel);

    public Task SealAsync(string name, string contentType, ReadOnlyMemory<byte> md5, CancellationToken cancel) =>
        AzureFaults.FoldAsync(
            () => Blob(name).SetHttpHeadersAsync(
                new BlobHttpHeaders { ContentType = contentType, ContentHash = md5.ToArray() },
                cancellationToken: cancel),
            cancel);

    public Task<bool> CreateAsync(
        string name, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancel) =>
        AzureFaults.FoldAsync(async () =>
        {
            try
            {
                await UploadAsync(name, bytes, contentType, new() { IfNoneMatch = ETag.All }, cancel);
                return true;
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                return false;
            }
        }, cancel);

    public Task WriteAsync(string name, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancel) =>
        AzureFaults.FoldAsync(() => UploadAsync(name, bytes, contentType, new(), cancel), cancel);

    public Task<bool> DeleteAsync(string name, long length, CancellationToken cancel) => AzureFaults.FoldAsync(async () =>
    {
        try
        {
            BlobProperties found = await Blob(name).GetPropertiesAsync(cancellationToken: cancel);
            if (found.ContentLength != length)
                return false;

            await Blob(name).DeleteAsync(
                DeleteSnapshotsOption.IncludeSnapshots, new BlobRequestConditions { IfMatch = found.ETag }, cancel);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return e.Status == 404;
        }
    }, cancel);

    public Task<Stream> OpenAsync(string name, CancellationToken cancel) => AzureFaults.FoldAsync<Stream>(async () =>
    {
        try
        {
            BlobDownloadStreamingResult opened = await Blob(name).DownloadStreamingAsync(cancellationToken: cancel);
            return new FoldingStream(opened.Content);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            throw new OutsideFaultException(
                FaultKind.Permanent, $"there is no {name} in the archive {_container.Uri}: restore it, or move it anew",
                e);
        }
    }, cancel);

    public async Task<VideoAccess?> OpenAsync(string blobName, Duration lifetime, CancellationToken cancel) =>
        await FindAsync(blobName, cancel) is null
            ? null
            : await AzureFaults.FoldAsync<VideoAccess?>(
                async () => new VideoRedirect(await _sas.ReadOnlyAsync(Blob(blobName), lifetime, cancel)), cancel);

    private async Task UploadAsync(
        string name, ReadOnlyMemory<byte> bytes, string contentType, BlobRequestConditions conditions,
        CancellationToken cancel)
    {
        await MakeContainerAsync(cancel);
        using var body = BinaryData.FromBytes(bytes).ToStream();
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
            Conditions = conditions,
        };
        await Blob(name).UploadAsync(body, options, cancel);
    }

    private async Task MakeContainerAsync(CancellationToken cancel)
    {
        if (_containerMade)
            return;
        await _container.CreateIfNotExistsAsync(PublicAccessType.None, cancellationToken: cancel);
        _containerMade = true;
    }

    private BlockBlobClient Blob(string name) => _container.GetBlockBlobClient(BlobPath.Check(name));
}
