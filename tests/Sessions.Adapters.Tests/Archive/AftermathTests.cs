using Microsoft.Extensions.DependencyInjection;
using Sessions.Adapters.Archive;
using Sessions.Recordings;

namespace Sessions.Adapters.Tests.Archive;

public sealed class FilesAftermathTests : ArchiveAftermathContract, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sessions-archive-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    protected override IArchive Open() => new FilesArchive(_root);
}

[Trait("Service", "Azurite")]
public sealed class AzureAftermathTests : ArchiveAftermathContract, IAsyncDisposable
{
    private readonly ServiceProvider _services = ArchiveSettingsTests.Services(
        AzureArchiveTests.Settings(AzureArchiveTests.ConnectionString, $"test-{Guid.NewGuid():n}"));

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    protected override IArchive Open() => _services.GetRequiredService<IArchive>();
}
