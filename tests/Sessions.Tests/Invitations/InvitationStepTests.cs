using NodaTime;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Tests.Invitations;

public sealed class InvitationStepTests
{
    private static readonly Instant Now = Instant.FromUtc(2025, 10, 1, 16, 0) + Duration.FromMilliseconds(750);

    private static readonly InvitationFacts Told = new(
        "fixed@example.org", 4, Samples.Stamp, Samples.First, Cancelled: false, Samples.Stamp,
        Samples.Facts(invitation: null).Learner.Email);

    [Fact]
    public void The_first_invitation_begins_the_sequence_at_zero_in_a_whole_second()
    {
        var learner = Samples.Facts(invitation: null);

        Assert.Equal(
            [
                new InvitationQueued(
                    Samples.AnaId, ITipMethod.Request, Samples.Uid, 0, Instant.FromUtc(2025, 10, 1, 16, 0),
                    Samples.First, First: true),
            ],
            InvitationStep.Invite(Samples.Session(learner), new Invite([learner], Samples.First), Now));
    }

    [Fact]
    public void Duplicates_on_reschedule_cannot_happen_because_the_UID_is_the_stored_one()
    {
        var learner = Samples.Facts(Told);
        var later = Now + Duration.FromHours(1);

        Assert.Equal(
            [
                new InvitationQueued(
                    Samples.AnaId, ITipMethod.Request, "fixed@example.org", 5, Instant.FromUtc(2025, 10, 1, 17, 0),
                    Samples.Second, First: false),
            ],
            InvitationStep.Invite(Samples.Session(learner), new Invite([learner], Samples.Second), later));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3600)]
    [InlineData(1)]
    public void An_update_is_not_ignored_for_a_stamp_that_did_not_rise(int clockMoved)
    {
        var learner = Samples.Facts(Told);

        var facts = InvitationStep.Invite(
            Samples.Session(learner), new Invite([learner], Samples.Second),
            Told.Stamp + Duration.FromSeconds(clockMoved));

        Assert.Equal(
            Told.Stamp + Duration.FromSeconds(1), Assert.IsType<InvitationQueued>(Assert.Single(facts)).Stamp);
    }

    [Fact]
    public void A_cancellation_takes_back_what_was_told_with_a_higher_sequence()
    {
        var learner = Samples.Facts(Told);

        Assert.Equal(
            [
                new InvitationQueued(
                    Samples.AnaId, ITipMethod.Cancel, "fixed@example.org", 5, Told.Stamp + Duration.FromSeconds(1),
                    Told.Told, First: false),
            ],
            InvitationStep.Uninvite(Samples.Session(learner), new Uninvite([learner]), Now));
    }

    [Fact]
    public void Under_another_address_the_same_entry_is_a_first_invitation_again()
    {
        var learner = Samples.Facts(Told with { Cancelled = true, To = EmailAddress.Parse("before@example.net") });

        var fact = Assert.IsType<InvitationQueued>(Assert.Single(InvitationStep.Invite(
            Samples.Session(learner), new Invite([learner], Samples.First), Now)));

        Assert.Equal(("fixed@example.org", 5, true), (fact.Uid, fact.Sequence, fact.First));
        var draft = OutboxDraft.From(Samples.Session(learner), fact, Now)!;
        Assert.Equal((MessageKind.Invitation, learner.Learner.Email), (draft.Kind, draft.To));
    }

    [Fact]
    public void An_entry_is_taken_from_the_address_under_which_it_stands()
    {
        var before = EmailAddress.Parse("before@example.net");
        var learner = Samples.Facts(Told with { To = before });
        var session = Samples.Session(learner);

        var fact = Assert.Single(InvitationStep.Uninvite(session, new Uninvite([learner]), Now));

        Assert.Equal(before, OutboxDraft.From(session, fact, Now)!.To);
    }

    [Fact]
    public void Nobody_without_an_entry_is_sent_a_cancellation()
    {
        LearnerFacts[] learners = [Samples.Facts(invitation: null), Samples.Facts(Told with { Cancelled = true })];

        Assert.Empty(
            InvitationStep.Uninvite(Samples.Session([.. learners]), new Uninvite([.. learners]), Now));
    }

    [Fact]
    public void An_entry_that_stands_again_keeps_its_UID_and_outranks_the_cancellation()
    {
        var learner = Samples.Facts(Told with { Cancelled = true });

        var fact = Assert.IsType<InvitationQueued>(Assert.Single(InvitationStep.Invite(
            Samples.Session(learner), new Invite([learner], Samples.First), Now)));

        Assert.Equal(("fixed@example.org", 5, false), (fact.Uid, fact.Sequence, fact.First));
    }

    [Fact]
    public void A_reminder_is_queued_for_each_learner()
    {
        var learner = Samples.Facts(Told);

        Assert.Equal(
            [new ReminderQueued(Samples.AnaId, Period.FromHours(1))],
            InvitationStep.Remind(new Remind([learner], Period.FromHours(1))));
    }

    [Fact]
    public void Two_learners_have_two_UIDs()
    {
        var other = Samples.Facts(invitation: null) with
        {
            Id = new LearnerId(Guid.Parse("0198c0de-0000-7000-8000-000000000002")),
        };

        Assert.Equal(
            "you-are-here.session-1.0198c0de000070008000000000000002@example.org",
            InvitationStep.UidFor(Samples.Session(other), other));
    }
}
