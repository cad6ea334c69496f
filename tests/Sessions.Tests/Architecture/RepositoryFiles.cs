namespace Sessions.Tests.Architecture;

/// <summary>The repository these tests were built from, as it lies on disk.</summary>
internal static class RepositoryFiles
{
    // Not [CallerFilePath]: a deterministic build writes /_/ there, and the checks would read nothing.
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Paths from the root, with forward slashes.</summary>
    public static IReadOnlyList<string> List(string folder, string pattern) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal)
                && !path.Contains("/obj/", StringComparison.Ordinal)
                && !path.Contains("/node_modules/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public static IReadOnlyList<SourceFile> Sources(string folder) =>
        [.. List(folder, "*.cs").Select(path => new SourceFile(path, Read(path)))];

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Sessions.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no folder above {start} holds Sessions.sln");
    }
}
