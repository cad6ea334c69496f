namespace Sessions.Cli.Demo;

/// <summary>What a demo leaves for whoever wants to look.</summary>
internal sealed class DemoDirectory
{
    private static readonly string[] OwnFolders = ["mail", "calendar", "archive"];

    private DemoDirectory(string path) => Path = path;

    public string Path { get; }

    public string Mail => System.IO.Path.Combine(Path, "mail");

    public string Calendar => System.IO.Path.Combine(Path, "calendar");

    public string Archive => System.IO.Path.Combine(Path, "archive");

    public string Timeline => System.IO.Path.Combine(Path, "timeline.json");

    /// <summary>Makes the directory, or empties what an earlier demo left in it; nothing else is touched.</summary>
    /// <exception cref="CliException">The directory holds something that no demo made.</exception>
    public static DemoDirectory Prepare(string path)
    {
        var directory = new DemoDirectory(System.IO.Path.GetFullPath(path));
        Directory.CreateDirectory(directory.Path);
        var foreign = Directory.EnumerateFileSystemEntries(directory.Path)
            .Select(System.IO.Path.GetFileName)
            .FirstOrDefault(name => !OwnFolders.Contains(name) && name != System.IO.Path.GetFileName(directory.Timeline));
        if (foreign is not null)
        {
            throw new CliException(
                ExitCode.WrongUsage,
                $"{directory.Path} holds '{foreign}', which no demo made: name an empty or a new directory with --out");
        }

        foreach (var folder in OwnFolders.Select(f => System.IO.Path.Combine(directory.Path, f)))
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            Directory.CreateDirectory(folder);
        }

        File.Delete(directory.Timeline);
        return directory;
    }
}
