using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sessions.Simulator.Storage;

/// <summary>
/// The file that carries a tenant over a restart. It is replaced as a whole, so that whoever reads it finds one state
/// or the other; what was being written when the process ended is never read.
/// </summary>
internal sealed class StateFile(string path)
{
    // Case matters as little as in requests, which kept nodes came from.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
        RespectRequiredConstructorParameters = true,
    };

    private byte[] _written = [];

    /// <returns>Null: nothing was kept yet.</returns>
    /// <exception cref="InvalidDataException">No tenant wrote it.</exception>
    public KeptTenant? Read()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            _written = File.ReadAllBytes(path);
            return JsonSerializer.Deserialize<KeptTenant>(_written, Json) ?? throw new JsonException("null");
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException(
                $"StateFile: found '{path}' with other content — expected what a tenant kept there; "
                + "without the file the tenant starts empty.", wrong);
        }
    }

    /// <summary>Writes nothing when nothing changed.</summary>
    public void Write(KeptTenant tenant)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(tenant, Json);
        if (bytes.AsSpan().SequenceEqual(_written))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var unfinished = path + ".partial";
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
        _written = bytes;
    }
}
