using System.Globalization;

namespace Sessions.Benchmarks.Move;

/// <summary>An Azurite of one's own, in memory, empty at its start.</summary>
internal sealed class Storage : IAsyncDisposable
{
    public const string Account = "devstoreaccount1";

    // The emulator's one key, the same for everybody and published with it.
    public const string Key =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Beside _azurite;

    private Storage(Beside azurite, int port)
    {
        _azurite = azurite;
        Endpoint = $"http://127.0.0.1:{port}/{Account}";
    }

    public string Endpoint { get; }

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={Endpoint};";

    public static async Task<Storage> StartAsync()
    {
        var port = Beside.FreePort();
        var text = port.ToString(CultureInfo.InvariantCulture);
        return new(
            await Beside.ServeAsync(
                port, "node", Path.Combine(Root(), "tests/node_modules/azurite/dist/src/blob/main.js"),
                "--inMemoryPersistence", "--extentMemoryLimit", "8000", "--skipApiVersionCheck", "--disableTelemetry",
                "--silent", "--blobHost", "127.0.0.1", "--blobPort", text),
            port);
    }

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Sessions.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("run it within the repository");
        return folder.FullName;
    }
}
