using System.CommandLine;
using Sessions.Cli.Client;
using Sessions.Cli.Output;
using Sessions.Web.Api;
using Spectre.Console;

namespace Sessions.Cli.Commands;

/// <summary><c>resend</c>: the invitation once more, for who lost it or never got it.</summary>
internal static class ResendCommand
{
    public static Command Create(SharedOptions shared)
    {
        var subject = CourseSubject.Argument();
        var learner = new Option<string?>("--learner") { Description = "Only to this address." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        var command = new Command("resend", "Mails the invitations to what is ahead once more; no calendar gets a second entry.")
        {
            subject,
            learner,
            yes,
        };
        command.SetAction(shared.Run(async (parsed, terminal, cancel) =>
        {
            using var client = SessionsClient.Connect(parsed.GetValue(shared.Server));
            var meant = CourseSubject.Of(parsed.GetRequiredValue(subject));
            var whom = parsed.GetValue(learner);
            return parsed.GetValue(yes) || await AgreedAsync(meant, whom, terminal, cancel)
                ? await ResendAsync(client, meant, whom, terminal, cancel)
                : ExitCode.Failed;
        }));
        return command;
    }

    // One learner who is named is no crowd that is mailed by accident.
    private static async Task<bool> AgreedAsync(
        CourseSubject subject, string? learner, Terminal terminal, CancellationToken cancel) =>
        learner is not null
        || await Consent.AskAsync(
            terminal, $"Mail everyone the invitations to {subject} once more?", "mail everyone on the roster", cancel);

    private static async Task<int> ResendAsync(
        SessionsClient client, CourseSubject subject, string? learner, Terminal terminal, CancellationToken cancel)
    {
        var done = await client.PostAsync<RequestDocument>(
            $"{subject.Path}/resend", new SubjectRequest(subject.Session, learner), cancel);
        if (terminal.Json)
            Terminal.WriteJson(done);
        else if (done.Entries is > 0)
            terminal.Prose.WriteLine($"Accepted: {Wording.Count(done.Entries.Value, "invitation leaves", "invitations leave")} once more.");
        else
            terminal.Prose.WriteLine("Nothing to send: nobody is invited to anything that is still ahead.");
        return ExitCode.Done;
    }
}
