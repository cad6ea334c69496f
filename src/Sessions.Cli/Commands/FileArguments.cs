using System.CommandLine;
using Sessions.Cli.Client;

namespace Sessions.Cli.Commands;

/// <summary>The course file and the roster, as <c>plan</c> and <c>setup</c> take them.</summary>
internal sealed class FileArguments
{
    public Argument<string> Course { get; } = new("course-file") { Description = "The course, as YAML." };

    public Option<string?> Learners { get; } = new("--learners")
    {
        Description = "The roster, as CSV: email,name[,timezone][,language]. Without it the learners stay as they are.",
    };

    public CourseFiles Read(ParseResult parsed) =>
        CourseFiles.Read(parsed.GetRequiredValue(Course), parsed.GetValue(Learners), Zones.Tzdb);
}
