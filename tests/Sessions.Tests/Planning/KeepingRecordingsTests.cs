using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Tests.Planning;

public sealed class KeepingRecordingsTests
{
    // A year after it was archived, at the session's end: 22 October 2026, 11:15 PDT.
    private static readonly Instant Expiry = Instant.FromUtc(2026, 10, 22, 18, 15);

    private static readonly Instant Warning = Expiry - Duration.FromDays(14);

    private static readonly LearnerFacts Ana = Some.Learner("ana@example.org") with
    {
        WatchLinkTold = true,
        Presence = new(Duration.Zero),
    };

    [Fact]
    public void A_recording_is_deleted_when_the_courses_time_for_it_is_over_and_not_before()
    {
        var session = Kept(Ana with { ExpiryTold = true, ExpiresAsTold = Expiry });

        Assert.DoesNotContain(typeof(ExpireRecording), Due(session, Expiry - Duration.FromSeconds(1)));
        Assert.Contains(typeof(ExpireRecording), Due(session, Expiry));
        Assert.Equal(Expiry, KeepingRecordings.ExpiresAt(session));
    }

    [Fact]
    public void Who_was_offered_it_and_has_not_watched_is_warned_once_two_weeks_before()
    {
        var watched = Some.Learner("bo@example.org") with { WatchLinkTold = true, Watched = new(Duration.FromHours(1), Some.End) };
        var started = Some.Learner("cy@example.org") with { WatchLinkTold = true, Watched = new(Duration.FromMinutes(1), null) };
        var there = Some.Learner("di@example.org") with { Presence = new(Some.FirstHours.Length) };
        var gone = Some.Learner("ed@example.org") with { WatchLinkTold = true, Left = true };
        var session = Kept(Ana, watched, started, there, gone);

        Assert.DoesNotContain(typeof(WarnOfExpiry), Due(session, Warning - Duration.FromSeconds(1)));
        var warning = Assert.Single(Plan(session, Warning).Due.OfType<WarnOfExpiry>());
        Assert.Equal([Ana.Id, started.Id], warning.Learners.Select(l => l.Id));
        Assert.Equal(Expiry, warning.ExpiresAt);

        Assert.DoesNotContain(typeof(WarnOfExpiry), Due(Kept(Ana with { ExpiryTold = true }), Warning));
    }

    [Fact]
    public void Of_a_short_time_a_quarter_is_left_after_the_warning()
    {
        var session = Kept(Period.FromDays(8), Ana);
        var (archived, due) = (Some.End, Some.End + Duration.FromDays(8));

        Assert.DoesNotContain(typeof(WarnOfExpiry), Due(session, archived + Duration.FromDays(5.9)));
        Assert.Equal(due, Assert.Single(Plan(session, archived + Duration.FromDays(6)).Due.OfType<WarnOfExpiry>()).ExpiresAt);
    }

    [Fact]
    public void Who_is_warned_late_has_as_long_left_as_the_others()
    {
        var late = Expiry + Duration.FromDays(3);
        var plan = Plan(Kept(Ana), late);

        Assert.Equal(late + Duration.FromDays(14), Assert.Single(plan.Due.OfType<WarnOfExpiry>()).ExpiresAt);
        Assert.DoesNotContain(typeof(ExpireRecording), plan.Due.Select(s => s.GetType()));

        var told = Kept(Ana with { ExpiryTold = true, ExpiresAsTold = late + Duration.FromDays(14) });
        Assert.DoesNotContain(typeof(ExpireRecording), Due(told, late));
        Assert.Contains(typeof(ExpireRecording), Due(told, late + Duration.FromDays(14)));
    }

    [Fact]
    public void A_lengthened_time_holds_although_the_end_was_told_and_who_was_told_it_is_told_the_new_one_once()
    {
        var later = Instant.FromUtc(2027, 10, 22, 18, 15);
        var session = Kept(Period.FromYears(2), Ana with { ExpiryTold = true, ExpiresAsTold = Expiry });

        Assert.DoesNotContain(typeof(ExpireRecording), Due(session, Expiry));
        Assert.DoesNotContain(typeof(WarnOfExpiry), Due(session, later - Duration.FromDays(14) - Duration.FromSeconds(1)));
        var again = Assert.Single(Plan(session, later - Duration.FromDays(14)).Due.OfType<WarnOfExpiry>());
        Assert.Equal((Ana.Id, later), (Assert.Single(again.Learners).Id, again.ExpiresAt));

        var told = Kept(Period.FromYears(2), Ana with { ExpiryTold = true, ExpiresAsTold = later });
        Assert.DoesNotContain(typeof(WarnOfExpiry), Due(told, later));
        Assert.Contains(typeof(ExpireRecording), Due(told, later));
    }

    [Fact]
    public void Of_a_shortened_time_the_day_that_was_told_holds_and_nobody_is_told_another()
    {
        var newcomer = Some.Learner("bo@example.org") with { WatchLinkTold = true };
        var session = Kept(Period.FromMonths(6), Ana with { ExpiryTold = true, ExpiresAsTold = Expiry }, newcomer);

        var before = Due(session, Warning - Duration.FromSeconds(1)).ToList();
        Assert.DoesNotContain(typeof(WarnOfExpiry), before);
        Assert.DoesNotContain(typeof(ExpireRecording), before);
        var warning = Assert.Single(Plan(session, Warning).Due.OfType<WarnOfExpiry>());
        Assert.Equal((newcomer.Id, Expiry), (Assert.Single(warning.Learners).Id, warning.ExpiresAt));
    }

    [Fact]
    public void Who_was_told_in_time_is_not_told_again_because_another_was_told_late()
    {
        var late = Ana with { ExpiryTold = true, ExpiresAsTold = Expiry + Duration.FromDays(7) };
        var timely = Some.Learner("bo@example.org") with { WatchLinkTold = true, ExpiryTold = true, ExpiresAsTold = Expiry };

        Assert.DoesNotContain(typeof(WarnOfExpiry), Due(Kept(late, timely), Expiry));
    }

    [Fact]
    public void Of_a_hidden_recording_nobody_is_warned_and_it_is_deleted_all_the_same()
    {
        var hidden = Kept(Ana) with { RecordingsHidden = true };

        Assert.DoesNotContain(typeof(WarnOfExpiry), Due(hidden, Warning));
        Assert.Contains(typeof(ExpireRecording), Due(hidden, Expiry));

        var published = hidden with { RecordingsHidden = false };
        Assert.DoesNotContain(typeof(ExpireRecording), Due(published, Expiry));
        Assert.Contains(typeof(WarnOfExpiry), Due(published, Expiry));
    }

    [Fact]
    public void What_was_deleted_is_neither_deleted_nor_checked_nor_offered_again()
    {
        var session = Kept(Some.Learner() with { Presence = new(Duration.Zero) });
        var expired = session with { Recordings = [session.Recordings[0] with { ExpiredAt = Expiry }] };

        var plan = Plan(expired, Expiry + Duration.FromDays(365));

        Assert.Empty(plan.Due);
        Assert.Null(plan.Next);
        Assert.Null(KeepingRecordings.ExpiresAt(expired));
    }

    [Fact]
    public void The_recordings_of_a_session_that_was_taken_back_are_kept_and_deleted_like_the_others()
    {
        var removed = Kept() with { Removed = true };

        Assert.DoesNotContain(typeof(ExpireRecording), Due(removed, Expiry - Duration.FromSeconds(1)));
        Assert.Contains(typeof(ExpireRecording), Due(removed, Expiry));
    }

    [Fact]
    public void A_copy_is_read_again_every_quarter_of_a_year()
    {
        var first = CheckAfter(Kept());
        Assert.InRange(first - Some.End, Duration.FromDays(90), Duration.FromDays(100));

        var again = Kept() with { Recordings = [Some.Recording(archived: true) with { VerifiedAt = first }] };
        Assert.Equal(first + (first - Some.End), CheckAfter(again));
    }

    [Theory]
    [InlineData(OriginalRecording.Remove, OriginalState.Untouched, false, true)]
    [InlineData(OriginalRecording.Keep, OriginalState.Untouched, false, false)]
    [InlineData(OriginalRecording.Remove, OriginalState.Kept, false, false)]
    [InlineData(OriginalRecording.Remove, OriginalState.Removed, false, false)]
    [InlineData(OriginalRecording.Remove, OriginalState.Untouched, true, false)]
    public void The_original_goes_only_where_the_course_says_so_and_once(
        OriginalRecording policy, OriginalState state, bool byHand, bool removed)
    {
        var session = Kept();
        session = session with
        {
            Course = session.Course with { Policy = session.Course.Policy with { Original = policy } },
            Recordings = [session.Recordings[0] with { Original = state, ByHand = byHand }],
        };

        Assert.Equal(removed, Due(session, Some.End).Contains(typeof(RemoveOriginal)));
        var moving = session with { Recordings = [session.Recordings[0] with { Video = null }] };
        Assert.DoesNotContain(typeof(RemoveOriginal), Due(moving, Some.End));
        var damaged = session with { Recordings = [session.Recordings[0] with { Damage = "gone" }] };
        Assert.DoesNotContain(typeof(RemoveOriginal), Due(damaged, Some.End));
    }

    private static Instant CheckAfter(SessionFacts session)
    {
        var from = session.Recordings[0].VerifiedAt ?? Some.End;
        var next = Plan(session, from).Next!;
        Assert.IsType<VerifyRecording>(next.Step);
        return next.At;
    }

    private static SessionFacts Kept(params LearnerFacts[] learners) => Kept(Period.FromYears(1), learners);

    /// <summary>All is done and told; only the keeping is left.</summary>
    private static SessionFacts Kept(Period keep, params LearnerFacts[] learners)
    {
        var session = Some.Over(learners);
        return session with
        {
            Course = session.Course with { Policy = session.Course.Policy with { Keep = keep } },
            Attendance = new(Some.End, ["report-1"], []),
            Recordings = [Some.Recording(archived: true)],
            Search = new(9, Some.End + Duration.FromDays(58), MissingReported: false),
            SummaryTold = true,
        };
    }

    private static IEnumerable<Type> Due(SessionFacts session, Instant now) =>
        Plan(session, now).Due.Select(s => s.GetType());

    private static Agenda Plan(SessionFacts session, Instant now) =>
        SessionPlanner.Plan(session, LookSchedule.Default, now);
}
