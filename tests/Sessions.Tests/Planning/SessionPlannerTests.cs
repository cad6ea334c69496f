using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Tests.Planning;

public sealed class SessionPlannerTests
{
    private static readonly Instant Before = Some.Start - Duration.FromDays(14);

    [Fact]
    public void A_new_session_first_needs_its_meeting_and_nobody_is_told_before()
    {
        var plan = Plan(Some.Session(Some.Learner()), Before);

        Assert.Equal([typeof(CreateMeeting)], Kinds(plan));
    }

    [Fact]
    public void A_repeated_create_has_the_same_transaction_and_one_after_a_cancellation_another()
    {
        var session = Some.Session();
        var first = Assert.IsType<CreateMeeting>(Assert.Single(Plan(session, Before).Due));
        var again = Assert.IsType<CreateMeeting>(Assert.Single(Plan(session, Before + Duration.FromHours(1)).Due));
        var cancelled = Some.Met() with { Meeting = Some.Met().Meeting! with { Cancelled = true } };
        var anew = Assert.IsType<CreateMeeting>(Assert.Single(Plan(cancelled, Before).Due));

        Assert.Equal(first.TransactionId, again.TransactionId);
        Assert.NotEqual(first.TransactionId, anew.TransactionId);
    }

    [Fact]
    public void Each_step_of_the_meeting_is_resumed_on_its_own()
    {
        var created = Some.Met() with { Meeting = Some.Met().Meeting! with { OnlineMeetingId = null, OptionsSet = false } };
        var found = Some.Met() with { Meeting = Some.Met().Meeting! with { OptionsSet = false } };

        Assert.Equal([typeof(FindOnlineMeeting)], Kinds(Plan(created, Before)));
        Assert.Equal([typeof(SetMeetingOptions)], Kinds(Plan(found, Before)));
        Assert.Empty(Plan(Some.Met(), Before).Due);
    }

    [Fact]
    public void Learners_are_invited_once_the_meeting_has_the_wanted_hours()
    {
        var moved = Some.Met(Some.Learner()) with
        {
            Meeting = Some.Met().Meeting! with { Start = Some.Start + Duration.FromHours(1) },
        };

        Assert.Equal([typeof(UpdateMeeting)], Kinds(Plan(moved, Before)));
        Assert.Equal([typeof(Invite)], Kinds(Plan(Some.Met(Some.Learner()), Before)));
    }

    [Fact]
    public void Who_knows_is_not_told_again_and_a_reworded_description_disturbs_nobody()
    {
        var session = Some.Met(Some.Learner());
        var told = session with { Learners = [Some.Invited(session, Some.Learner(), Before)] };
        var reworded = told with { Course = told.Course with { Description = "Now without the typo" } };

        Assert.Empty(Plan(told, Before).Due);
        Assert.Empty(Plan(reworded, Before).Due);
    }

    [Fact]
    public void A_moved_session_is_told_to_those_who_know_the_old_hours()
    {
        var session = Some.Met(Some.Learner());
        var told = Some.Invited(session, Some.Learner(), Before);
        var later = Some.Hours(new(2025, 10, 23, 9, 0), new(2025, 10, 23, 10, 0));
        var moved = session with
        {
            Session = session.Session with { Time = later },
            Meeting = session.Meeting! with { Start = later.Start, End = later.End },
            Learners = [told],
        };

        var invite = Assert.IsType<Invite>(Assert.Single(Plan(moved, Before).Due));
        Assert.Equal(later.Start, invite.Content.Start);
    }

    [Fact]
    public void Who_left_the_roster_gets_a_cancellation_and_is_not_invited_again()
    {
        var session = Some.Met();
        var left = Some.Invited(session, Some.Learner(), Before) with { Left = true };

        Assert.Equal([typeof(Uninvite)], Kinds(Plan(session with { Learners = [left] }, Before)));
        var gone = left with { Invitation = left.Invitation! with { Cancelled = true } };
        Assert.Empty(Plan(session with { Learners = [gone] }, Before).Due);
    }

    [Fact]
    public void An_address_that_changed_first_loses_the_entry_and_then_gets_it()
    {
        var session = Some.Met();
        var told = Some.Invited(session, Some.Learner("old@example.org"), Before);
        var moved = told with { Learner = told.Learner with { Email = EmailAddress.Parse("new@example.org") } };
        var gone = moved with { Invitation = moved.Invitation! with { Cancelled = true } };

        Assert.Equal([typeof(Uninvite)], Kinds(Plan(session with { Learners = [moved] }, Before)));
        Assert.Equal([typeof(Invite)], Kinds(Plan(session with { Learners = [gone] }, Before)));
    }

    [Fact]
    public void An_address_in_other_letters_is_the_same_address()
    {
        var session = Some.Met();
        var told = Some.Invited(session, Some.Learner("ana@example.org"), Before);
        var capitals = told with { Learner = told.Learner with { Email = EmailAddress.Parse("Ana@Example.org") } };

        Assert.Empty(Plan(session with { Learners = [capitals] }, Before).Due);
    }

    [Fact]
    public void Who_is_to_be_told_anew_is_told_what_they_know()
    {
        var session = Some.Met();
        var told = Some.Invited(session, Some.Learner(), Before);
        var anew = told with { Invitation = told.Invitation! with { TellAnew = true } };

        Assert.Equal([typeof(Invite)], Kinds(Plan(session with { Learners = [anew] }, Before)));
    }

    [Fact]
    public void A_removed_session_loses_its_meeting_and_its_entries()
    {
        var session = Some.Met();
        var removed = session with { Removed = true, Learners = [Some.Invited(session, Some.Learner(), Before)] };

        Assert.Equal([typeof(CancelMeeting), typeof(Uninvite)], Kinds(Plan(removed, Before)));
    }

    [Fact]
    public void Reminders_come_a_day_and_an_hour_before_the_start()
    {
        var session = Some.Met();
        var told = session with { Learners = [Some.Invited(session, Some.Learner(), Before)] };

        var day = Plan(told, Before).Next;
        Assert.Equal(Some.Start - Duration.FromDays(1), day!.At);
        Assert.Equal(Period.FromDays(1), Assert.IsType<Remind>(day.Step).Before);

        var hour = Plan(told, Some.Start - Duration.FromHours(1)).Due;
        Assert.Equal(Period.FromHours(1), Assert.IsType<Remind>(Assert.Single(hour)).Before);
    }

    [Fact]
    public void An_overdue_reminder_is_sent_late_but_never_after_the_start()
    {
        var session = Some.Met();
        var told = session with { Learners = [Some.Invited(session, Some.Learner(), Before)] };

        Assert.Equal([typeof(Remind)], Kinds(Plan(told, Some.Start - Duration.FromMinutes(1))));
        Assert.DoesNotContain(typeof(Remind), Kinds(Plan(told, Some.Start)));
    }

    [Fact]
    public void Who_was_invited_after_a_reminders_hour_is_not_reminded_of_what_they_just_read()
    {
        var session = Some.Met();
        var late = Some.Start - Duration.FromMinutes(30);
        var told = session with { Learners = [Some.Invited(session, Some.Learner(), late)] };

        Assert.Empty(Plan(told, late).Due);
    }

    [Fact]
    public void Reminders_are_due_anew_when_the_session_moves()
    {
        var session = Some.Met();
        var reminded = Some.Invited(session, Some.Learner(), Before) with
        {
            RemindersTold = [session.ReminderKey(Period.FromDays(1))],
        };
        var later = Some.Hours(new(2025, 10, 29, 10, 0), new(2025, 10, 29, 11, 0));
        var moved = session with
        {
            Session = session.Session with { Time = later },
            Meeting = session.Meeting! with { Start = later.Start, End = later.End },
        };
        moved = moved with { Learners = [Some.Invited(moved, reminded, Before)] };

        Assert.Equal([typeof(Remind)], Kinds(Plan(moved, later.Start - Duration.FromDays(1))));
    }

    [Fact]
    public void A_day_before_is_the_same_hour_by_the_wall_clock_across_a_clock_change()
    {
        // Clocks go back on 2 November 2025: the day before the session has 25 hours.
        var hours = Some.Hours(new(2025, 11, 2, 10, 0), new(2025, 11, 2, 11, 0));

        Assert.Equal(Instant.FromUtc(2025, 11, 1, 17, 0), TellingLearners.RemindAt(hours, Period.FromDays(1)));
        Assert.Equal(Instant.FromUtc(2025, 11, 1, 18, 0), TellingLearners.RemindAt(hours, Period.FromHours(24)));
    }

    [Fact]
    public void After_the_end_looks_grow_apart_from_LookEvery_to_LookLongest()
    {
        var looks = new List<Duration>();
        var session = Some.Over();
        for (var made = 0; made < 8; made++)
        {
            var at = NextLook(session);
            looks.Add(at - Some.End);
            session = session with { Search = new(made + 1, at, MissingReported: false) };
        }

        Assert.Equal([5, 7, 11, 19, 35, 65, 95, 125], looks.Select(l => (int)l.TotalMinutes));
    }

    [Fact]
    public void A_recording_that_never_comes_is_reported_once_and_still_looked_for_daily_until_Teams_forgets_it()
    {
        var given = Some.End + Duration.FromDays(2);
        var session = Some.Over() with { Search = new(100, given, MissingReported: false) };
        Assert.Contains(typeof(ReportMissing), Kinds(Plan(session, given)));

        var reported = session with { Search = session.Search with { MissingReported = true } };
        Assert.DoesNotContain(typeof(ReportMissing), Kinds(Plan(reported, given)));
        Assert.Equal(given + Duration.FromDays(1), NextLook(reported));

        var old = reported with { Search = reported.Search with { LastLook = Some.End + Duration.FromDays(58.5) } };
        Assert.Null(Plan(old, Some.End + Duration.FromDays(58.5)).Next);
    }

    [Fact]
    public void What_is_announced_is_looked_for_at_once_however_far_the_next_look_was_and_only_once()
    {
        var announced = Some.End + Duration.FromMinutes(50);
        var searched = Some.Over() with { Search = new(6, Some.End + Duration.FromMinutes(35), MissingReported: false) };
        Assert.DoesNotContain(typeof(LookForArtifacts), Kinds(Plan(searched, announced)));

        var anew = searched with { Search = new(0, SearchFacts.LongAgo(Some.Start), MissingReported: false) };
        Assert.Contains(typeof(LookForArtifacts), Kinds(Plan(anew, announced)));
        var complete = Done(Some.Learner());
        complete = complete with { Search = complete.Search with { Looks = 0, LastLook = SearchFacts.LongAgo(Some.Start) } };
        Assert.Contains(typeof(LookForArtifacts), Kinds(Plan(complete, announced)));

        var looked = anew with { Search = new(1, announced, MissingReported: false) };
        Assert.DoesNotContain(typeof(LookForArtifacts), Kinds(Plan(looked, announced)));
        Assert.Equal(announced + Duration.FromMinutes(2), NextLook(looked));
    }

    [Fact]
    public void Once_everything_is_there_a_look_a_day_is_enough_then_one_a_week_and_then_none()
    {
        var done = Done(Some.Learner());
        Assert.Equal(done.Search.LastLook + Duration.FromDays(1), NextLook(done));

        var later = done with { Search = done.Search with { LastLook = Some.End + Duration.FromDays(3) } };
        Assert.Equal(Some.End + Duration.FromDays(10), NextLook(later));

        var expired = done with { Search = done.Search with { LastLook = Some.End + Duration.FromDays(53) } };
        Assert.IsType<VerifyRecording>(Plan(expired, Some.End + Duration.FromDays(53)).Next?.Step);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(37, true)]
    [InlineData(37.49, true)]
    [InlineData(37.5, false)]
    [InlineData(38, false)]
    [InlineData(75, false)]
    public void The_link_goes_to_those_below_the_share_of_the_sessions_length(double minutes, bool offered)
    {
        var learner = Some.Learner() with { Presence = new(Duration.FromMinutes(minutes)) };

        Assert.Equal(offered, Kinds(Plan(Done(learner), Now)).Contains(typeof(OfferRecording)));
    }

    [Fact]
    public void Without_a_report_nobody_is_taken_for_absent()
    {
        var unknown = Done(Some.Learner()) with { Attendance = null };

        Assert.DoesNotContain(typeof(OfferRecording), Kinds(Plan(unknown, Now)));
    }

    [Fact]
    public void The_instructor_is_asked_once_who_came_when_no_report_has_come_in_a_day()
    {
        var unknown = Done(Some.Learner()) with { Attendance = null };
        var asked = unknown with { Search = unknown.Search with { AttendanceAsked = true } };
        var answered = unknown with { Learners = [unknown.Learners[0] with { Word = AttendanceWord.Present }] };
        var at = Some.End + Duration.FromDays(1);

        Assert.DoesNotContain(typeof(AskWhoCame), Kinds(Plan(unknown, at - Duration.FromMinutes(1))));
        Assert.Contains(typeof(AskWhoCame), Kinds(Plan(unknown, at)));
        Assert.DoesNotContain(typeof(AskWhoCame), Kinds(Plan(asked, at)));
        Assert.DoesNotContain(typeof(AskWhoCame), Kinds(Plan(answered, at)));
        Assert.DoesNotContain(typeof(AskWhoCame), Kinds(Plan(Done(Some.Learner()), at)));
    }

    [Fact]
    public void Reports_are_united_once_more_when_somebody_in_them_was_settled()
    {
        var settled = Done(Some.Learner()) with { Attendance = new(Now, [], []) };

        Assert.Contains(typeof(ReuniteAttendance), Kinds(Plan(settled, Now)));
        Assert.DoesNotContain(typeof(ReuniteAttendance), Kinds(Plan(Done(Some.Learner()), Now)));
    }

    [Theory]
    [InlineData(AttendanceWord.Present, 0, false)]
    [InlineData(AttendanceWord.Missed, 75, true)]
    public void The_instructors_word_stands_above_the_reports(AttendanceWord word, int minutes, bool offered)
    {
        var learner = Some.Learner() with { Presence = new(Duration.FromMinutes(minutes)), Word = word };
        var unknown = Done(learner) with { Attendance = null };

        Assert.Equal(offered, Kinds(Plan(Done(learner), Now)).Contains(typeof(OfferRecording)));
        Assert.Equal(offered, Kinds(Plan(unknown, Now)).Contains(typeof(OfferRecording)));
    }

    [Fact]
    public void The_link_waits_until_every_recording_can_be_watched_and_goes_once()
    {
        var learner = Some.Learner();
        var half = Done(learner) with { Recordings = [Some.Recording(archived: true), Some.Recording("recording-2")] };
        Assert.DoesNotContain(typeof(OfferRecording), Kinds(Plan(half, Now)));

        Assert.DoesNotContain(typeof(OfferRecording), Kinds(Plan(Done(learner with { WatchLinkTold = true }), Now)));
    }

    [Theory]
    [InlineData(NotifyWhom.Everyone, 2)]
    [InlineData(NotifyWhom.Missed, 1)]
    [InlineData(NotifyWhom.Nobody, 0)]
    public void The_course_says_who_is_told_of_the_recording(NotifyWhom whom, int told)
    {
        var session = Done(Some.Learner("ana@example.org") with { Presence = new(Duration.Zero) }, Some.Learner("bo@example.org") with
        {
            Presence = new(Some.FirstHours.Length),
        });
        session = session with
        {
            Course = session.Course with { Policy = session.Course.Policy with { Notify = whom } },
        };

        Assert.Equal(told, Plan(session, Now).Due.OfType<OfferRecording>().Sum(o => o.Learners.Length));
    }

    [Fact]
    public void A_session_that_was_over_before_it_was_accepted_asks_for_nothing()
    {
        var plan = Plan(Some.Session(Some.Learner()), Some.End + Duration.FromDays(1));

        Assert.Empty(plan.Due);
        Assert.Null(plan.Next);
    }

    private static Instant Now => Some.End + Duration.FromHours(1);

    private static SessionFacts Done(params LearnerFacts[] learners) => Some.Over(learners) with
    {
        Attendance = new(Now, ["report-1"], []),
        Recordings = [Some.Recording(archived: true)],
        Search = new(3, Now, MissingReported: false),
    };

    private static Instant NextLook(SessionFacts session)
    {
        var next = Plan(session, session.Search.LastLook ?? Some.End).Next;
        Assert.IsType<LookForArtifacts>(next?.Step);
        return next.At;
    }

    private static Agenda Plan(SessionFacts session, Instant now) =>
        SessionPlanner.Plan(session, LookSchedule.Default, now);

    private static IEnumerable<Type> Kinds(Agenda plan) => plan.Due.Select(s => s.GetType());
}
