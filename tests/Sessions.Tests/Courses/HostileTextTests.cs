using CsCheck;

namespace Sessions.Tests.Courses;

/// <summary>What nobody would write by hand.</summary>
public sealed class HostileTextTests
{
    private static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char["\r\n\t\0\"',;:=@+-#{}[]&*!|>%`\\ \u2028\u202E\uD83C\uDF3B\uFFFDaé"], 0, 40],
        Gen.OneOf(
            "=cmd|' /C calc'!A0", "x\r\nBcc: evil@example.org",
            "\uD800", "\uDF3B", "🌻", "שלום", "''", "\"\"", "\"", "\0"));

    /// <summary>Pieces that YAML gives a meaning to, so that the parser gets deep before it breaks.</summary>
    private static readonly Gen<string> Yaml = Gen.OneOf(
        Hostile,
        Gen.OneOf(
            "\n", "\n  ", "\n  - ", ": ", "? ", "- ", "{ ", " }", "[", "]", ", ", "&a ", "*a",
            "!!str ", "!<x> ", "|\n", ">-\n",
            "'", "\"", "# ", "---\n", "...\n", "%YAML 1.2\n", "%TAG ! x\n", "\"\\x41\\u0000\\UFFFFFFFF\"",
            "<<: ", "course: ",
            "title: ", "timezone: PT", "sessions:", "date: 2025-10-22", "time: 25:00-26:00",
            "keep: P99999999999999999999Y",
            "reminders: [P2147483647Y]", "reminders: [PT9223372036854775807H]",
            "missed-below: 99999999999999999999999999999999%"));

    [Fact]
    public void No_text_makes_the_course_file_throw() =>
        Yaml.Array[0, 30].Select(string.Concat).Sample(
            text =>
            {
                var parsed = Sample.Course(text);
                Assert.Equal(parsed.Ok, parsed.Value is not null);
                Assert.All(parsed.Problems, p => Assert.True(p is { Line: > 0, Column: > 0 }));
            },
            iter: 5_000);

    [Fact]
    public void No_value_of_a_key_makes_the_course_file_throw() =>
        Gen.Select(Gen.Int[0, 12], Yaml).Sample(
            (line, value) =>
            {
                var lines = (Sample.MinimalCourse
                    + "\nstarts: x\nends: x\nreminders: x\nattendance: {missed-below: x}\nrecordings: {keep: x}"
                    + "\ndescription: x\nprovider: x").Split('\n');
                var colon = lines[line].LastIndexOf(':');
                lines[line] = $"{lines[line][..colon]}: {value}";
                Assert.NotEmpty(Sample.Course(string.Join('\n', lines)).Problems);
            },
            iter: 1_000);

    [Fact]
    public void No_text_makes_the_roster_throw() =>
        Gen.OneOf(Hostile, Gen.OneOf("email", "name", ",", "\n", "a@example.org", "timezone", ";", "PT"))
            .Array[0, 30].Select(string.Concat).Sample(
                text =>
                {
                    foreach (var roster in new[] { Sample.Roster(text), Sample.Roster("email,name\n" + text) })
                        Assert.Equal(roster.Ok, roster.Value is not null);
                },
                iter: 1_000);

    [Fact]
    public void A_roster_gives_back_the_names_written_into_it() =>
        Names(allowed: true).Array[1, 20].Sample(
            names => Assert.Equal(names, Sample.Roster(Csv(names)).Required.Learners.Select(l => l.Name)),
            iter: 1_000);

    [Fact]
    public void A_bad_row_is_one_problem_and_harms_no_other() =>
        Gen.Select(Names(allowed: true).Array[0, 10], Names(allowed: false), Names(allowed: true).Array[0, 10]).Sample(
            (before, bad, after) =>
            {
                var problem = Assert.Single(Sample.Roster(Csv([.. before, bad, .. after])).Problems);
                Assert.Equal((before.Length + 2, 20), (problem.Line, problem.Column));
            },
            iter: 1_000);

    private static Gen<string> Names(bool allowed) =>
        Hostile.Select(n => n.Trim()).Where(n => n.Length is > 0 and <= 200 && IsPrintable(n) == allowed);

    // The rule in other words than the code's: no control, separator, half or lost character.
    private static bool IsPrintable(string text) =>
        text.EnumerateRunes().All(r => r.Value is not (0xFFFD or 0x2028 or 0x2029) && !System.Text.Rune.IsControl(r));

    private static string Csv(IEnumerable<string> names) => "email,name\n" + string.Concat(names.Select((n, i) =>
        $"l{i:00000}@example.org,\"{n.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n"));
}
