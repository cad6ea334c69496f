using System.CommandLine;
using System.Reflection;
using Sessions.Cli.Client;
using Sessions.Cli.Demo;
using Sessions.Courses;

namespace Sessions.Cli.Commands;

/// <summary><c>demo</c>: the whole life of a course against the simulated tenant, on a virtual clock.</summary>
internal static class DemoCommand
{
    private const string SampleCourse = "you-are-here.yaml";

    private const string SampleLearners = "learners.csv";

    public static Command Create(SharedOptions shared)
    {
        var course = new Option<string?>("--course") { Description = "Another course file than the sample." };
        var learners = new Option<string?>("--learners") { Description = "Another roster than the sample." };
        var output = new Option<string>("--out")
        {
            Description = "Where mail, calendars, archive and timeline are left.",
            DefaultValueFactory = _ => "demo-out",
        };
        var serve = new Option<bool>("--serve") { Description = "Keep the pages up afterwards." };
        var command = new Command(
            "demo", "The whole life of a course against a simulated tenant, on a virtual clock, in seconds.")
        {
            course,
            learners,
            output,
            serve,
        };
        command.SetAction(shared.Run(async (parsed, terminal, cancel) =>
        {
            var files = Read(parsed.GetValue(course), parsed.GetValue(learners));
            var directory = DemoDirectory.Prepare(parsed.GetRequiredValue(output));
            await using var run = await DemoRun.StartAsync(files, directory, terminal, cancel);
            return await run.RunAsync(serve: parsed.GetValue(serve), cancel);
        }));
        return command;
    }

    // The sample's learners fit any course, and the sample's course any learners.
    private static CourseFiles Read(string? course, string? learners) => CourseFiles.Parse(
        course is null ? Sample(SampleCourse) : CourseFiles.ReadFile(course),
        learners is null ? Sample(SampleLearners) : CourseFiles.ReadFile(learners),
        Zones.Tzdb);

    private static SourceText Sample(string name)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var resource = assembly.GetManifestResourceNames().Single(n => n.EndsWith(name, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new(name, reader.ReadToEnd());
    }
}
