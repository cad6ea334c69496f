using System.Xml.Linq;

namespace Sessions.Tests.Architecture;

/// <summary>Who may reference whom. The hosts stand beside each other; only the CLI composes them.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Sessions"] = [],
        ["Sessions.Adapters"] = ["Sessions"],
        ["Sessions.Simulator"] = [],
        ["Sessions.Worker"] = ["Sessions", "Sessions.Adapters"],
        ["Sessions.Web"] = ["Sessions", "Sessions.Adapters"],
        ["Sessions.Cli"] =
            ["Sessions", "Sessions.Adapters", "Sessions.Simulator", "Sessions.Web", "Sessions.Worker"],
    };

    [Fact]
    public void Projects_reference_only_what_they_may() =>
        Assert.Empty(RepositoryFiles.List("src", "*.csproj").SelectMany(p => Violations(p, RepositoryFiles.Read(p))));

    [Fact]
    public void The_check_reads_every_project() =>
        Assert.Equivalent(
            Allowed.Keys.Select(name => $"src/{name}/{name}.csproj"),
            RepositoryFiles.List("src", "*.csproj"),
            strict: true);

    [Fact]
    public void The_check_sees_real_references() =>
        Assert.Equal(
            ["Sessions", "Sessions.Adapters"],
            References(RepositoryFiles.Read("src/Sessions.Web/Sessions.Web.csproj")));

    [Theory]
    [InlineData("Sessions.Web", "Sessions.Worker")]
    [InlineData("Sessions.Worker", "Sessions.Web")]
    [InlineData("Sessions.Worker", "Sessions.Simulator")]
    [InlineData("Sessions.Adapters", "Sessions.Simulator")]
    [InlineData("Sessions", "Sessions.Adapters")]
    [InlineData("Sessions.Web", "Sessions.Cli")]
    public void A_planted_reference_is_named(string project, string other)
    {
        var planted = $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup><ProjectReference Include="..\{other}\{other}.csproj" /></ItemGroup>
            </Project>
            """;

        Assert.Equal(
            [$"src/{project}/{project}.csproj: {project} references {other}"],
            Violations($"src/{project}/{project}.csproj", planted));
    }

    private static IReadOnlyList<string> Violations(string path, string text)
    {
        var project = Path.GetFileNameWithoutExtension(path);
        var strangers = References(text).Except(Allowed.GetValueOrDefault(project, []), StringComparer.Ordinal);
        return [.. strangers.Select(other => $"{path}: {project} references {other}")];
    }

    private static IReadOnlyList<string> References(string text) =>
    [
        .. XDocument.Parse(text).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))
            .Order(StringComparer.Ordinal),
    ];
}
