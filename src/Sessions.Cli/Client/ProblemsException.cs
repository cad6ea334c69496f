using System.Collections.Immutable;
using System.Text.Json;
using Sessions.Courses;
using Sessions.Web.Api;

namespace Sessions.Cli.Client;

/// <summary>What was handed in is wrong; nothing was changed.</summary>
internal sealed class ProblemsException(ImmutableArray<Problem> problems)
    : CliException(Cli.ExitCode.BadInput, Summary(problems))
{
    public ImmutableArray<Problem> Problems { get; } = problems;

    public static ProblemsException Read(string json) =>
        new(JsonSerializer.Deserialize<ProblemsDocument>(json, ApiJson.Options)?.Problems ?? []);

    private static string Summary(ImmutableArray<Problem> problems) =>
        $"{problems.Length} problem{(problems.Length == 1 ? "" : "s")}; nothing was changed";
}
