using System.CommandLine;

namespace Sessions.Cli.Commands;

/// <summary>COURSE or COURSE/SESSION, as several verbs take it.</summary>
internal sealed record CourseSubject(string Course, string? Session)
{
    public static Argument<string> Argument() => new("course") { Description = "COURSE or COURSE/SESSION." };

    public static CourseSubject Of(string text)
    {
        var parts = text.Split('/', 2);
        return new(parts[0], parts.Length == 2 ? parts[1] : null);
    }

    public static Argument<string> SessionArgument() => new("session") { Description = "COURSE/SESSION." };

    /// <exception cref="CliException">No session is named.</exception>
    public static CourseSubject SessionOf(string text) => Of(text) is { Course.Length: > 0, Session.Length: > 0 } named
        ? named
        : throw new CliException(ExitCode.WrongUsage, $"'{text}' is not COURSE/SESSION, such as you-are-here/session-1");

    /// <summary>Below the API's root.</summary>
    public string Path => $"courses/{Uri.EscapeDataString(Course)}";

    public string SessionPath => $"{Path}/sessions/{Uri.EscapeDataString(Session ?? "")}";

    public override string ToString() => Session is null ? Course : $"{Course}/{Session}";
}
