using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Sessions.Adapters.Archive;
using Sessions.Adapters.Tests.Archive;
using Sessions.Recordings;

namespace Sessions.Adapters.Tests.Moving;

public sealed class FilesTruncationTests : TruncationTable, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sessions-archive-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    protected override IArchive Open() => new FilesArchive(_root);

    // What is staged stands beside, under names that are no recording's.
    private protected override Task<IReadOnlyList<string>> NamesAsync() => Task.FromResult<IReadOnlyList<string>>(
    [
        .. Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is not (".partial" or ".blocks"))
            .Select(file => Path.GetRelativePath(_root, file)),
    ]);
}

[Trait("Service", "Azurite")]
public sealed class AzureTruncationTests : TruncationTable, IAsyncDisposable
{
    private readonly string _container = $"test-{Guid.NewGuid():n}";
    private readonly ServiceProvider _services;

    public AzureTruncationTests() => _services = ArchiveSettingsTests.Services(
        AzureArchiveTests.Settings(AzureArchiveTests.ConnectionString, _container));

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    protected override IArchive Open() => _services.GetRequiredService<IArchive>();

    private protected override async Task<IReadOnlyList<string>> NamesAsync()
    {
        var container = new BlobContainerClient(AzureArchiveTests.ConnectionString, _container);
        // Of an answer that brought no whole block the storage never heard.
        await container.CreateIfNotExistsAsync(cancellationToken: Cancel);
        return await container.GetBlobsAsync(cancellationToken: Cancel).Select(b => b.Name).ToListAsync(Cancel);
    }
}
