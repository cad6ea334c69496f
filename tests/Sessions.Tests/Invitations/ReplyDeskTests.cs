using NodaTime;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Tests.Invitations;

public sealed class ReplyDeskTests
{
    private static readonly Instant Received = Instant.FromUtc(2025, 10, 2, 8, 1);

    private static readonly InvitationFacts Entry = new(
        Samples.Uid, 2, Samples.Stamp, Samples.First, Cancelled: false, Samples.Stamp, Samples.Learner().Email);

    [Theory]
    [InlineData("ACCEPTED", ReplyAnswer.Coming)]
    [InlineData("TENTATIVE", ReplyAnswer.Tentative)]
    [InlineData("DECLINED", ReplyAnswer.CannotCome)]
    public void An_answer_to_the_entry_as_it_stands_counts(string partStat, ReplyAnswer expected)
    {
        var ruling = Rule(Answers.Reply(partStat, sequence: "2"));

        Assert.Equal(InboxOutcome.Applied, ruling.Outcome);
        Assert.Equal(
            new ReplyReceived(Samples.AnaId, expected, ReplySource.Mail, Instant.FromUtc(2025, 10, 2, 8, 0)),
            ruling.Fact);
    }

    [Theory]
    [InlineData("DELEGATED")]
    [InlineData("NEEDS-ACTION")]
    [InlineData("X-PERHAPS")]
    public void A_word_that_is_no_answer_is_left_alone_with_its_reason(string partStat)
    {
        var ruling = Rule(Answers.Reply(partStat, sequence: "2"));

        Assert.Equal((null, InboxOutcome.Ignored), (ruling.Fact, ruling.Outcome));
        Assert.Contains(partStat, ruling.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_to_an_earlier_version_is_noted_and_does_not_count()
    {
        var ruling = Rule(Answers.Reply("DECLINED", sequence: "1"));

        Assert.Equal(new OutdatedReply(Samples.AnaId, ReplyAnswer.CannotCome), ruling.Fact);
        Assert.Equal(InboxOutcome.Applied, ruling.Outcome);
    }

    [Fact]
    public void The_newest_DTSTAMP_is_the_last_word_in_whichever_order_they_come()
    {
        var known = new ReplyFacts(ReplyAnswer.CannotCome, ReplySource.Mail, Instant.FromUtc(2025, 10, 2, 8, 0));

        Assert.Null(Rule(Answers.Reply(sequence: "2", stamp: "20251002T075959Z"), known).Fact);
        Assert.NotNull(Rule(Answers.Reply(sequence: "2", stamp: "20251002T080001Z"), known).Fact);
    }

    [Fact]
    public void The_same_answer_read_twice_changes_nothing()
    {
        var known = new ReplyFacts(ReplyAnswer.Coming, ReplySource.Mail, Instant.FromUtc(2025, 10, 2, 8, 0));

        Assert.Null(Rule(Answers.Reply(sequence: "2"), known).Fact);
    }

    [Fact]
    public void A_clock_that_runs_ahead_does_not_make_an_answer_final() =>
        Assert.Equal(Received, Assert.IsType<ReplyReceived>(
            Rule(Answers.Reply(sequence: "2", stamp: "20991231T000000Z")).Fact).SentAt);

    [Fact]
    public void An_answer_from_another_account_counts_by_its_UID_and_says_from_where()
    {
        var ruling = Rule(
            Answers.Reply(sequence: "2", attendee: "ana@gmail.example.org"), from: "ana@gmail.example.org");

        Assert.Equal("ana@gmail.example.org", Assert.IsType<ReplyReceived>(ruling.Fact).From?.Value);
        Assert.Contains("ana@gmail.example.org", ruling.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Proposed_hours_are_declined_and_never_taken()
    {
        var ruling = Rule(Answers.Reply("TENTATIVE", "COUNTER", sequence: "2"));

        Assert.Equal(
            new CounterReceived(Samples.AnaId) { SentAt = Instant.FromUtc(2025, 10, 2, 8, 0) }, ruling.Fact);
    }

    [Fact]
    public void Who_left_whose_entry_is_gone_and_who_answers_after_the_end_are_left_alone()
    {
        var answer = AnswerOf(Answers.Reply(sequence: "2"));
        var learner = Samples.Facts(Entry);

        Assert.All(
            new[]
            {
                Rule(learner with { Left = true }, answer, Received),
                Rule(learner with { Invitation = null }, answer, Received),
                Rule(learner with { Invitation = Entry with { Cancelled = true } }, answer, Received),
                Rule(learner, answer, Samples.First.End),
            },
            ruling => Assert.Equal((null, InboxOutcome.Ignored), (ruling.Fact, ruling.Outcome)));
    }

    private static Ruling Rule(string calendar, ReplyFacts? known = null, string? from = "ana.ruiz@example.net") =>
        ReplyDesk.Rule(
            Samples.Session(), Samples.Facts(Entry) with { Reply = known }, AnswerOf(calendar), from, Received);

    private static Ruling Rule(LearnerFacts learner, EntryAnswer answer, Instant received) =>
        ReplyDesk.Rule(Samples.Session(learner), learner, answer, null, received);

    private static EntryAnswer AnswerOf(string calendar) =>
        Assert.Single(Assert.IsType<Answered>(ReplySorting.Sort(Answers.Mail(calendar))).Answers);
}
