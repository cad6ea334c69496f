using System.CommandLine;
using NodaTime.Extensions;
using Sessions.Cli.Client;
using Sessions.Cli.Output;
using Sessions.Courses;
using Sessions.Planning;
using Sessions.Web.Api;

namespace Sessions.Cli.Commands;

/// <summary><c>plan</c>: what <c>setup</c> would do; changes nothing.</summary>
internal static class PlanCommand
{
    public static Command Create(SharedOptions shared)
    {
        var files = new FileArguments();
        var command = new Command("plan", "Shows what setup would do, session by session. Changes nothing.")
        {
            files.Course,
            files.Learners,
        };
        command.SetAction(shared.Run(async (parsed, terminal, cancel) =>
        {
            var read = files.Read(parsed);
            var plan = await MakeAsync(read, parsed.GetValue(shared.Server), terminal, cancel);
            if (terminal.Json)
                Terminal.WriteJson(plan);
            else
                PlanView.Show(terminal.Results, plan);
            return ExitCode.Done;
        }));
        return command;
    }

    private static async Task<PlanDocument> MakeAsync(
        CourseFiles files, string? server, Terminal terminal, CancellationToken cancel)
    {
        if (server is null && Environment.GetEnvironmentVariable("SESSIONS_SERVER") is null
            && LocalServers.Default.Latest is null)
        {
            await Console.Error.WriteLineAsync(
                "No server is known, so this is the plan of a course that was never set up.");
            return PlanWriter.Write(CoursePlanner.Plan(
                files.Course, files.Roster, current: null, ZoneData.VersionOf(Zones.Tzdb),
                TimeProvider.System.GetCurrentInstant()), notes: []);
        }

        using var client = SessionsClient.Connect(server);
        return await client.PostAsync<PlanDocument>(
            "plan", new PlanRequest(files.CourseSource, files.RosterSource), cancel);
    }
}
