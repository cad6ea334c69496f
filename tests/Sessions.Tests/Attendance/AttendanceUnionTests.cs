using NodaTime;
using Sessions.Attendance;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Tests.Attendance;

public sealed class AttendanceUnionTests
{
    private static readonly LearnerFacts Ana = Some.Learner("ana@example.org");

    [Fact]
    public void No_report_is_no_verdict()
    {
        Assert.Null(AttendanceUnion.Unite(Some.Over(Ana), []));
    }

    [Fact]
    public void A_rehearsal_before_the_session_says_nothing_about_it()
    {
        var rehearsal = Report("r", -90, -60, Record("ana@example.org", (-90, -60)));

        Assert.Null(AttendanceUnion.Unite(Some.Over(Ana), [rehearsal]));
    }

    [Fact]
    public void Stays_are_clipped_to_the_sessions_hours()
    {
        var early = Report("r", -30, 90, Record("ana@example.org", (-30, 10)));

        Assert.Equal(10, Minutes(Unite(early), Ana));
    }

    [Fact]
    public void A_room_that_was_emptied_and_filled_again_makes_two_reports_that_count_together()
    {
        var first = Report("r1", 0, 30, Record("ana@example.org", (0, 20)));
        var second = Report("r2", 40, 75, Record("ana@example.org", (45, 75)));

        Assert.Equal(50, Minutes(Unite(first, second), Ana));
    }

    [Fact]
    public void Two_devices_at_once_count_once()
    {
        var report = Report(
            "r", 0, 75, Record("ana@example.org", (0, 40), (10, 20)), Record("ANA@example.org", (30, 50)));

        Assert.Equal(50, Minutes(Unite(report), Ana));
    }

    [Fact]
    public void A_learner_in_no_report_attended_no_time()
    {
        var report = Report("r", 0, 75, Record("bo@example.org", (0, 75)));

        Assert.Equal(0, Minutes(Unite(report), Ana));
    }

    [Fact]
    public void Guests_and_strangers_are_left_for_the_instructor_to_settle()
    {
        var report = Report(
            "r", 0, 75, Record(null, (0, 60)), Record("stranger@example.net", (0, 75)),
            Record("becky@example.org", (0, 75)));

        Assert.Equal(
            [
                new UnmatchedJoiner("Guest", null, Duration.FromMinutes(60)),
                new UnmatchedJoiner("stranger", "stranger@example.net", Duration.FromMinutes(75)),
            ],
            Unite(report).Unmatched);
    }

    [Fact]
    public void A_report_that_was_read_already_is_not_told_again()
    {
        var report = Report("r", 0, 75, Record("ana@example.org", (0, 75)));
        var session = Some.Over(Ana) with { Attendance = new(Some.End, ["r"], []) };

        Assert.Null(AttendanceUnion.Unite(session, [report]));
    }

    private static AttendanceCollected Unite(params AttendanceReport[] reports) =>
        AttendanceUnion.Unite(Some.Over(Ana), [.. reports])
        ?? throw new InvalidOperationException("the reports said nothing");

    private static int Minutes(AttendanceCollected collected, LearnerFacts learner) =>
        (int)collected.Presences[learner.Id].TotalMinutes;

    private static AttendanceReport Report(string id, int from, int to, params AttendanceRecord[] records) =>
        new(id, At(from), At(to), [.. records]);

    private static AttendanceRecord Record(string? email, params (int From, int To)[] stays) => new(
        email is null ? null : EmailAddress.Parse(email), email?.Split('@')[0] ?? "Guest", "Attendee",
        [.. stays.Select(s => new Interval(At(s.From), At(s.To)))]);

    private static Instant At(int minutes) => Some.Start + Duration.FromMinutes(minutes);
}
