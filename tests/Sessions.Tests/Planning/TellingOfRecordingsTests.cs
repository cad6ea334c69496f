using NodaTime;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Tests.Planning;

public sealed class TellingOfRecordingsTests
{
    private static readonly Instant Now = Some.End + Duration.FromHours(1);

    private static readonly LearnerFacts Absent = Some.Learner() with { Presence = new(Duration.Zero) };

    [Fact]
    public void Nobody_is_told_of_a_hidden_recording_until_it_is_published()
    {
        var hidden = Known(Absent) with { RecordingsHidden = true };

        Assert.DoesNotContain(typeof(OfferRecording), Due(hidden, Now));
        Assert.Contains(typeof(OfferRecording), Due(hidden with { RecordingsHidden = false }, Now));
    }

    [Fact]
    public void Who_said_they_cannot_come_is_told_although_no_report_came()
    {
        var asked = Some.Learner() with { Reply = new(ReplyAnswer.CannotCome, ReplySource.Page, Some.Start) };
        var silent = Some.Learner("bo@example.org");
        var unknown = Known(asked, silent) with { Attendance = null };

        var offer = Assert.Single(Plan(unknown, Now).Due.OfType<OfferRecording>());
        Assert.Equal([asked.Id], offer.Learners.Select(l => l.Id));
    }

    [Fact]
    public void A_second_part_or_a_rerender_is_moved_and_nobody_is_mailed_again()
    {
        var told = Known(Absent with { WatchLinkTold = true });
        var more = told with { Recordings = told.Recordings.Add(Some.Recording("recording-2")) };
        var whole = told with { Recordings = told.Recordings.Add(Some.Recording("recording-2", archived: true)) };

        Assert.Contains(typeof(ArchiveVideo), Due(more, Now));
        Assert.DoesNotContain(typeof(OfferRecording), Due(more, Now));
        Assert.DoesNotContain(typeof(OfferRecording), Due(whole, Now));
    }

    [Fact]
    public void A_part_that_is_awaited_holds_the_links_back_and_one_that_was_given_up_does_not()
    {
        var known = Known(Absent);
        var part = Some.Recording("recording-2");
        var awaited = known with { Recordings = known.Recordings.Add(part) };
        var given = known with { Recordings = known.Recordings.Add(part with { GivenUp = "404" }) };

        Assert.DoesNotContain(typeof(OfferRecording), Due(awaited, Now));
        Assert.DoesNotContain(typeof(Summarize), Due(awaited, Now));
        Assert.Contains(typeof(OfferRecording), Due(given, Now));
        Assert.Contains(typeof(Summarize), Due(given, Now));
    }

    [Fact]
    public void What_was_given_up_is_still_tried_as_long_as_Teams_knows_the_meeting_and_is_no_news_to_who_was_told()
    {
        var told = Known(Absent with { WatchLinkTold = true });
        var given = told with { Recordings = told.Recordings.Add(Some.Recording("recording-2") with { GivenUp = "404" }) };

        Assert.Contains(typeof(ArchiveVideo), Due(given, Some.End + Duration.FromDays(58)));
        Assert.DoesNotContain(typeof(ArchiveVideo), Due(given, Some.End + Duration.FromDays(59)));

        var late = told with { Recordings = told.Recordings.Add(Some.Recording("recording-2", archived: true)) };
        Assert.DoesNotContain(typeof(OfferRecording), Due(late, Now));
    }

    [Fact]
    public void Of_two_recordings_each_has_a_step_of_its_own()
    {
        var two = Known() with { Recordings = [Some.Recording("one"), Some.Recording("two")] };

        Assert.Equal(
            ["ArchiveVideo one", "ArchiveVideo two"], Plan(two, Now).Due.OfType<ArchiveVideo>().Select(s => s.Key));
    }

    [Fact]
    public void Of_what_Teams_rendered_twice_the_later_copy_is_shown()
    {
        var first = Some.Recording(archived: true);
        var again = first with { SourceId = "again", Video = first.Video! with { BlobName = "again.mp4", ArchivedAt = Now } };
        var part = first with { SourceId = "part", CorrelationId = "other", Created = first.Created + Duration.FromMinutes(40) };
        var session = Known() with { Recordings = [part, again, first] };

        Assert.Equal(["again", "part"], session.Watchable.Select(r => r.SourceId));

        var deleted = session with { Recordings = [part, again with { ExpiredAt = Now }, first] };
        Assert.Equal([first.SourceId, "part"], deleted.Watchable.Select(r => r.SourceId));
    }

    [Fact]
    public void The_instructor_is_told_how_it_went_once_all_is_known()
    {
        Assert.Contains(typeof(Summarize), Due(Known(), Now));
        Assert.DoesNotContain(typeof(Summarize), Due(Known() with { SummaryTold = true }, Now));
        Assert.DoesNotContain(typeof(Summarize), Due(Known() with { Attendance = null }, Now));
        Assert.DoesNotContain(typeof(Summarize), Due(Known() with { Recordings = [Some.Recording()] }, Now));
    }

    [Fact]
    public void The_summary_waits_a_day_for_captions_and_two_for_the_rest()
    {
        var bare = Known() with { Recordings = [Some.Recording(archived: true) with { Captions = null }] };
        var nothing = Some.Over();

        Assert.DoesNotContain(typeof(Summarize), Due(bare, Some.End + Duration.FromHours(23)));
        Assert.Contains(typeof(Summarize), Due(bare, Some.End + Duration.FromHours(24)));
        Assert.DoesNotContain(typeof(Summarize), Due(nothing, Some.End + Duration.FromHours(47)));
        Assert.Contains(typeof(Summarize), Due(nothing, Some.End + Duration.FromHours(48)));
    }

    [Fact]
    public void Nobody_is_told_how_it_went_weeks_ago()
    {
        var plan = Plan(Known(), Some.End + Duration.FromDays(8));

        Assert.DoesNotContain(typeof(Summarize), plan.Due.Select(s => s.GetType()));
    }

    private static SessionFacts Known(params LearnerFacts[] learners) => Some.Over(learners) with
    {
        Attendance = new(Now, ["report-1"], []),
        Recordings = [Some.Recording(archived: true)],
        Search = new(3, Now, MissingReported: false),
    };

    private static IEnumerable<Type> Due(SessionFacts session, Instant now) =>
        Plan(session, now).Due.Select(s => s.GetType());

    private static Agenda Plan(SessionFacts session, Instant now) =>
        SessionPlanner.Plan(session, LookSchedule.Default, now);
}
