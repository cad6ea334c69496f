using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using NodaTime;

namespace Sessions.Adapters.Tests.Zones;

/// <summary>
/// Two releases of the real zone data, as Noda Time's packages carry them: in between, Manitoba gave up changing its
/// clocks (America/Winnipeg stays at UTC-5 from November 2026 on), and Illinois did not.
/// </summary>
public static class TzdbFiles
{
    public const string OlderVersion = "2026d";

    public const string NewerVersion = "2026f";

    private const string Resource = "NodaTime.TimeZones.Tzdb.nzd";

    public static byte[] Older { get; } = ReadOlder();

    public static byte[] Newer { get; } = ReadNewer();

    private static byte[] ReadNewer()
    {
        using var stream = typeof(Instant).Assembly.GetManifestResourceStream(Resource)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    // Out of an assembly that is only read, never loaded: it would be a second Noda Time.
    private static byte[] ReadOlder()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("NodaTime-older.dll")!;
        using var image = new PEReader(file, PEStreamOptions.PrefetchEntireImage);
        var metadata = image.GetMetadataReader();
        var found = metadata.ManifestResources.Select(metadata.GetManifestResource)
            .Single(r => metadata.GetString(r.Name) == Resource);
        var directory = image.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress;
        var section = image.GetSectionData(directory + checked((int)found.Offset)).GetContent().AsSpan();
        return section.Slice(sizeof(int), MemoryMarshal.Read<int>(section)).ToArray();
    }
}
