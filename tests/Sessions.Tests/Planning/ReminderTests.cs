using NodaTime;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Tests.Planning;

/// <summary>Reminders follow the session, come late rather than never, and never after the start.</summary>
public sealed class ReminderTests
{
    private static readonly Instant Before = Some.Start - Duration.FromDays(14);

    private static readonly Instant DayBefore = Some.Start - Duration.FromDays(1);

    [Fact]
    public void A_worker_that_was_away_for_both_sends_the_last_one_alone()
    {
        var reminder = Assert.Single(Reminders(Told(Answered(null)), Some.Start - Duration.FromMinutes(20)));

        Assert.Equal(Period.FromHours(1), reminder.Before);
    }

    [Fact]
    public void A_session_moved_nearer_than_its_reminder_is_reminded_of_at_once()
    {
        var sooner = Some.Hours(new(2025, 10, 15, 10, 0), new(2025, 10, 15, 11, 0));
        var session = Some.Met();
        var moved = session with
        {
            Session = session.Session with { Time = sooner },
            Meeting = session.Meeting! with { Start = sooner.Start, End = sooner.End },
        };
        moved = moved with { Learners = [Some.Invited(moved, Some.Learner(), Before)] };

        var reminder = Assert.Single(Reminders(moved, sooner.Start - Duration.FromHours(6)));

        Assert.Equal(Period.FromDays(1), reminder.Before);
    }

    [Fact]
    public void A_cancelled_session_reminds_nobody()
    {
        var removed = Told(Answered(null)) with { Removed = true };

        Assert.Empty(Reminders(removed, DayBefore));
        Assert.Empty(Reminders(removed, Some.Start - Duration.FromMinutes(1)));
    }

    [Fact]
    public void Who_asked_for_the_recording_is_not_reminded_to_join()
    {
        var both = Told(Answered(ReplyAnswer.CannotCome), Some.Learner("ben@example.org"));

        var reminder = Assert.Single(Reminders(both, DayBefore));

        Assert.Equal("ben@example.org", Assert.Single(reminder.Learners).Learner.Email.Value);
    }

    [Theory]
    [InlineData(ReplyAnswer.Coming)]
    [InlineData(ReplyAnswer.Tentative)]
    public void Who_comes_after_all_is_reminded_even_late(ReplyAnswer answer) =>
        Assert.Single(Reminders(Told(Answered(answer)), DayBefore + Duration.FromHours(3)));

    [Fact]
    public void An_answer_that_calls_off_the_only_reminder_leaves_the_start_as_what_comes_next() =>
        Assert.IsType<NoteStart>(
            SessionPlanner.Plan(Told(Answered(ReplyAnswer.CannotCome)), LookSchedule.Default, Before).Next?.Step);

    private static LearnerFacts Answered(ReplyAnswer? answer) => Some.Learner() with
    {
        Reply = answer is { } said ? new(said, ReplySource.Page, Before) : null,
    };

    private static SessionFacts Told(params LearnerFacts[] learners)
    {
        var session = Some.Met();
        return session with { Learners = [.. learners.Select(l => Some.Invited(session, l, Before))] };
    }

    private static IEnumerable<Remind> Reminders(SessionFacts session, Instant now) =>
        SessionPlanner.Plan(session, LookSchedule.Default, now).Due.OfType<Remind>();
}
