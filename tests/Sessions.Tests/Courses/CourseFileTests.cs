using NodaTime;
using NodaTime.Text;
using Sessions.Courses;

namespace Sessions.Tests.Courses;

public sealed class CourseFileTests
{
    [Fact]
    public void The_real_course_is_read_as_it_was_published()
    {
        var course = Sample.YouAreHere();

        Assert.Equal(new CourseId("you-are-here"), course.Id);
        Assert.Equal("You are here", course.Title);
        Assert.Equal("Infopeople", course.Provider);
        Assert.Null(course.Description);
        Assert.Equal("America/Los_Angeles", course.Zone.Id);
        Assert.Equal(new LocalDateTime(2025, 10, 14, 9, 0), course.Starts);
        Assert.Equal(new LocalDateTime(2025, 11, 10, 12, 0), course.Ends);
        Assert.Equal("Becky Russell", course.Instructor.Name);
        Assert.Equal("becky.russell@example.org", course.Instructor.Email.Value);
        Assert.Equal([Period.FromDays(1), Period.FromHours(1)], course.Policy.Reminders.AsEnumerable());
        Assert.Equal(CoursePolicy.Default with { Reminders = course.Policy.Reminders }, course.Policy);
    }

    [Fact]
    public void Chapters_are_lines_or_groups()
    {
        var course = Sample.With(
            "time: 10:00-11:15 }",
            "time: 10:00-11:15,\n    chapters: [0:00 Welcome, { at: 12:30, title: Breathing }, \"1:02:03 Q: and A\", 190:00 End] }");

        Assert.Equal(
            [
                new Chapter(Duration.Zero, "Welcome"),
                new Chapter(Duration.FromSeconds(750), "Breathing"),
                new Chapter(Duration.FromSeconds(3723), "Q: and A"),
                new Chapter(Duration.FromMinutes(190), "End"),
            ],
            Assert.Single(course.Required.Sessions).Chapters.AsEnumerable());
    }

    [Fact]
    public void The_real_sessions_keep_their_hour_and_change_their_instant()
    {
        var sessions = Sample.YouAreHere().Sessions;

        Assert.Equal(
            ["you-are-here/session-1 Interactive session 1", "you-are-here/session-2 Interactive session 2"],
            sessions.Select(s => $"{s.Id} {s.Title}"));
        Assert.Equal(
            ["2025-10-22T17:00:00Z", "2025-10-22T18:15:00Z", "2025-11-12T18:00:00Z", "2025-11-12T19:00:00Z"],
            sessions.SelectMany(s => new[] { s.Time.Start, s.Time.End }).Select(InstantPattern.General.Format));
        Assert.All(sessions, s => Assert.Equal(new LocalTime(10, 0), s.Time.LocalStart.TimeOfDay));
        Assert.All(sessions, s => Assert.Equal(ZoneData.VersionOf(Sample.Zones), s.Time.TzdbVersion));
    }

    [Fact]
    public void What_is_absent_is_as_by_default()
    {
        var course = Sample.Course(Sample.MinimalCourse).Required;

        Assert.Null(course.Provider);
        Assert.Null(course.Starts);
        Assert.Equal(CoursePolicy.Default, course.Policy);
    }

    [Fact]
    public void Every_policy_can_be_set()
    {
        var policy = Sample.And(
            """
            reminders: [PT30M, P1W]
            attendance: { missed-below: 66.5% }
            recordings: { notify: everyone, keep: P18M, original: remove }
            """).Required.Policy;

        Assert.Equal([Period.FromWeeks(1), Period.FromMinutes(30)], policy.Reminders.AsEnumerable());
        Assert.Equal(0.665m, policy.MissedBelow);
        Assert.Equal(NotifyWhom.Everyone, policy.Notify);
        Assert.Equal(Period.FromMonths(18), policy.Keep);
        Assert.Equal(OriginalRecording.Remove, policy.Original);
    }

    [Fact]
    public void No_reminder_at_all_is_a_choice() =>
        Assert.Empty(Sample.And("reminders: []").Required.Policy.Reminders);

    [Fact]
    public void Sessions_come_in_order_of_start()
    {
        var course = Sample.With(
            "sessions:",
            "sessions:\n  - { id: s2, title: Two, date: 2025-12-01, time: 09:30 – 10:00 }");

        Assert.Equal(["s1", "s2"], course.Required.Sessions.Select(s => s.Id.Slug));
    }

    [Theory]
    [InlineData("Café 🌻 — l'été")]
    [InlineData("שלום וברכה")]
    [InlineData("👩‍🏫 תרגול 10%")]
    public void Printable_text_of_any_script_is_kept(string title) =>
        Assert.Equal(title, Sample.With("title: T", $"title: \"{title}\"").Required.Title);

    [Fact]
    public void A_description_may_have_lines() =>
        Assert.Equal("One\nTwo", Sample.And("description: |\n  One\n  Two\n").Required.Description);

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_are_no_matter() =>
        Assert.True(
            Sample.Course("\uFEFF" + Sample.MinimalCourse.ReplaceLineEndings("\r\n")).Ok);

    [Theory]
    [InlineData("PT", "America/Los_Angeles")]
    [InlineData("pt", "America/Los_Angeles")]
    [InlineData("ET", "America/New_York")]
    [InlineData("Eastern Time", "America/New_York")]
    [InlineData("Pacific Standard Time", "America/Los_Angeles")]
    [InlineData("W. Europe Standard Time", "Europe/Berlin")]
    [InlineData("UTC", "UTC")]
    public void A_label_and_a_Windows_id_are_taken_for_their_zone(string written, string zone) =>
        Assert.Equal(zone, Sample.With("America/Los_Angeles", written).Required.Zone.Id);

    [Fact]
    public void Every_label_in_the_table_names_a_zone_that_exists() =>
        Assert.All(ZoneLabels.Accepted.Values, id => Assert.NotNull(Sample.Zones.GetZoneOrNull(id)));
}
