using System.CommandLine;
using Sessions.Cli.Client;
using Sessions.Cli.Output;
using Sessions.Web.Api;
using Spectre.Console;

namespace Sessions.Cli.Commands;

/// <summary><c>setup</c>: shows the plan, asks, makes it so, and says what came of it.</summary>
internal static class SetupCommand
{
    public static Command Create(SharedOptions shared)
    {
        var files = new FileArguments();
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        var notify = new Option<bool>("--notify")
        {
            Description = "Tell everyone of every changed word; without it only of what moves an entry.",
        };
        var command = new Command("setup", "Shows the plan, asks, and makes it so. Run again: only differences.")
        {
            files.Course,
            files.Learners,
            notify,
            yes,
        };
        command.SetAction(shared.Run(async (parsed, terminal, cancel) =>
        {
            var read = files.Read(parsed);
            using var client = SessionsClient.Connect(parsed.GetValue(shared.Server));
            var request = new PlanRequest(read.CourseSource, read.RosterSource, parsed.GetValue(notify));
            return await SetUpAsync(client, request, terminal, ask: !parsed.GetValue(yes), cancel);
        }));
        return command;
    }

    private static async Task<int> SetUpAsync(
        SessionsClient client, PlanRequest request, Terminal terminal, bool ask, CancellationToken cancel)
    {
        var plan = await client.PostAsync<PlanDocument>("plan", request, cancel);
        if (!terminal.Json)
            PlanView.Show(terminal.Results, plan);
        if (ask && !await AgreedAsync(plan, terminal, cancel))
            return ExitCode.Failed;

        var accepted = await client.PostAsync<PlanDocument>("setup", request, cancel);
        if (accepted.Changed is true)
            await SetupProgress.FollowAsync(client, accepted, terminal, cancel);
        if (terminal.Json)
            Terminal.WriteJson(accepted);
        else if (accepted.Changed is not true)
            terminal.Prose.WriteLine("Nothing to do: everything is as the file says. Nobody was mailed.");
        return ExitCode.Done;
    }

    private static async Task<bool> AgreedAsync(PlanDocument plan, Terminal terminal, CancellationToken cancel) =>
        plan.Sessions.All(s => s.Actions.IsEmpty)
        || await Consent.AskAsync(terminal, "Make it so?", "mail learners", cancel);
}
