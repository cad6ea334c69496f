using NodaTime;
using Sessions.Courses;

namespace Sessions.Tests.Courses;

/// <summary>The files that the command line carries, and small ones made from them.</summary>
internal static class Sample
{
    public const string MinimalCourse =
        """
        course: c
        title: T
        timezone: America/Los_Angeles
        instructor: { name: I, email: i@example.org }
        sessions:
          - { id: s1, title: One, date: 2025-10-22, time: 10:00-11:15 }
        """;

    public static IDateTimeZoneProvider Zones => DateTimeZoneProviders.Tzdb;

    public static SourceText Read(string name)
    {
        using var reader = new StreamReader(typeof(Sample).Assembly.GetManifestResourceStream(name)!);
        return new SourceText(name, reader.ReadToEnd());
    }

    public static Course YouAreHere() => CourseFile.Parse(Read("you-are-here.yaml"), Zones).Required;

    public static Roster Learners() => RosterFile.Parse(Read("learners.csv"), Zones).Required;

    public static Parsed<Course> Course(string text) => CourseFile.Parse(new SourceText("c.yaml", text), Zones);

    public static Parsed<Roster> Roster(string text) => RosterFile.Parse(new SourceText("r.csv", text), Zones);

    /// <summary>The minimal course with one piece of it replaced.</summary>
    public static Parsed<Course> With(string piece, string replacement)
    {
        Assert.Contains(piece, MinimalCourse, StringComparison.Ordinal);
        return Course(MinimalCourse.Replace(piece, replacement, StringComparison.Ordinal));
    }

    /// <summary>The minimal course with lines after it.</summary>
    public static Parsed<Course> And(string lines) => Course($"{MinimalCourse}\n{lines}");

    public static string[] Messages<T>(Parsed<T> parsed)
        where T : class =>
        [.. parsed.Problems.Select(p => p.ToString())];
}
