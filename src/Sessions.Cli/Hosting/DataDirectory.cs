using Sessions.Cli.Client;

namespace Sessions.Cli.Hosting;

/// <summary>Where one installation on the embedded defaults keeps everything it has.</summary>
internal sealed class DataDirectory(string path)
{
    public string Path { get; } = Directory.CreateDirectory(path).FullName;

    public string Mail => In("mail");

    /// <summary>What the simulated tenant has stored: the ledger names its events, and must find them again.</summary>
    public string Tenant => In("tenant.json");

    /// <summary>The settings that make the hosts live in this directory.</summary>
    public Dictionary<string, string?> Settings() => new(StringComparer.Ordinal)
    {
        ["Sessions:Database:Provider"] = "Sqlite",
        ["Sessions:Database:ConnectionString"] = $"Data Source={In("sessions.db")}",
        ["Sessions:Mail:Transport"] = "Pickup",
        ["Sessions:Mail:Directory"] = Mail,
        ["Sessions:Archive:Provider"] = "Files",
        ["Sessions:Archive:Directory"] = In("archive"),
        ["Sessions:Links:Key"] = Secret("link.key"),
        ["Sessions:Api:Authentication"] = "Key",
        ["Sessions:Api:Key"] = Secret("api.key"),
    };

    private string In(string name) => System.IO.Path.Combine(Path, name);

    private string Secret(string name)
    {
        var keys = Directory.CreateDirectory(In("keys")).FullName;
        return OwnerOnlyFile.ReadOrMake(System.IO.Path.Combine(keys, name));
    }
}
