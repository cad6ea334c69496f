using System.Collections.ObjectModel;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using NodaTime;

namespace Sessions.Adapters.Zones;

/// <summary>
/// Zone data that can be replaced while the host runs: it follows the file, and a file that cannot be read leaves
/// what was there. A zone handed out before stays what it was.
/// </summary>
public sealed partial class LiveZones : IDateTimeZoneProvider, IDisposable
{
    private readonly string? _file;
    private readonly PhysicalFileProvider? _files;
    private readonly IDisposable? _watch;
    private readonly ILogger<LiveZones> _logger;
    private volatile IDateTimeZoneProvider _zones;
    private CancellationTokenSource _change = new();

    public LiveZones(IOptions<ZoneOptions> options, ILogger<LiveZones> logger)
    {
        _logger = logger;
        _zones = DateTimeZoneProviders.Tzdb;
        if (options.Value.File is not { Length: > 0 } file)
            return;

        _file = Path.GetFullPath(file);
        _zones = ZoneFile.Read(_file);
        // Polled: a file swapped by a link, as mounted volumes do it, raises no event in its directory.
        _files = new PhysicalFileProvider(Path.GetDirectoryName(_file)!)
        {
            UsePollingFileWatcher = true,
            UseActivePolling = true,
        };
        _watch = ChangeToken.OnChange(() => _files.Watch(Path.GetFileName(_file)), ReadAgain);
    }

    public string VersionId => _zones.VersionId;

    public ReadOnlyCollection<string> Ids => _zones.Ids;

    public DateTimeZone this[string id] => _zones[id];

    public DateTimeZone GetSystemDefault() => _zones.GetSystemDefault();

    public DateTimeZone? GetZoneOrNull(string id) => _zones.GetZoneOrNull(id);

    /// <summary>Fires once, when other data has taken the place of today's.</summary>
    public IChangeToken Watch() => new CancellationChangeToken(Volatile.Read(ref _change).Token);

    public void Dispose()
    {
        _watch?.Dispose();
        _files?.Dispose();
        _change.Dispose();
    }

    private void ReadAgain()
    {
        try
        {
            var zones = ZoneFile.Read(_file!);
            var before = _zones.VersionId;
            _zones = zones;
            LogReplaced(before, zones.VersionId);
        }
        catch (ZoneFileException e)
        {
            LogKept(e, _file!, e.Message, _zones.VersionId);
            return;
        }

        using var fired = Interlocked.Exchange(ref _change, new CancellationTokenSource());
        fired.Cancel();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Zone data {Version} takes the place of {Before}")]
    private partial void LogReplaced(string before, string version);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Sessions:Tzdb:File has become '{File}', {Wrong}: zone data {Version} stays in use")]
    private partial void LogKept(Exception exception, string file, string wrong, string version);
}
