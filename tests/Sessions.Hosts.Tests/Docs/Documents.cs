namespace Sessions.Hosts.Tests.Docs;

/// <summary>The repository's own texts, found by walking up from the test's binaries.</summary>
internal static class Documents
{
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root(), path));

    /// <summary>The texts of every file under a folder that ends so.</summary>
    public static IEnumerable<string> ReadAll(string folder, string extension) =>
        Directory.GetFiles(Path.Combine(Root(), folder), $"*{extension}", SearchOption.AllDirectories)
            .Select(File.ReadAllText);

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Sessions.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("the tests run outside the repository");
    }
}
