using NodaTime;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Tests.Planning;

public sealed class MissingTests
{
    private static readonly ReplyFacts CannotCome =
        new(ReplyAnswer.CannotCome, ReplySource.Page, Some.Start - Duration.FromDays(1));

    [Theory]
    [InlineData(AttendanceWord.Present, Attended.Present)]
    [InlineData(AttendanceWord.Missed, Attended.Missed)]
    public void The_instructors_word_stands_above_every_report(AttendanceWord word, Attended expected)
    {
        foreach (var minutes in new[] { 0, 75 })
        {
            var session = Reported(Invited() with { Word = word, Reply = CannotCome }, minutes);
            Assert.Equal(new Verdict(expected, VerdictGround.InstructorsWord), Missing.Of(session, session.Learners[0]));
        }
    }

    [Theory]
    [InlineData(38, Attended.Present)]
    [InlineData(37, Attended.Missed)]
    [InlineData(0, Attended.Missed)]
    public void Minutes_decide_by_the_courses_share(int minutes, Attended expected)
    {
        var session = Reported(Invited(), minutes);

        Assert.Equal(new Verdict(expected, VerdictGround.Reports), Missing.Of(session, session.Learners[0]));
    }

    [Fact]
    public void Who_asked_for_the_recording_and_came_after_all_was_there()
    {
        var session = Reported(Invited() with { Reply = CannotCome }, minutes: 75);

        Assert.Equal(new Verdict(Attended.Present, VerdictGround.Reports), Missing.Of(session, session.Learners[0]));
    }

    [Fact]
    public void Without_a_report_who_said_they_cannot_come_missed_it()
    {
        var session = Some.Over(Invited() with { Reply = CannotCome });

        Assert.Equal(
            new Verdict(Attended.Missed, VerdictGround.SaidCannotCome), Missing.Of(session, session.Learners[0]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(ReplyAnswer.Coming)]
    [InlineData(ReplyAnswer.Tentative)]
    public void Without_a_report_nobody_else_is_taken_for_absent(ReplyAnswer? answer)
    {
        var reply = answer is { } said ? new ReplyFacts(said, ReplySource.Mail, Some.Start) : null;
        var session = Some.Over(Invited() with { Reply = reply });

        Assert.Equal(
            new Verdict(Attended.Unknown, VerdictGround.NothingKnown), Missing.Of(session, session.Learners[0]));
    }

    [Fact]
    public void A_report_that_does_not_speak_of_an_invited_learner_says_nothing_about_them()
    {
        var session = Some.Over(Invited()) with { Attendance = new(Some.End, ["report-1"], []) };

        Assert.Equal(Attended.Unknown, Missing.Of(session, session.Learners[0]).Attended);
    }

    [Fact]
    public void Who_came_to_the_roster_after_the_session_missed_it()
    {
        var session = Some.Met(Some.Learner()) with { Attendance = new(Some.End, ["report-1"], []) };

        Assert.Equal(
            new Verdict(Attended.Missed, VerdictGround.NeverInvited), Missing.Of(session, session.Learners[0]));
    }

    private static LearnerFacts Invited() => Some.Invited(Some.Met(), Some.Learner());

    private static SessionFacts Reported(LearnerFacts learner, int minutes) =>
        Some.Over(learner with { Presence = new(Duration.FromMinutes(minutes)) }) with
        {
            Attendance = new(Some.End, ["report-1"], []),
        };
}
