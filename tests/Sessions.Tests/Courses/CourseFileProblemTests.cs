namespace Sessions.Tests.Courses;

public sealed class CourseFileProblemTests
{
    /// <summary>What is replaced in the minimal course, by what, and the one problem that makes.</summary>
    public static TheoryData<string, string, string> OneProblem { get; } = new()
    {
        { "title: T", "titel: T", "2:1: unknown key 'titel' — did you mean 'title'?" },
        {
            "title: T", "title: T\nfee: 200",
            "3:1: unknown key 'fee' — one of course, title, provider, description, timezone, starts, ends, "
            + "instructor, sessions, reminders, attendance, recordings"
        },
        { "title: T\n", "", "1:1: the course has no 'title' — add 'title: You are here'" },
        { "email: i@example.org", "", "4:13: the instructor has no 'email' — add 'email: becky.russell@example.org'" },
        { "id: s1, ", "", "6:5: the session has no 'id' — add 'id: session-1'" },
        { "title: T", "title:", "2:1: 'title' is empty — a text, as in 'title: You are here'" },
        { "title: T", "title: ~", "2:1: 'title' is empty — a text, as in 'title: You are here'" },
        { "title: T", "title: [a]", "2:8: 'title' is a list — a text, as in 'title: You are here'" },
        { "title: T", "title: { a: b }", "2:8: 'title' is a group of keys — a text, as in 'title: You are here'" },
        {
            "{ name: I, email: i@example.org }", "Becky",
            "4:13: the instructor is a text — keys and values such as 'name: Becky Russell'"
        },
        { "title: T", "title: T\ntitle: U", "3:1: 'title' stands twice, first in line 2 — keep one of them" },
        {
            "course: c", "course: You_Are",
            "1:9: 'You_Are' cannot be an id — up to 63 of a-z, 0-9 and -, such as 'course: you-are-here'"
        },
        {
            "i@example.org", "i@example",
            "4:31: 'i@example' is not an e-mail address — such as 'email: becky.russell@example.org'"
        },
        { "2025-10-22", "22.10.2025", "6:33: '22.10.2025' is not a date — such as 'date: 2025-10-22'" },
        { "2025-10-22", "2025-02-29", "6:33: '2025-02-29' is not a date — such as 'date: 2025-10-22'" },
        { "2025-10-22", "0025-10-22", "6:33: the year 25 is out of reach — a year from 2000 to 2199" },
        {
            "10:00-11:15", "10 am",
            "6:51: '10 am' is not a start and an end — such as 'time: 10:00-11:15', 24-hour clock"
        },
        {
            "10:00-11:15", "11:15-10:00",
            "6:51: it ends before it starts: '11:15-10:00' — an end later on the same day, such as 'time: 10:00-11:15'"
        },
        {
            "10:00-11:15", "10:00-10:00",
            "6:51: it ends when it starts: '10:00-10:00' — an end later on the same day, such as 'time: 10:00-11:15'"
        },
        {
            "title: T", "title: \"T\\nBcc: x\"", "2:8: 'title' holds a line break — printable text in one line"
        },
        {
            "title: T", "title: \"T\\0\"",
            "2:8: 'title' holds the control character U+0000 — printable text in one line"
        },
        {
            "title: T", "title: T\uFFFD",
            "2:8: 'title' holds a character that was lost (U+FFFD): the file was not saved as UTF-8 — "
            + "printable text in one line"
        },
    };

    /// <summary>What stands for a session's chapters, and the one problem that makes.</summary>
    public static TheoryData<string, string> OneChapterProblem { get; } = new()
    {
        { "soon", "7:15: 'chapters' is a text — a list, as in 'chapters: [0:00 Welcome, 12:30 Breathing]'" },
        { "[Welcome]", "7:16: 'Welcome' is not a time and a title — such as '0:00 Welcome'" },
        { "[[0:00]]", "7:16: the chapter is a list — a text such as '0:00 Welcome'" },
        { "[0:00]", "7:16: 'title' is empty — a text, as in 'title: Breathing'" },
        { "[0:60 Welcome]", "7:16: '0:60' is not a time within the recording — such as '12:30' or '1:02:30'" },
        { "[1:60:00 Welcome]", "7:16: '1:60:00' is not a time within the recording — such as '12:30' or '1:02:30'" },
        { "[{ at: 0:00 }]", "7:16: the chapter has no 'title' — add 'title: Breathing'" },
        { "[{ at: 0:00, titel: A }]", "7:28: unknown key 'titel' — did you mean 'title'?" },
        { "[0:00 Know this: breathe]", "7:16: '0:00 Know this' is followed by ': ' — the whole chapter in quotes" },
        {
            "[0:00 A, 1:00 B, 1:00 C]",
            "7:32: the chapter 'C' does not begin after the one before it — chapters in the order of the recording, "
            + "each at a time of its own"
        },
    };

    [Theory]
    [MemberData(nameof(OneChapterProblem))]
    public void One_wrong_chapter_is_one_problem(string chapters, string problem) => Assert.Equal(
        [$"c.yaml:{problem}"],
        Sample.Messages(Sample.With("time: 10:00-11:15 }", $"time: 10:00-11:15,\n    chapters: {chapters} }}")));

    [Fact]
    public void Every_wrong_chapter_is_said_at_once() => Assert.Equal(
        [(7, 16), (8, 7), (9, 7)],
        Sample.With("time: 10:00-11:15 }", "time: 10:00-11:15,\n    chapters: [A,\n      B,\n      C] }")
            .Problems.Select(p => (p.Line, p.Column)));

    /// <summary>Lines after the minimal course, and the one problem they make.</summary>
    public static TheoryData<string, string> OneProblemAfter { get; } = new()
    {
        {
            "starts: 2025-11-10 12:00\nends: 2025-10-14 09:00",
            "8:7: the course ends 2025-10-14 09:00, before it starts — an end after 2025-11-10 12:00"
        },
        {
            "starts: tomorrow",
            "7:9: 'tomorrow' is not a date and a time — such as 'starts: 2025-10-14 09:00'"
        },
        { "reminders: P1D", "7:12: 'reminders' is a text — a list, as in 'reminders: [P1D, PT1H]'" },
        { "reminders: [1 day]", "7:13: '1 day' is not an ISO 8601 period — such as 'P1D'" },
        { "reminders: [PT0S]", "7:13: the period 'PT0S' is not longer than nothing — such as 'P1D'" },
        { "reminders: [P-1D]", "7:13: the period 'P-1D' is not longer than nothing — such as 'P1D'" },
        { "reminders: [P2Y]", "7:13: the period 'P2Y' is too long — at most P366D" },
        { "reminders: [[P1D]]", "7:13: the reminder is a list — an ISO 8601 period such as 'P1D'" },
        { "reminders: [P1D, PT24H]", "7:18: the reminder PT24H comes when another one does — each of them once" },
        {
            "reminders: [PT1M,PT2M,PT3M,PT4M,PT5M,PT6M,PT7M,PT8M,PT9M,PT10M,PT11M]",
            "7:12: 11 reminders — at most 10"
        },
        {
            "attendance: { missed-below: 101% }",
            "7:29: '101%' is not a share — 0% to 100%, such as 'missed-below: 50%'"
        },
        { "attendance: { missed-below: -1% }", "7:29: '-1%' is not a share — 0% to 100%, such as 'missed-below: 50%'" },
        { "attendance: { missed-below: 0.5 }", "7:29: '0.5' is not a share — 0% to 100%, such as 'missed-below: 50%'" },
        { "attendance: {missed_below: 5%}", "7:14: unknown key 'missed_below' — did you mean 'missed-below'?" },
        { "recordings: { notify: all }", "7:23: 'notify' is 'all' — one of missed, everyone, nobody" },
        { "recordings: { original: delete }", "7:25: 'original' is 'delete' — one of keep, remove" },
        { "recordings: { keep: P101Y }", "7:21: the period 'P101Y' is too long — at most P100Y" },
        {
            "  - { id: s1, title: Two, date: 2025-10-23, time: 10:00-11:15 }",
            "7:11: the id 's1' stands twice, first in line 6 — an id of its own"
        },
        {
            "  - { id: s2, title: Two, date: 2025-10-22, time: 11:14-12:00 }",
            "7:5: the session overlaps the one in line 6, 2025-10-22 10:00-11:15 — one session at a time"
        },
        { "---\ncourse: d", "7:1: a second document begins — one course to a file" },
        { "provider: *it", "7:11: an alias (*) stands for something written elsewhere — write it out" },
        {
            "provider: [[[[[[[[[[x]]]]]]]]]]",
            "7:20: nested deeper than 10 levels — the course file's own keys"
        },
    };

    [Theory]
    [MemberData(nameof(OneProblem))]
    public void One_slip_is_one_problem(string piece, string replacement, string problem) =>
        Assert.Equal([$"c.yaml:{problem}"], Sample.Messages(Sample.With(piece, replacement)));

    [Theory]
    [MemberData(nameof(OneProblemAfter))]
    public void One_wrong_line_is_one_problem(string lines, string problem) =>
        Assert.Equal([$"c.yaml:{problem}"], Sample.Messages(Sample.And(lines)));

    [Theory]
    [InlineData("Mars/Olympus", "unknown time zone 'Mars/Olympus' — an IANA id such as America/Los_Angeles")]
    [InlineData("America/los_angeles", "unknown time zone 'America/los_angeles' — America/Los_Angeles")]
    [InlineData("America/Los_Angels", "unknown time zone 'America/Los_Angels' — America/Los_Angeles")]
    [InlineData("Los Angeles", "unknown time zone 'Los Angeles' — America/Los_Angeles")]
    [InlineData("pacific standard time", "unknown time zone 'pacific standard time' — Pacific Standard Time")]
    [InlineData("PST", "time zone 'PST' is the clock of the winter only — America/Los_Angeles")]
    [InlineData("pdt", "time zone 'PDT' is the clock of the summer only — America/Los_Angeles")]
    [InlineData(
        "EST",
        "time zone 'EST' is a clock that never changes (Panama's) — America/New_York, or America/Panama if meant")]
    [InlineData(
        "MST",
        "time zone 'MST' is a clock that never changes (Arizona's) — America/Denver, or America/Phoenix if meant")]
    [InlineData("BST", "time zone 'BST' means several places — Europe/London or Asia/Dhaka")]
    [InlineData(
        "Etc/GMT+8",
        "time zone 'Etc/GMT+8' is a clock that never changes — an IANA id such as America/Los_Angeles")]
    [InlineData(
        "UTC-08",
        "unknown time zone 'UTC-08' — an IANA id such as America/Los_Angeles: "
        + "an offset knows nothing of clock changes")]
    public void An_unknown_zone_is_refused_with_the_nearest(string zone, string problem) =>
        Assert.Equal([$"c.yaml:3:11: {problem}"], Sample.Messages(Sample.With("America/Los_Angeles", zone)));

    [Fact]
    public void A_skipped_hour_is_refused_with_both_readings() =>
        Assert.Equal(
            [
                "c.yaml:6:51: 2026-03-08 02:30 does not exist in America/Los_Angeles: clocks go from 02:00 to 03:00"
                + " — 01:30 or 03:30",
            ],
            Sample.Messages(Sample.With("2025-10-22, time: 10:00-11:15", "2026-03-08, time: 02:30-04:00")));

    [Fact]
    public void A_repeated_hour_is_refused_with_both_readings() =>
        Assert.Equal(
            [
                "c.yaml:6:51: 2025-11-02 01:30 happens twice in America/Los_Angeles: at UTC-07 (08:30 UTC) and at "
                + "UTC-08 (09:30 UTC) — a time before 01:00 or from 02:00 on",
            ],
            Sample.Messages(Sample.With("2025-10-22, time: 10:00-11:15", "2025-11-02, time: 00:30-01:30")));

    [Theory]
    [InlineData("", "1:1: the file is empty — a course, beginning with 'course: its-name'")]
    [InlineData("# nothing\n", "2:1: the file is empty — a course, beginning with 'course: its-name'")]
    [InlineData("- a", "1:1: the course is a list — keys and values such as 'course: you-are-here'")]
    [InlineData("[a]: b", "1:1: a list or a group stands where a key should — a key such as 'title'")]
    [InlineData(
        "a: b\0c", "1:5: the control character U+0000 — printable text in UTF-8")]
    public void A_file_that_is_no_course_is_refused(string text, string problem) =>
        Assert.Equal([$"c.yaml:{problem}"], Sample.Messages(Sample.Course(text)));

    [Theory]
    [InlineData("title: You: here", 1, 11)]
    [InlineData("title: \"open", 1, 8)]
    public void A_text_that_is_no_YAML_is_refused_where_it_breaks(string text, int line, int column)
    {
        var problem = Assert.Single(Sample.Course(text).Problems);

        Assert.StartsWith("this is not YAML: ", problem.Wrong, StringComparison.Ordinal);
        Assert.Equal((line, column), (problem.Line, problem.Column));
    }

    [Fact]
    public void A_tab_that_indents_is_named() =>
        Assert.Equal(
            "c.yaml:3:1: a tab indents the line — spaces",
            Sample.Messages(Sample.Course("sessions:\n  - a: b\n\tc: d"))[^1]);

    [Theory]
    [InlineData("title: T", "title: ", 201, "2:8: 'title' is 201 characters long — at most 200 characters")]
    [InlineData("name: I", "name: ", 201, "4:21: 'name' is 201 characters long — at most 200 characters")]
    [InlineData(
        "title: T", "title: T\ndescription: ", 10_001,
        "3:14: 'description' is 10001 characters long — at most 10000 characters")]
    [InlineData("title: T", "title: T\n#", 1_000_000, "1:1: the file has 1000170 bytes — at most 1000000")]
    public void What_is_too_long_is_refused_with_the_limit(string piece, string start, int length, string problem) =>
        Assert.Equal([$"c.yaml:{problem}"], Sample.Messages(Sample.With(piece, start + new string('x', length))));

    [Fact]
    public void A_hundred_sessions_are_taken_and_one_more_is_not()
    {
        Assert.Equal(100, Sample.And(Days(99)).Required.Sessions.Length);
        Assert.Equal(["c.yaml:106:5: 101 sessions — at most 100"], Sample.Messages(Sample.And(Days(100))));
    }

    [Fact]
    public void No_session_is_a_problem() =>
        Assert.Equal(
            [
                "c.yaml:6:1: 'sessions' is empty — a list, as in 'sessions: [{ id: session-1, "
                + "title: Interactive session 1, date: 2025-10-22, time: 10:00-11:15 }]'",
            ],
            Sample.Messages(Sample.Course(
                """
                course: c
                title: T
                timezone: PT
                instructor: { name: I, email: i@example.org }

                sessions:
                """)));

    [Fact]
    public void A_message_shows_no_character_that_disturbs_a_terminal() =>
        Assert.Equal(
            [
                "c.yaml:1:9: 'a<U+001B>[2J<U+202E>' cannot be an id — up to 63 of a-z, 0-9 and -, "
                + "such as 'course: you-are-here'",
            ],
            Sample.Messages(Sample.With("course: c", "course: \"a\\e[2J\\u202E\"")));

    [Fact]
    public void All_problems_are_reported_at_once_in_the_order_of_the_file()
    {
        var parsed = Sample.Course(
            """
            course: Bad Slug
            titel: T
            timezone: Mars/Olympus
            instructor: { name: I, email: nobody }
            sessions:
              - { id: s1, title: One, date: 2025-10-22, time: 10:00-11:15 }
              - { id: s1, title: Two, date: 2025-10-22, time: 11:00-12:00 }
              - { id: s3, title: Three, date: soon, time: 12:00-11:00 }
            attendance: { missed-below: 150% }
            """);

        Assert.Null(parsed.Value);
        Assert.Equal(
            [(1, 9), (2, 1), (3, 11), (4, 31), (7, 5), (7, 11), (8, 35), (8, 47), (9, 29)],
            parsed.Problems.Select(p => (p.Line, p.Column)));
    }

    private static string Days(int count)
    {
        var first = new NodaTime.LocalDate(2026, 1, 1);
        return string.Join('\n', Enumerable.Range(1, count).Select(i =>
            $"  - {{ id: d{i}, title: Day, date: {first.PlusDays(i):uuuu-MM-dd}, time: 10:00-11:00 }}"));
    }
}
