using System.CommandLine;
using Sessions.Cli.Client;

namespace Sessions.Cli.Commands;

/// <summary><c>recording</c>: list, add by hand, publish, hide, re-check against its hash.</summary>
internal static class RecordingCommand
{
    public static Command Create(SharedOptions shared)
    {
        var session = CourseSubject.SessionArgument();
        var add = new Option<string[]>("--add")
        {
            Description = "An MP4 file to archive as a recording of the session, or a .vtt file of captions for one.",
        };
        var publish = new Option<bool>("--publish") { Description = "Let those with a link watch again." };
        var hide = new Option<bool>("--hide") { Description = "Let nobody watch, at once." };
        var verify = new Option<bool>("--verify") { Description = "Read every byte of the archived files again and compare." };
        var command = new Command("recording", "A session's recordings: list, add by hand, publish, hide, re-check.")
        {
            session,
            add,
            publish,
            hide,
            verify,
        };
        command.SetAction(shared.Run(async (parsed, terminal, cancel) =>
        {
            var meant = CourseSubject.SessionOf(parsed.GetRequiredValue(session));
            if (parsed.GetValue(publish) && parsed.GetValue(hide))
                throw new CliException(ExitCode.WrongUsage, "--publish or --hide: one of them");

            var files = RecordingFiles.Read(parsed.GetValue(add) ?? []);
            using var client = SessionsClient.Connect(parsed.GetValue(shared.Server));
            var desk = new RecordingRequests(client, $"{meant.SessionPath}/recordings", terminal);
            await desk.AddAsync(files, cancel);
            if (parsed.GetValue(publish) || parsed.GetValue(hide))
                await desk.ShowAsync(parsed.GetValue(hide), cancel);
            if (parsed.GetValue(verify))
                await desk.VerifyAsync(cancel);
            return await desk.ReportAsync(failOnDamage: parsed.GetValue(verify), cancel);
        }));
        return command;
    }
}
