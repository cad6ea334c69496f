using System.Collections.Immutable;
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
                new UnmatchedJoiner("Guest", null, Duration.FromMinutes(60)) { Key = "name:Guest" },
                new UnmatchedJoiner("stranger", "stranger@example.net", Duration.FromMinutes(75))
                {
                    Key = "mail:stranger@example.net",
                },
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

    [Theory]
    [InlineData("name:Guest", null, null)]
    [InlineData("id:oid-1", null, "oid-1")]
    [InlineData("mail:ana.home@example.net", "ana.home@example.net", "oid-2")]
    [InlineData("id:oid-3", "ana.home@example.net", "oid-3")]
    public void Whom_the_instructor_settled_once_is_the_learner_ever_after(string key, string? email, string? id)
    {
        var session = Some.Over(Ana) with { Settled = Settled(key, Ana.Id) };
        var report = Report(
            "r", 0, 75, Record("ana@example.org", (0, 20)), Record(email, (10, 50)) with { DisplayName = "Guest", IdentityId = id });

        var collected = AttendanceUnion.Unite(session, [report])!;

        Assert.Equal(50, Minutes(collected, Ana));
        Assert.Empty(collected.Unmatched);
    }

    [Fact]
    public void The_rosters_address_stands_above_what_was_settled()
    {
        var bo = Some.Learner("bo@example.org");
        var session = Some.Over(Ana, bo) with { Settled = Settled("id:oid-1", bo.Id) };
        var report = Report("r", 0, 75, Record("ana@example.org", (0, 40)) with { IdentityId = "oid-1" });

        var collected = AttendanceUnion.Unite(session, [report])!;

        Assert.Equal((40, 0), (Minutes(collected, Ana), Minutes(collected, bo)));
    }

    [Fact]
    public void Who_is_settled_as_nobody_is_on_no_list()
    {
        var session = Some.Over(Ana) with { Settled = Settled("name:Guest", null) };
        var report = Report("r", 0, 75, Record(null, (0, 60)), Record("ana@example.org", (0, 60)));

        Assert.Empty(AttendanceUnion.Unite(session, [report])!.Unmatched);
    }

    [Fact]
    public void A_user_is_one_person_with_and_without_an_address()
    {
        var first = Report("r1", 0, 30, Record("ana@example.org", (0, 20)) with { IdentityId = "oid-1" });
        var second = Report("r2", 40, 75, Record(null, (45, 75)) with { IdentityId = "oid-1" });

        var collected = Unite(first, second);

        Assert.Equal(50, Minutes(collected, Ana));
        Assert.Empty(collected.Unmatched);
    }

    [Fact]
    public void A_report_that_only_the_organizer_is_in_is_no_verdict()
    {
        var alone = Report("r", 0, 75, Record(null, (0, 75)) with { Role = "Organizer" }, Record("becky@example.org", (0, 75)));

        Assert.Null(AttendanceUnion.Unite(Some.Over(Ana), [alone]));
    }

    [Fact]
    public void Reports_are_read_anew_once_somebody_in_them_was_settled()
    {
        var report = Report("r", 0, 75, Record(null, (0, 60)), Record("ana@example.org", (0, 10)));
        var session = Some.Over(Ana) with
        {
            Attendance = new(Some.End, [], [new("Guest", null, Duration.FromMinutes(60))]),
            Settled = Settled("name:Guest", Ana.Id),
        };

        Assert.Equal(60, Minutes(AttendanceUnion.Unite(session, [report])!, Ana));
    }

    [Fact]
    public void Without_the_reports_the_minutes_of_whom_was_settled_are_added_and_the_others_left()
    {
        var guest = new UnmatchedJoiner("Guest", null, Duration.FromMinutes(60));
        var other = new UnmatchedJoiner("Phone", null, Duration.FromMinutes(5));
        var session = Some.Over(Ana with { Presence = new(Duration.FromMinutes(20)) }) with
        {
            Attendance = new(Some.End, [], [guest, other]),
            Settled = Settled("name:Guest", Ana.Id),
        };

        var collected = AttendanceUnion.Settle(session);

        Assert.Equal(75, Minutes(collected, Ana));
        Assert.Equal([other], collected.Unmatched);
        Assert.NotEmpty(collected.Reports);
    }

    private static ImmutableDictionary<string, LearnerId?> Settled(string key, LearnerId? learner) =>
        ImmutableDictionary<string, LearnerId?>.Empty.Add(key, learner);

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
