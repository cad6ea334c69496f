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

    /// <summary>Below the API's root.</summary>
    public string Path => $"courses/{Uri.EscapeDataString(Course)}";

    public override string ToString() => Session is null ? Course : $"{Course}/{Session}";
}
