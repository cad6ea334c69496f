namespace Sessions.Tests.Architecture;

/// <summary>A newcomer sees the same few entries for ever: what is new goes into one of them.</summary>
public sealed class TopLevelTests
{
    private static readonly string[] Prescribed =
    [
        "src", "tests", "infra", "Sessions.sln", "README.md", "azure.yaml",
        "Directory.Build.props", "Directory.Packages.props", "BannedSymbols.txt", "global.json",
    ];

    [Fact]
    public void The_top_level_holds_only_what_is_prescribed() =>
        Assert.Empty(Strangers(Entries(), Ignored(RepositoryFiles.Read(".gitignore"))));

    [Fact]
    public void The_check_reads_the_real_top_level() =>
        Assert.All(
            ["src", "tests", "Sessions.sln"],
            entry => Assert.Contains(entry, Entries(), StringComparer.Ordinal));

    [Theory]
    [InlineData("docs")]
    [InlineData("helpers.cs")]
    [InlineData("Source")]
    public void A_planted_entry_is_named(string planted) =>
        Assert.Equal([planted], Strangers(["src", ".github", planted, "artifacts"], ["artifacts"]));

    [Fact]
    public void What_git_ignores_is_read_from_its_file() =>
        Assert.Equal(["artifacts", "node_modules"], Ignored("# built\n/artifacts/\nnode_modules/\n*.user\n/src/x/\n"));

    private static IReadOnlyList<string> Entries() =>
        [.. Directory.EnumerateFileSystemEntries(RepositoryFiles.Root).Select(entry => Path.GetFileName(entry))];

    private static IReadOnlyList<string> Strangers(IEnumerable<string> entries, IEnumerable<string> ignored) =>
    [
        .. entries.Except(Prescribed, StringComparer.Ordinal).Except(ignored, StringComparer.Ordinal)
            .Where(entry => !entry.StartsWith('.')).Order(StringComparer.Ordinal),
    ];

    private static IReadOnlyList<string> Ignored(string gitignore) =>
    [
        .. gitignore.Split('\n', StringSplitOptions.TrimEntries)
            .Select(line => line.Trim('/'))
            .Where(line => line.Length > 0 && line.IndexOfAny(['#', '*', '/']) < 0),
    ];
}
