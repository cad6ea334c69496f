using System.Collections.Immutable;
using System.Text;
using NodaTime;

namespace Sessions.Courses;

/// <summary>
/// Reads a course file: YAML with the keys below. Every problem is found in one go, each with its line and column;
/// only a text that is no YAML at all ends the reading early.
/// </summary>
public static class CourseFile
{
    private const int ControlCharactersShown = 20;

    private static readonly Key Course = new("course", "course: you-are-here", Required: true);
    private static readonly Key Title = new("title", "title: You are here", Required: true);
    private static readonly Key Provider = new("provider", "provider: Infopeople");
    private static readonly Key Description = new("description", "description: How to stay calm");
    private static readonly Key TimeZone = new("timezone", "timezone: America/Los_Angeles", Required: true);
    private static readonly Key Starts = new("starts", "starts: 2025-10-14 09:00");
    private static readonly Key Ends = new("ends", "ends: 2025-11-10 12:00");

    private static readonly Key Organizer = new(
        "instructor", "instructor: { name: Becky Russell, email: becky.russell@example.org }", Required: true);

    private static readonly Key SessionList = new(
        "sessions",
        "sessions: [{ id: session-1, title: Interactive session 1, date: 2025-10-22, time: 10:00-11:15 }]",
        Required: true);

    private static readonly Key Name = new("name", "name: Becky Russell", Required: true);
    private static readonly Key Email = new("email", "email: becky.russell@example.org", Required: true);

    private static readonly Key[] CourseKeys =
    [
        Course, Title, Provider, Description, TimeZone, Starts, Ends, Organizer, SessionList, .. PolicyReader.Keys,
    ];

    /// <param name="file">Its name stands in the problems.</param>
    /// <param name="zones">What the zone ids mean; its version goes into each <see cref="SessionTime"/>.</param>
    public static Parsed<Course> Parse(SourceText file, IDateTimeZoneProvider zones)
    {
        var problems = new ProblemList(file.Name);
        var text = file.Text.TrimStart('\uFEFF');
        return ReadTree(text, problems) is { } root
            ? ReadCourse(root, problems, zones)
            : problems.Conclude<Course>(() => throw new InvalidOperationException("no tree, and no problem either"));
    }

    private static YamlNode? ReadTree(string text, ProblemList problems)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > CourseLimits.FileBytes)
            problems.Add(new(1, 1), $"the file has {bytes} bytes", $"at most {CourseLimits.FileBytes}");
        else
            RefuseControlCharacters(text, problems);

        return problems.IsEmpty ? YamlTree.Read(text, problems) : null;
    }

    // YamlDotNet takes NUL for the end of the file: what stands after it would be lost without a word.
    private static void RefuseControlCharacters(string text, ProblemList problems)
    {
        var at = new Place(1, 1);
        var found = 0;
        for (var i = 0; i < text.Length && found < ControlCharactersShown; i++)
        {
            var c = text[i];
            if (IsHalf(text, i) || (PlainText.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            {
                problems.Add(at, $"the control character {PlainText.Code(c)}", "printable text in UTF-8");
                found++;
            }

            at = c == '\n' ? new Place(at.Line + 1, 1) : at with { Column = at.Column + 1 };
        }
    }

    private static bool IsHalf(string text, int i) =>
        char.IsSurrogate(text[i])
        && !char.IsSurrogatePair(text, i)
        && (i == 0 || !char.IsSurrogatePair(text, i - 1));

    private static Parsed<Course> ReadCourse(YamlNode root, ProblemList problems, IDateTimeZoneProvider zones)
    {
        var values = new ValueReader(problems, zones);
        var fields = KeyReader.Read(root, "the course", CourseKeys, problems);
        var id = new CourseId(values.Slug(fields.GetValueOrDefault(Course)) ?? "");
        var title = values.Text(fields.GetValueOrDefault(Title));
        var provider = values.Text(fields.GetValueOrDefault(Provider));
        var description = values.Text(
            fields.GetValueOrDefault(Description), CourseLimits.DescriptionLength, linesAllowed: true);
        var zone = values.Zone(fields.GetValueOrDefault(TimeZone));
        var (starts, ends) = ReadSpan(fields, zone, values, problems);
        var instructor = ReadInstructor(fields.GetValueOrDefault(Organizer), values, problems);
        var sessions = new SessionListReader(problems, values, id, zone, ZoneData.VersionOf(zones))
            .Read(fields.GetValueOrDefault(SessionList));
        var policy = new PolicyReader(problems, values).Read(fields);

        return problems.Conclude(() => new Course(
            id, title!, provider, description, zone!, starts, ends, instructor!, sessions, policy));
    }

    private static (LocalDateTime? Starts, LocalDateTime? Ends) ReadSpan(
        Dictionary<Key, Field> fields, DateTimeZone? zone, ValueReader values, ProblemList problems)
    {
        var starts = ReadMoment(fields.GetValueOrDefault(Starts), zone, values, problems);
        var ends = ReadMoment(fields.GetValueOrDefault(Ends), zone, values, problems);
        if (starts is { } first && ends is { } last && last <= first)
        {
            problems.Add(
                fields[Ends].At,
                $"the course ends {ClockText.DateAndTime(last)}, before it starts",
                $"an end after {ClockText.DateAndTime(first)}");
        }

        return (starts, ends);
    }

    private static LocalDateTime? ReadMoment(
        Field? field, DateTimeZone? zone, ValueReader values, ProblemList problems)
    {
        if (values.DateAndTime(field) is not { } printed)
            return null;

        if (zone is not null)
        {
            PrintedLetters.Check(
                printed.Letters, zone, [printed.Time.InZoneLeniently(zone).ToInstant()], field!.At, problems);
        }

        return printed.Time;
    }

    private static Instructor? ReadInstructor(Field? field, ValueReader values, ProblemList problems)
    {
        if (field is null)
            return null;

        var fields = KeyReader.Read(field.Value, "the instructor", [Name, Email], problems);
        var name = values.Text(fields.GetValueOrDefault(Name));
        var email = values.Email(fields.GetValueOrDefault(Email));
        return name is null || email is null ? null : new Instructor(name, email);
    }
}
