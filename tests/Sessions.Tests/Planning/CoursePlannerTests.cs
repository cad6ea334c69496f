using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Planning;
using Sessions.Tests.Courses;

namespace Sessions.Tests.Planning;

public sealed class CoursePlannerTests
{
    private const string Tzdb = "TZDB: test";

    private static readonly Instant September = Instant.FromUtc(2025, 9, 1, 0, 0);

    private static readonly Course Wanted = Sample.YouAreHere();

    private static readonly Roster Twelve = Sample.Learners();

    private static readonly CourseFacts Done = Accepted(Wanted, Twelve);

    [Fact]
    public void The_real_course_is_planned_whole()
    {
        var plan = Plan(Wanted, Twelve, current: null);

        Assert.Equal(
            (Wanted.Id, "You are here", "America/Los_Angeles", Tzdb),
            (plan.Course, plan.Title, plan.Zone.Id, plan.TzdbVersion));
        Assert.Equal(
            [
                "session-1 -07 2025-10-22T17:00:00Z 2025-10-22T18:15:00Z create meeting, invite 12 learners",
                "session-2 -08 2025-11-12T18:00:00Z 2025-11-12T19:00:00Z create meeting, invite 12 learners",
            ],
            plan.Sessions.Select(s => $"{s.Id.Slug} {s.Time.Offset} {InstantPattern.General.Format(s.Time.Start)} "
                + $"{InstantPattern.General.Format(s.Time.End)} {string.Join(", ", s.Actions)}"));
        Assert.Equal(
            [
                new PlanWarning(
                    "clock-change",
                    "clocks go back on 2 November 2025 between Interactive session 1 and Interactive session 2: "
                    + "10:00 is 17:00 UTC (PDT) before and 18:00 UTC (PST) after"),
                new PlanWarning(
                    "after-course-end",
                    "Interactive session 2 ends on 12 November 2025 at 11:00, 2 days after the course ends, "
                    + "on 10 November 2025 at 12:00"),
            ],
            plan.Warnings.AsEnumerable());
        Assert.Equal(12, plan.Learners.Total);
        Assert.Equal(Twelve.Learners.Select(l => l.Email), plan.Learners.Added.AsEnumerable());
        Assert.Empty(plan.Learners.Removed);
        Assert.False(plan.ChangesNothing);
    }

    [Fact]
    public void What_is_done_already_changes_nothing()
    {
        foreach (var roster in new[] { Twelve, null })
        {
            var plan = Plan(Wanted, roster, Done);

            Assert.Equal(["session-1:", "session-2:"], Actions(plan));
            Assert.Equal(12, plan.Learners.Total);
            Assert.Empty(plan.Learners.Added);
            Assert.Empty(plan.Learners.Removed);
            Assert.True(plan.ChangesNothing);
        }
    }

    [Fact]
    public void A_new_hour_moves_the_meeting_and_updates_the_invitations() =>
        Assert.Equal(
            ["session-1: move meeting, update 12 invitations", "session-2:"],
            Actions(Plan(Edited("10:00-11:15", "10:00-11:30"), Twelve, Done)));

    [Fact]
    public void A_new_title_renames_the_meeting_and_updates_the_invitations() =>
        Assert.Equal(
            ["session-1: rename meeting, update 12 invitations", "session-2:"],
            Actions(Plan(Edited("Interactive session 1", "Welcome"), Twelve, Done)));

    [Fact]
    public void A_new_course_title_renames_the_meetings_and_bothers_nobody() =>
        Assert.Equal(
            ["session-1: rename meeting", "session-2: rename meeting"],
            Actions(Plan(Edited("You are here", "You were here"), Twelve, Done)));

    [Theory]
    [InlineData("provider: Infopeople", "provider: Other")]
    [InlineData("provider: Infopeople", "description: New")]
    [InlineData("notify: missed", "notify: everyone")]
    [InlineData("keep: P1Y", "keep: P2Y")]
    [InlineData("[P1D, PT1H]", "[PT1H]")]
    [InlineData("2025-11-10 12:00", "2025-11-30 12:00")]
    [InlineData("50%", "60%")]
    public void What_touches_no_session_is_a_change_all_the_same(string piece, string replacement)
    {
        var plan = Plan(Edited(piece, replacement), Twelve, Done);

        Assert.Equal(["session-1:", "session-2:"], Actions(plan));
        Assert.False(plan.ChangesNothing);
    }

    [Fact]
    public void A_changed_roster_invites_and_cancels_by_address()
    {
        var (gone, stays) = (Twelve.Learners[0], Twelve.Learners.RemoveAt(0));
        var added = new Learner(EmailAddress.Parse("new@example.org"), "Somebody Else", null, null);
        var plan = Plan(Wanted, new Roster(stays.Add(added)), Done);

        Assert.Equal(
            [
                "session-1: invite 1 learner, cancel 1 invitation",
                "session-2: invite 1 learner, cancel 1 invitation",
            ],
            Actions(plan));
        Assert.Equal([added.Email], plan.Learners.Added.AsEnumerable());
        Assert.Equal([gone.Email], plan.Learners.Removed.AsEnumerable());
        Assert.Equal(12, plan.Learners.Total);
    }

    [Fact]
    public void Who_is_listed_under_another_address_moves_there()
    {
        var before = Twelve.Learners[0];
        var after = before with { Email = EmailAddress.Parse("new@example.org") };
        var plan = Plan(Wanted, new Roster(Twelve.Learners.SetItem(0, after)), Done);

        Assert.Equal(["session-1: move 1 invitation", "session-2: move 1 invitation"], Actions(plan));
        Assert.Equal([new AddressMove(before.Name, before.Email, after.Email)], plan.Learners.Moved.AsEnumerable());
        Assert.Equal([after.Email], plan.Learners.Added.AsEnumerable());
        Assert.Equal([before.Email], plan.Learners.Removed.AsEnumerable());
        Assert.False(plan.ChangesNothing);
    }

    [Fact]
    public void A_changed_word_is_told_where_that_is_asked_for()
    {
        var reworded = Edited("provider: Infopeople", "provider: Infopeople\ndescription: Without the typo");

        var plan = CoursePlanner.Plan(reworded, Twelve, Done, Tzdb, September, notify: true);

        Assert.Equal(["session-1: update 12 invitations", "session-2: update 12 invitations"], Actions(plan));
        Assert.Equal(
            ["session-1:", "session-2:"],
            Actions(CoursePlanner.Plan(Wanted, Twelve, Done, Tzdb, September, notify: true)));
    }

    [Fact]
    public void A_learner_renamed_or_written_in_capitals_is_the_same_learner()
    {
        var first = Twelve.Learners[0];
        var renamed = first with { Email = EmailAddress.Parse(first.Email.Value.ToUpperInvariant()), Name = "Other" };
        var plan = Plan(Wanted, new Roster(Twelve.Learners.SetItem(0, renamed)), Done);

        Assert.Equal(["session-1:", "session-2:"], Actions(plan));
        Assert.Empty(plan.Learners.Added);
        Assert.False(plan.ChangesNothing);
    }

    [Fact]
    public void A_removed_session_is_taken_back_and_then_forgotten()
    {
        var without = Wanted with { Sessions = [Wanted.Sessions[1]] };
        var plan = Plan(without, Twelve, Done);

        Assert.Equal(["session-1: cancel meeting, cancel 12 invitations", "session-2:"], Actions(plan));
        Assert.Equal([true, false], plan.Sessions.Select(s => s.Removed));
        Assert.False(plan.ChangesNothing);

        var cancelled = Accepted(without, Twelve) with { Sessions = [Cancelled(Done.Sessions[0]), Done.Sessions[1]] };
        Assert.Equal(["session-2:"], Actions(Plan(without, Twelve, cancelled)));
        Assert.True(Plan(without, Twelve, cancelled).ChangesNothing);
    }

    [Fact]
    public void A_session_that_comes_back_is_made_anew()
    {
        var cancelled = Done with { Sessions = [Cancelled(Done.Sessions[0]), Done.Sessions[1]] };

        Assert.Equal(
            ["session-1: create meeting, invite 12 learners", "session-2:"], Actions(Plan(Wanted, Twelve, cancelled)));
    }

    [Fact]
    public void A_past_session_gets_no_action()
    {
        var after = Wanted.Sessions[0].Time.End;

        Assert.Equal(
            ["session-1:", "session-2: create meeting, invite 12 learners"],
            Actions(Plan(Wanted, Twelve, current: null, after)));
        Assert.Equal(
            ["session-1:", "session-2:"],
            Actions(Plan(Wanted with { Sessions = [Wanted.Sessions[1]] }, Twelve, Done, after)));
        Assert.Equal(
            "create meeting", Plan(Wanted, Twelve, current: null, after - Duration.Epsilon).Sessions[0].Actions[0]);
    }

    [Fact]
    public void A_past_session_is_warned_of_unless_it_took_place_as_planned()
    {
        var time = Wanted.Sessions[0].Time;
        const string Began = "it began on 22 October 2025 at 10:00";

        Assert.Equal(
            [$"Interactive session 1 is already over: {Began}"], Warnings("already-past", null, time.End));
        Assert.Equal(
            [$"Interactive session 1 has already begun: {Began}"], Warnings("already-past", null, time.Start));
        Assert.Empty(Warnings("already-past", null, time.Start - Duration.Epsilon));
        Assert.Empty(Warnings("already-past", Done, time.End));
    }

    [Fact]
    public void A_session_within_its_longest_reminder_is_soon()
    {
        var dayBefore = Wanted.Sessions[0].Time.Start - Duration.FromHours(24);

        Assert.Equal(
            ["Interactive session 1 starts on 22 October 2025 at 10:00: too late for the reminder 1 day before"],
            Warnings("soon", null, dayBefore));
        Assert.Empty(Warnings("soon", null, dayBefore - Duration.Epsilon));
    }

    [Fact]
    public void A_day_before_is_the_same_hour_of_the_day_when_the_clocks_change()
    {
        var course = Edited("2025-11-12", "2025-11-02");
        var dayBefore = course.Sessions[1].Time.Start - Duration.FromHours(25);

        Assert.Single(Plan(course, Twelve, null, dayBefore).Warnings, w => w.Code == WarningCodes.Soon);
        Assert.DoesNotContain(
            Plan(course, Twelve, null, dayBefore - Duration.Epsilon).Warnings, w => w.Code == WarningCodes.Soon);
    }

    [Fact]
    public void A_session_before_the_course_is_warned_of() =>
        Assert.Equal(
            [
                "Interactive session 1 begins on 22 October 2025 at 10:00, 1 day before the course starts, "
                + "on 23 October 2025 at 09:00",
            ],
            Plan(Edited("2025-10-14 09:00", "2025-10-23 09:00"), Twelve, null).Warnings
                .Where(w => w.Code == WarningCodes.BeforeCourseStart).Select(w => w.Message));

    [Fact]
    public void A_lone_session_is_compared_with_the_start_of_the_course() =>
        Assert.Equal(
            [
                "clocks go back on 2 November 2025 between the start of the course and Interactive session 2: "
                + "09:00 is 16:00 UTC (PDT) before and 17:00 UTC (PST) after",
            ],
            Plan(Wanted with { Sessions = [Wanted.Sessions[1]] }, Twelve, null).Warnings
                .Where(w => w.Code == WarningCodes.ClockChange).Select(w => w.Message));

    [Fact]
    public void Clocks_going_forward_are_said_to() =>
        Assert.Equal(
            [
                "clocks go forward on 29 March 2026 between Interactive session 1 and Interactive session 2: "
                + "10:00 is 09:00 UTC (CET) before and 08:00 UTC (CEST) after",
            ],
            Plan(
                Course(SampleText()
                    .Replace("America/Los_Angeles", "Europe/Berlin", StringComparison.Ordinal)
                    .Replace("2025-10-22", "2026-03-28", StringComparison.Ordinal)
                    .Replace("2025-11-12", "2026-04-04", StringComparison.Ordinal)),
                Twelve, null).Warnings.Where(w => w.Code == WarningCodes.ClockChange).Select(w => w.Message));

    [Fact]
    public void Nobody_on_the_roster_is_warned_of()
    {
        Assert.Equal(
            [new PlanWarning("no-learners", "nobody is on the roster: no invitation will be sent")],
            Plan(Wanted, roster: null, current: null).Warnings.Where(w => w.Code == WarningCodes.NoLearners));
        Assert.DoesNotContain(
            Plan(Wanted, roster: null, Done).Warnings, w => w.Code == WarningCodes.NoLearners);
    }

    private static CoursePlan Plan(Course wanted, Roster? roster, CourseFacts? current, Instant? now = null) =>
        CoursePlanner.Plan(wanted, roster, current, Tzdb, now ?? September);

    private static string[] Actions(CoursePlan plan) =>
        [.. plan.Sessions.Select(s => $"{s.Id.Slug}: {string.Join(", ", s.Actions)}".TrimEnd())];

    private static IEnumerable<string> Warnings(string code, CourseFacts? current, Instant now) =>
        Plan(Wanted, Twelve, current, now).Warnings.Where(w => w.Code == code).Select(w => w.Message);

    private static string SampleText() => Sample.Read("you-are-here.yaml").Text;

    private static Course Course(string text) => Sample.Course(text).Required;

    private static Course Edited(string piece, string replacement)
    {
        Assert.Contains(piece, SampleText(), StringComparison.Ordinal);
        return Course(SampleText().Replace(piece, replacement, StringComparison.Ordinal));
    }

    /// <summary>A course whose meetings and invitations are all done.</summary>
    private static CourseFacts Accepted(Course course, Roster roster) => new(
        course,
        [.. roster.Learners.Select((l, i) => new EnrolledLearner(Id(i), l, Left: false, LinkGeneration: 1))],
        [.. course.Sessions.Select(s => AllDone(course, s, roster))]);

    private static SessionFacts AllDone(Course course, CourseSession session, Roster roster)
    {
        var time = session.Time;
        var meeting = new MeetingFacts(
            "t", "e", "i", "https://teams.example.com/j", "o", OptionsSet: true, session.Title, time.Start, time.End,
            Cancelled: false);
        var facts = new SessionFacts(
            course, session, Removed: false, meeting, [], StartNoted: false, EndNoted: false, Attendance: null,
            SearchFacts.None, [], Version: 1);
        var told = InvitationContents.Of(facts);
        return facts with
        {
            Learners =
            [
                .. roster.Learners.Select((l, i) => new LearnerFacts(
                    Id(i), l, Left: false, LinkGeneration: 1,
                    new InvitationFacts($"u{i}", 0, September, told, Cancelled: false, September, l.Email),
                    ImmutableHashSet<string>.Empty, Presence: null, WatchLinkTold: false)),
            ],
        };
    }

    private static SessionFacts Cancelled(SessionFacts facts) => facts with
    {
        Removed = true,
        Meeting = facts.Meeting! with { Cancelled = true },
        Learners =
        [
            .. facts.Learners.Select(l => l with { Invitation = l.Invitation! with { Cancelled = true } }),
        ],
    };

    private static LearnerId Id(int i) => new(new Guid(i + 1, 0, 0, new byte[8]));
}
