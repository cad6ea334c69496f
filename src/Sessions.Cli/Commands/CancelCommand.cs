using System.CommandLine;
using Sessions.Cli.Client;
using Sessions.Cli.Output;
using Sessions.Web.Api;
using Spectre.Console;

namespace Sessions.Cli.Commands;

/// <summary><c>cancel</c>: takes a session or a whole course back, meeting and calendar entries with it.</summary>
internal static class CancelCommand
{
    public static Command Create(SharedOptions shared)
    {
        var subject = CourseSubject.Argument();
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        var command = new Command("cancel", "Cancels what is not over yet: the meeting goes, and everyone's calendar entry.")
        {
            subject,
            yes,
        };
        command.SetAction(shared.Run(async (parsed, terminal, cancel) =>
        {
            using var client = SessionsClient.Connect(parsed.GetValue(shared.Server));
            var meant = CourseSubject.Of(parsed.GetRequiredValue(subject));
            return await CancelAsync(client, meant, terminal, ask: !parsed.GetValue(yes), cancel);
        }));
        return command;
    }

    private static async Task<int> CancelAsync(
        SessionsClient client, CourseSubject subject, Terminal terminal, bool ask, CancellationToken cancel)
    {
        var status = await client.GetAsync<StatusDocument>(subject.Path, cancel);
        var ahead = status.Sessions
            .Where(s => s.State is "upcoming" or "live" && (subject.Session is null || s.Id == subject.Session))
            .ToList();
        foreach (var session in ahead.Where(_ => !terminal.Json))
        {
            terminal.Results.MarkupLineInterpolated(
                $"  [bold]{session.Id}[/]  {session.Title}, {Wording.Hours(session.StartUtc, session.EndUtc, status.Timezone)}");
        }

        var entries = Wording.Count(ahead.Sum(s => s.Invitations.Invited), "calendar entry", "calendar entries");
        if (ask && ahead.Count > 0 && !await Consent.AskAsync(
            terminal, $"Cancel this and take back {entries}?", $"mail a cancellation for {entries}", cancel))
        {
            return ExitCode.Failed;
        }

        var done = await client.PostAsync<RequestDocument>(
            $"{subject.Path}/cancel", new SubjectRequest(subject.Session), cancel);
        if (terminal.Json)
            Terminal.WriteJson(done);
        else
            Say(terminal, done, subject);
        return ExitCode.Done;
    }

    private static void Say(Terminal terminal, RequestDocument done, CourseSubject subject)
    {
        if (done.Sessions is not > 0)
        {
            terminal.Prose.WriteLine("Nothing to cancel: what there is, is over or cancelled already.");
            return;
        }

        terminal.Prose.WriteLine(
            $"Accepted: {Wording.Count(done.Sessions.Value, "session is", "sessions are")} being cancelled. "
            + $"See it done: sessions status {subject.Course}");
        terminal.Prose.WriteLine("Take it out of the course file too, or the next setup brings it back.");
    }
}
