using System.Collections.Immutable;
using System.CommandLine;
using Sessions.Cli.Client;
using Sessions.Cli.Output;
using Sessions.Web.Api;

namespace Sessions.Cli.Commands;

/// <summary><c>log</c>: the ledger, what was done and told, when, in which zone.</summary>
internal static class LogCommand
{
    public static Command Create(SharedOptions shared)
    {
        var subject = CourseSubject.Argument();
        var learner = new Option<string?>("--learner") { Description = "Only what concerns this address." };
        var command = new Command("log", "What was done and told, when, in which zone.") { subject, learner };
        command.SetAction(shared.Run(async (parsed, terminal, cancel) =>
        {
            using var client = SessionsClient.Connect(parsed.GetValue(shared.Server));
            var path = Path(CourseSubject.Of(parsed.GetRequiredValue(subject)), parsed.GetValue(learner));
            var entries = await client.GetAsync<ImmutableArray<LogEntryDocument>>(path, cancel);
            if (terminal.Json)
                Terminal.WriteJson(entries);
            else
                LogView.Show(terminal.Results, entries);
            return ExitCode.Done;
        }));
        return command;
    }

    private static string Path(CourseSubject subject, string? learner)
    {
        var query = new List<string>();
        if (subject.Session is { } session)
            query.Add($"session={Uri.EscapeDataString(session)}");
        if (learner is not null)
            query.Add($"learner={Uri.EscapeDataString(learner)}");
        return $"{subject.Path}/log?{string.Join('&', query)}";
    }
}
