using Sessions.Invitations;

namespace Sessions.Tests.Invitations;

public sealed class ReplySortingTests
{
    [Fact]
    public void The_same_answer_inline_and_attached_is_one()
    {
        var answered = Assert.IsType<Answered>(ReplySorting.Sort(Answers.Mail(Answers.Reply(), Answers.Reply())));

        Assert.Equal((false, Samples.Uid), (Assert.Single(answered.Answers).IsCounter, answered.Answers[0].Uid));
    }

    [Fact]
    public void A_proposal_of_other_hours_is_told_from_a_reply() =>
        Assert.True(Assert.Single(Assert.IsType<Answered>(
            ReplySorting.Sort(Answers.Mail(Answers.Reply(method: "COUNTER")))).Answers).IsCounter);

    [Theory]
    [InlineData("REQUEST")]
    [InlineData("PUBLISH")]
    [InlineData("CANCEL")]
    public void A_colleagues_invitation_is_none_of_ours(string method) =>
        Assert.IsType<NotForUs>(ReplySorting.Sort(Answers.Mail(Answers.Reply(method: method))));

    [Fact]
    public void Mail_without_a_calendar_such_as_an_out_of_office_note_is_none_of_ours() =>
        Assert.IsType<NotForUs>(ReplySorting.Sort(Answers.Mail()));

    [Theory]
    [InlineData("BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:\nATTENDEE:mailto:a@example.org\nEND:VEVENT\nEND:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:x@example.org\nEND:VEVENT\nEND:VCALENDAR")]
    [InlineData("no calendar at all, though the part says method=REPLY")]
    public void A_broken_answer_is_for_a_person_to_see(string calendar) =>
        Assert.IsType<NotReadable>(ReplySorting.Sort(Answers.Mail(calendar)));

    [Fact]
    public void An_answer_that_was_cut_is_for_a_person_to_see_and_a_long_letter_is_not()
    {
        Assert.Contains("256 KiB", Assert.IsType<NotReadable>(
            ReplySorting.Sort(Answers.Mail(Answers.Reply()) with { IsCut = true })).Why, StringComparison.Ordinal);
        Assert.IsType<NotForUs>(ReplySorting.Sort(Answers.Mail() with { IsCut = true }));
    }

    [Fact]
    public void What_a_person_is_told_holds_nothing_of_the_message()
    {
        var broken = Answers.Mail("BEGIN:VCALENDAR\nMETHOD:REPLY\nCOMMENT:my secret\nEND:VCALENDAR");

        Assert.DoesNotContain(
            "secret", Assert.IsType<NotReadable>(ReplySorting.Sort(broken)).Why, StringComparison.Ordinal);
    }
}
