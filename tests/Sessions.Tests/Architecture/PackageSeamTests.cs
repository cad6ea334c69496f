using System.Text.RegularExpressions;

namespace Sessions.Tests.Architecture;

/// <summary>A library that only one stage needs is named in that stage only.</summary>
public sealed class PackageSeamTests
{
    private static readonly Dictionary<string, string> Homes = new(StringComparer.Ordinal)
    {
        ["Ical.Net"] = "src/Sessions/Invitations/",
        ["YamlDotNet"] = "src/Sessions/Courses/",
        ["CsvHelper"] = "src/Sessions/Courses/",
    };

    [Fact]
    public void A_library_stays_in_its_stage() => Assert.Empty(Violations(RepositoryFiles.Sources("src")));

    [Theory]
    [InlineData("src/Sessions/Planning/Planted.cs", "using Ical.Net;", "Ical.Net")]
    [InlineData("src/Sessions/Courses/Planted.cs", "using Ical.Net.CalendarComponents;", "Ical.Net")]
    [InlineData("src/Sessions.Web/Planted.cs", "var calendar = new global::Ical.Net.Calendar();", "Ical.Net")]
    [InlineData("src/Sessions/Invitations/Planted.cs", "using YamlDotNet.Core;", "YamlDotNet")]
    [InlineData("src/Sessions.Cli/Planted.cs", "using CsvHelper;", "CsvHelper")]
    public void A_planted_use_elsewhere_is_named(string path, string code, string library) =>
        Assert.Equal([$"{path}:1: names {library}, which belongs in {Homes[library]}"], Violations([new(path, code)]));

    [Theory]
    [InlineData("src/Sessions/Invitations/Fine.cs", "using Ical.Net;")]
    [InlineData("src/Sessions/Courses/Fine.cs", "using YamlDotNet.Core;\nusing CsvHelper;")]
    [InlineData("src/Sessions/Planning/Fine.cs", "// Ical.Net folds by characters\nvar id = \"Ical.Net\";")]
    public void A_use_at_home_or_in_words_passes(string path, string code) =>
        Assert.Empty(Violations([new(path, code)]));

    private static IReadOnlyList<string> Violations(IReadOnlyCollection<SourceFile> files) =>
    [
        .. from file in files
           from home in Homes
           where !file.Path.StartsWith(home.Value, StringComparison.Ordinal)
           let name = Regex.Match(
               file.Code, $@"(?<![\w.]){Regex.Escape(home.Key)}\b", RegexOptions.None, TimeSpan.FromSeconds(5))
           where name.Success
           select $"{file.Path}:{file.LineOf(name.Index)}: names {home.Key}, which belongs in {home.Value}",
    ];
}
