using NodaTime;
using Sessions.Courses;

namespace Sessions.Cli.Client;

/// <summary>What the instructor hands in, read and checked here before anything is asked of a server.</summary>
internal sealed record CourseFiles(SourceText CourseSource, SourceText? RosterSource, Course Course, Roster? Roster)
{
    /// <exception cref="ProblemsException">With every problem of both files.</exception>
    public static CourseFiles Read(string courseFile, string? rosterFile, IDateTimeZoneProvider zones) =>
        Parse(ReadFile(courseFile), rosterFile is null ? null : ReadFile(rosterFile), zones);

    /// <exception cref="ProblemsException">With every problem of both texts.</exception>
    public static CourseFiles Parse(SourceText courseSource, SourceText? rosterSource, IDateTimeZoneProvider zones)
    {
        var course = CourseFile.Parse(courseSource, zones);
        var roster = rosterSource is null ? null : RosterFile.Parse(rosterSource, zones);
        var problems = course.Problems.AddRange(roster?.Problems ?? []);
        return problems.IsEmpty
            ? new(courseSource, rosterSource, course.Required, roster?.Required)
            : throw new ProblemsException(problems);
    }

    public static SourceText ReadFile(string path)
    {
        try
        {
            return new(path, File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.WrongUsage, $"{path} cannot be read: {e.Message}", e);
        }
    }
}
