using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Sessions.Courses;

/// <summary>
/// Reads a session's <c>chapters:</c>, each a line such as <c>12:30 Breathing</c>, or a group of <c>at</c> and
/// <c>title</c>.
/// </summary>
internal sealed partial class ChapterReader(ProblemList problems, ValueReader values)
{
    private const string Example = "0:00 Welcome";

    private static readonly Key At = new("at", "at: 12:30", Required: true);
    private static readonly Key Title = new("title", "title: Breathing", Required: true);

    public static Key Key { get; } = new("chapters", "chapters: [0:00 Welcome, 12:30 Breathing]");

    public ImmutableArray<Chapter> Read(Field? field)
    {
        if (field is null)
            return [];

        if (field.Value is not YamlList list)
        {
            problems.Add(field.At, $"'chapters' is {field.Value.Kind}", $"a list, as in '{field.Key.Example}'");
            return [];
        }

        if (list.Items.Length > CourseLimits.Chapters)
        {
            problems.Add(
                list.Items[CourseLimits.Chapters].At, $"{list.Items.Length} chapters",
                $"at most {CourseLimits.Chapters}");
        }

        var read = list.Items.Take(CourseLimits.Chapters).Select(node => (node.At, Chapter: ReadOne(node))).ToList();
        RefuseDisorder(read);
        return [.. read.Select(r => r.Chapter).OfType<Chapter>()];
    }

    private Chapter? ReadOne(YamlNode node)
    {
        switch (node)
        {
            case YamlText text:
                return ReadLine(text);

            case YamlMap map when map.Entries is [{ Key: var key }] && StartsWithTime.IsMatch(key.Value):
                problems.Add(
                    key.At, $"{PlainText.Quote(key.Value)} is followed by ': '", "the whole chapter in quotes");
                return null;

            case YamlMap map:
                return ReadGroup(map);

            default:
                problems.Add(node.At, $"the chapter is {node.Kind}", $"a text such as '{Example}'");
                return null;
        }
    }

    private Chapter? ReadLine(YamlText text)
    {
        var found = StartsWithTime.Match(text.Value.Trim());
        if (!found.Success)
        {
            problems.Add(
                text.At, $"{PlainText.Quote(text.Value)} is not a time and a title", $"such as '{Example}'");
            return null;
        }

        var at = ReadTime(found.Groups["time"].Value, text.At);
        var title = values.Text(new Field(Title, text with { Value = found.Groups["title"].Value }, text.At));
        return at is { } time && title is not null ? new(time, title) : null;
    }

    private Chapter? ReadGroup(YamlMap map)
    {
        var fields = KeyReader.Read(map, "the chapter", [At, Title], problems);
        var title = values.Text(fields.GetValueOrDefault(Title));
        var at = fields.TryGetValue(At, out var field)
            ? values.Text(field) is { } text ? ReadTime(text, field.At) : null
            : (Duration?)null;
        return at is { } time && title is not null ? new(time, title) : null;
    }

    private Duration? ReadTime(string text, Place at)
    {
        var time = Time.Match(text);
        if (time.Success)
            return Duration.FromHours(Number("h")) + Duration.FromMinutes(Number("m")) + Duration.FromSeconds(Number("s"));

        problems.Add(
            at, $"{PlainText.Quote(text)} is not a time within the recording", "such as '12:30' or '1:02:30'");
        return null;

        int Number(string group) => time.Groups[group] is { Success: true, ValueSpan: var digits }
            ? int.Parse(digits, CultureInfo.InvariantCulture)
            : 0;
    }

    private void RefuseDisorder(List<(Place At, Chapter? Chapter)> read)
    {
        Chapter? last = null;
        foreach (var (at, chapter) in read.Where(r => r.Chapter is not null))
        {
            if (chapter!.At <= last?.At)
            {
                problems.Add(
                    at, $"the chapter {PlainText.Quote(chapter.Title)} does not begin after the one before it",
                    "chapters in the order of the recording, each at a time of its own");
            }

            last = chapter;
        }
    }

    [GeneratedRegex(@"^(?<time>[0-9][0-9:]*)(\s+(?<title>.*))?$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex StartsWithTime { get; }

    [GeneratedRegex(@"^((?<h>[0-9]{1,2}):(?<m>[0-5][0-9])|(?<m>[0-9]{1,3})):(?<s>[0-5][0-9])$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time { get; }
}
