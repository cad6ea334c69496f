using System.Text.Json;

namespace Sessions.Cli.Client;

/// <summary>
/// Where <c>up</c> leaves address and key for the other verbs on this machine: one file that only its owner reads.
/// </summary>
internal sealed class LocalServers(string directory)
{
    private string FileName => Path.Combine(directory, "servers.json");

    /// <summary>The user's own folder for application data.</summary>
    public static LocalServers Default { get; } = new(Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
        "sessions"));

    /// <summary>The server that was started last.</summary>
    public LocalServer? Latest => Read().LastOrDefault();

    /// <returns>The key kept for an address; null when there is none.</returns>
    public string? KeyFor(Uri address) => Read().LastOrDefault(s => s.Address == address)?.Key;

    public void Add(LocalServer server) => Write([.. Read().Where(s => s.Address != server.Address), server]);

    public void Remove(Uri address) => Write([.. Read().Where(s => s.Address != address)]);

    private List<LocalServer> Read()
    {
        if (!File.Exists(FileName))
            return [];

        try
        {
            return JsonSerializer.Deserialize<List<LocalServer>>(File.ReadAllText(FileName)) ?? [];
        }
        catch (JsonException)
        {
            // Half a file is as good as none: `up` writes it anew.
            return [];
        }
    }

    private void Write(List<LocalServer> servers)
    {
        Directory.CreateDirectory(directory);
        var temporary = $"{FileName}.{Environment.ProcessId}";
        using (var file = OwnerOnlyFile.Create(temporary))
            JsonSerializer.Serialize(file, servers);
        File.Move(temporary, FileName, overwrite: true);
    }
}

internal sealed record LocalServer(Uri Address, string Key);

/// <summary>Files for secrets.</summary>
internal static class OwnerOnlyFile
{
    /// <summary>Opens a new or emptied file that no other user can read.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>Reads the secret, or makes and keeps one of 32 random bytes in base64.</summary>
    public static string ReadOrMake(string path)
    {
        if (File.Exists(path))
            return File.ReadAllText(path).Trim();

        var secret = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        using var writer = new StreamWriter(Create(path));
        writer.WriteLine(secret);
        return secret;
    }
}
