using System.Collections.Immutable;
using System.CommandLine;
using Sessions.Cli.Client;
using Sessions.Cli.Output;
using Sessions.Web.Api;
using Spectre.Console;

namespace Sessions.Cli.Commands;

/// <summary><c>status</c>: how every session stands, what comes next, what needs a person.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(2);

    public static Command Create(SharedOptions shared)
    {
        var course = new Argument<string?>("course")
        {
            Description = "The course's id; all courses if not given.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var watch = new Option<bool>("--watch") { Description = "Show it again whenever it changes, until Ctrl+C." };
        var command = new Command("status", "How every session stands, what comes next, what needs a person.")
        {
            course,
            watch,
        };
        command.SetAction(shared.Run(async (parsed, terminal, cancel) =>
        {
            using var client = SessionsClient.Connect(parsed.GetValue(shared.Server));
            var id = parsed.GetValue(course);
            if (parsed.GetValue(watch) && !terminal.Json)
                await WatchAsync(client, id, terminal, cancel);
            else
                Show(terminal, id, await ReadAsync(client, id, cancel));
            return ExitCode.Done;
        }));
        return command;
    }

    private static async Task<ImmutableArray<StatusDocument>> ReadAsync(
        SessionsClient client, string? course, CancellationToken cancel)
    {
        if (course is not null)
            return [await client.GetAsync<StatusDocument>($"courses/{Uri.EscapeDataString(course)}", cancel)];

        var all = await client.GetAsync<ImmutableArray<CourseSummaryDocument>>("courses", cancel);
        var read = ImmutableArray.CreateBuilder<StatusDocument>();
        foreach (var summary in all)
            read.Add(await client.GetAsync<StatusDocument>($"courses/{summary.Course}", cancel));
        return read.ToImmutable();
    }

    private static void Show(Terminal terminal, string? asked, ImmutableArray<StatusDocument> courses)
    {
        if (terminal.Json)
        {
            Terminal.WriteJson(asked is null ? courses : courses[0]);
            return;
        }

        if (courses.IsEmpty)
            terminal.Results.WriteLine("No course was set up yet: sessions setup COURSE-FILE --learners ROSTER");
        foreach (var course in courses)
            StatusView.Show(terminal.Results, course);
    }

    private static async Task WatchAsync(
        SessionsClient client, string? course, Terminal terminal, CancellationToken cancel)
    {
        var shown = "";
        while (!cancel.IsCancellationRequested)
        {
            var read = await ReadAsync(client, course, cancel);
            var now = System.Text.Json.JsonSerializer.Serialize(read, ApiJson.Options);
            if (now != shown)
                Show(terminal, course, read);
            shown = now;
            await Task.Delay(Refresh, cancel);
        }
    }
}
