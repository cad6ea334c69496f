using System.Text.RegularExpressions;
using Sessions.Cli;

namespace Sessions.Hosts.Tests.Docs;

public sealed partial class ReadmeTests
{
    [Fact]
    public void Every_verb_and_option_the_README_shows_exists()
    {
        var shown = Command.Matches(Documents.Read("README.md"))
            .Select(m => m.Groups["line"].Value.Split("  ")[0].Trim())
            .Where(line => line.Length > 0)
            .ToList();

        Assert.Contains("up", shown);
        Assert.All(shown, line => Assert.Empty(CommandLine.Root().Parse(line).Errors));
    }

    [Fact]
    public void Every_picture_and_page_the_READMEs_point_at_is_there()
    {
        Assert.All(
            new[] { "README.md", "src/README.md" },
            file => Assert.All(
                Link.Matches(Documents.Read(file)).Select(m => m.Groups["path"].Value)
                    .Where(path => !path.StartsWith("http", StringComparison.Ordinal)),
                path => Assert.NotEmpty(Documents.Read(Path.Combine(Path.GetDirectoryName(file)!, path)))));
    }

    [GeneratedRegex(@"^    sessions (?<line>[^#\n]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Command { get; }

    [GeneratedRegex(@"\]\((?<path>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link { get; }
}
