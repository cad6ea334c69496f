using System.Collections.Immutable;
using System.CommandLine;
using Sessions.Cli.Client;
using Sessions.Cli.Output;
using Sessions.Web.Api;
using Spectre.Console;

namespace Sessions.Cli.Commands;

/// <summary><c>links</c>: each learner's own links, and making them worthless.</summary>
internal static class LinksCommand
{
    public static Command Create(SharedOptions shared)
    {
        var course = new Argument<string>("course") { Description = "The course's id." };
        var learner = new Option<string?>("--learner") { Description = "Only this address." };
        var revoke = new Option<bool>("--revoke") { Description = "Make the links so far worthless at once, and new ones." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        var command = new Command("links", "Each learner's page, feed and watch links. Whoever has a link is the learner.")
        {
            course,
            learner,
            revoke,
            yes,
        };
        command.SetAction(shared.Run(async (parsed, terminal, cancel) =>
        {
            using var client = SessionsClient.Connect(parsed.GetValue(shared.Server));
            var meant = new CourseSubject(parsed.GetRequiredValue(course), Session: null);
            var whom = parsed.GetValue(learner);
            if (!parsed.GetValue(revoke))
                return await ShowAsync(client, meant, whom, terminal, cancel);

            return whom is not null || parsed.GetValue(yes) || await AgreedAsync(meant, terminal, cancel)
                ? await RevokeAsync(client, meant, whom, terminal, cancel)
                : ExitCode.Failed;
        }));
        return command;
    }

    private static Task<bool> AgreedAsync(CourseSubject course, Terminal terminal, CancellationToken cancel) =>
        Consent.AskAsync(
            terminal, $"Make every link of {course} worthless, subscribed calendars included?",
            "break the links of everyone on the roster", cancel);

    private static async Task<int> RevokeAsync(
        SessionsClient client, CourseSubject course, string? learner, Terminal terminal, CancellationToken cancel)
    {
        var done = await client.PostAsync<RequestDocument>(
            $"{course.Path}/links/revoke", new SubjectRequest(Learner: learner), cancel);
        if (!terminal.Json)
        {
            terminal.Prose.WriteLine(
                $"The links of {Wording.Count(done.Learners ?? 0, "learner", "learners")} are new; the old ones open nothing any more. "
                + $"Nobody was mailed: sessions resend {course}{(learner is null ? "" : $" --learner {learner}")}");
        }

        return await ShowAsync(client, course, learner, terminal, cancel);
    }

    private static async Task<int> ShowAsync(
        SessionsClient client, CourseSubject course, string? learner, Terminal terminal, CancellationToken cancel)
    {
        var query = learner is null ? "" : $"?learner={Uri.EscapeDataString(learner)}";
        var links = await client.GetAsync<ImmutableArray<LearnerLinksDocument>>($"{course.Path}/links{query}", cancel);
        if (terminal.Json)
        {
            Terminal.WriteJson(links);
            return ExitCode.Done;
        }

        if (links.IsEmpty)
            terminal.Results.WriteLine("Nobody is on the roster yet: sessions setup COURSE-FILE --learners ROSTER");
        foreach (var person in links)
            Show(terminal.Results, person);
        return ExitCode.Done;
    }

    private static void Show(IAnsiConsole console, LearnerLinksDocument person)
    {
        console.MarkupLineInterpolated($"[bold]{person.Name}[/] <{person.Learner}>");
        console.WriteLine($"  page  {person.Page}");
        console.WriteLine($"  feed  {person.Feed}");
        foreach (var watch in person.Watch)
            console.WriteLine($"  {watch.Session}  {(watch.Ready ? watch.Link : "nothing to watch yet")}");
    }
}
