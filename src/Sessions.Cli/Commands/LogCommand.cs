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
        var subject = new Argument<string>("course") { Description = "COURSE or COURSE/SESSION." };
        var learner = new Option<string?>("--learner") { Description = "Only what concerns this address." };
        var command = new Command("log", "What was done and told, when, in which zone.") { subject, learner };
        command.SetAction(shared.Run(async (parsed, terminal, cancel) =>
        {
            using var client = SessionsClient.Connect(parsed.GetValue(shared.Server));
            var path = Path(parsed.GetRequiredValue(subject), parsed.GetValue(learner));
            var entries = await client.GetAsync<ImmutableArray<LogEntryDocument>>(path, cancel);
            if (terminal.Json)
                Terminal.WriteJson(entries);
            else
                LogView.Show(terminal.Results, entries);
            return ExitCode.Done;
        }));
        return command;
    }

    private static string Path(string subject, string? learner)
    {
        var parts = subject.Split('/', 2);
        var query = new List<string>();
        if (parts.Length == 2)
            query.Add($"session={Uri.EscapeDataString(parts[1])}");
        if (learner is not null)
            query.Add($"learner={Uri.EscapeDataString(learner)}");
        return $"courses/{Uri.EscapeDataString(parts[0])}/log?{string.Join('&', query)}";
    }
}
