using System.CommandLine;
using Sessions.Cli.Client;
using Sessions.Cli.Output;
using Sessions.Web.Api;

namespace Sessions.Cli.Commands;

/// <summary><c>attendance</c>: who came, how long, who is unmatched; the instructor's word wins.</summary>
internal static class AttendanceCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    public static Command Create(SharedOptions shared)
    {
        var session = CourseSubject.SessionArgument();
        var set = Pairs("--set", "ADDRESS=present|missed|auto: your word, above any report; auto takes it back.");
        var match = Pairs("--match", "\"NAME=ADDRESS\": who somebody unmatched is, in the whole course; \"NAME=nobody\" for no learner.");
        var command = new Command("attendance", "Who came, how long, and who is on no roster. Your word wins.")
        {
            session,
            set,
            match,
        };
        command.SetAction(shared.Run(async (parsed, terminal, cancel) =>
        {
            var meant = CourseSubject.SessionOf(parsed.GetRequiredValue(session));
            var said = new AttendanceRequest(
                [.. (parsed.GetValue(set) ?? []).Select(Word)], [.. (parsed.GetValue(match) ?? []).Select(Joiner)]);
            using var client = SessionsClient.Connect(parsed.GetValue(shared.Server));
            var list = said is { Set: [], Match: [] }
                ? await client.GetAsync<AttendanceListDocument>($"{meant.SessionPath}/attendance", cancel)
                : await SayAsync(client, meant, said, cancel);
            if (terminal.Json)
                Terminal.WriteJson(list);
            else
                AttendanceView.Show(terminal.Results, list);
            return ExitCode.Done;
        }));
        return command;
    }

    private static Option<string[]> Pairs(string name, string description) => new(name)
    {
        Description = description,
        AllowMultipleArgumentsPerToken = false,
    };

    // Minutes of somebody settled are counted by the worker, which reads the reports once more.
    private static async Task<AttendanceListDocument> SayAsync(
        SessionsClient client, CourseSubject subject, AttendanceRequest said, CancellationToken cancel)
    {
        var list = await client.PostAsync<AttendanceListDocument>($"{subject.SessionPath}/attendance", said, cancel);
        for (var began = TimeProvider.System.GetTimestamp();
            list.Settling && TimeProvider.System.GetElapsedTime(began) < Patience;)
        {
            await Task.Delay(Pause, cancel);
            list = await client.GetAsync<AttendanceListDocument>($"{subject.SessionPath}/attendance", cancel);
        }

        return list;
    }

    private static AttendanceWordRequest Word(string pair) =>
        Split(pair) is (var learner, ("present" or "missed" or "auto") and var word)
            ? new(learner, word)
            : throw new CliException(
                ExitCode.WrongUsage, $"--set '{pair}' is not ADDRESS=present, ADDRESS=missed or ADDRESS=auto");

    private static JoinerRequest Joiner(string pair) => Split(pair) is var (joiner, learner)
        ? new(joiner, learner == "nobody" ? null : learner)
        : throw new CliException(ExitCode.WrongUsage, $"--match '{pair}' is not NAME=ADDRESS or NAME=nobody");

    // A name may hold the sign, an address after it does not.
    private static (string Name, string Value)? Split(string pair) => pair.LastIndexOf('=') is > 0 and var at
        ? (pair[..at].Trim(), pair[(at + 1)..].Trim())
        : null;
}
