using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

public sealed class SubscriptionPlannerTests
{
    private static readonly Duration Follow = Duration.FromDays(2);

    private static readonly EmailAddress Ada = EmailAddress.Parse("ada@example.org");

    [Theory]
    [InlineData(-25, false)]
    [InlineData(-24, true)]
    [InlineData(0, true)]
    [InlineData(48, true)]
    [InlineData(49, false)]
    public void An_organizer_has_both_from_a_day_before_a_session_until_nothing_is_waited_for(int hours, bool wanted)
    {
        var plan = Plan([], SampleSession.Start + Duration.FromHours(hours));

        Assert.Equal(
            wanted ? [(Ada, Announced.Recordings), (Ada, Announced.Transcripts)] : [], plan.Missing.AsEnumerable());
    }

    [Fact]
    public void One_organizer_of_many_sessions_has_one_of_each()
    {
        var plan = SubscriptionPlanner.Plan(
            [SampleSession.Facts(), SampleSession.Facts()], [], Follow, reachable: true, asked: false, SampleSession.Start);

        Assert.Equal(2, plan.Missing.Length);
    }

    [Fact]
    public void A_removed_session_and_one_without_a_meeting_want_none()
    {
        var removed = SampleSession.Facts() with { Removed = true };
        var bare = SampleSession.Facts() with { Meeting = null };
        var cancelled = SampleSession.Facts() with { Meeting = SampleSession.Meeting with { Cancelled = true } };

        Assert.Empty(SubscriptionPlanner.Plan(
            [removed, bare, cancelled], [], Follow, reachable: true, asked: false, SampleSession.Start).Missing);
    }

    [Fact]
    public void Where_Graph_cannot_reach_us_there_is_none_and_what_is_left_is_ended()
    {
        var left = Kept("a", Announced.Recordings, Duration.FromDays(2));

        var plan = SubscriptionPlanner.Plan(
            [SampleSession.Facts()], [left], Follow, reachable: false, asked: true, SampleSession.Start);

        Assert.Empty(plan.Missing);
        Assert.Empty(plan.Renewable);
        Assert.Equal([left], plan.Needless);
        Assert.Null(plan.Next);
    }

    [Theory]
    [InlineData(25, false, false)]
    [InlineData(24, false, true)]
    [InlineData(70, true, true)]
    public void One_is_renewed_a_day_before_it_ends_and_when_somebody_asks(int hours, bool asked, bool renewed)
    {
        var kept = Kept("a", Announced.Recordings, Duration.FromHours(hours));

        var plan = SubscriptionPlanner.Plan(
            [SampleSession.Facts()], [kept], Follow, reachable: true, asked, SampleSession.Start);

        Assert.Equal(renewed ? [kept] : [], plan.Renewable.AsEnumerable());
        Assert.Equal([(Ada, Announced.Transcripts)], plan.Missing);
        Assert.Empty(plan.Needless);
    }

    [Fact]
    public void An_expired_one_a_second_one_a_strangers_and_an_unknown_kind_are_ended()
    {
        var good = Kept("a", Announced.Recordings, Duration.FromDays(2));
        Subscription[] bad =
        [
            Kept("expired", Announced.Transcripts, Duration.Zero), good with { Id = "second" },
            good with { Id = "other", Organizer = EmailAddress.Parse("ben@example.org") },
            good with { Id = "unknown", Resource = "chats" },
        ];

        var plan = Plan([good, .. bad], SampleSession.Start);

        Assert.Equal(bad, plan.Needless);
        Assert.Equal([(Ada, Announced.Transcripts)], plan.Missing);
    }

    [Fact]
    public void It_is_looked_at_hourly_and_when_one_is_to_be_renewed()
    {
        var soon = Kept("a", Announced.Recordings, Duration.FromDays(1) + Duration.FromMinutes(10));

        Assert.Equal(SampleSession.Start + Duration.FromHours(1), Plan([], SampleSession.Start).Next);
        Assert.Equal(SampleSession.Start + Duration.FromMinutes(10), Plan([soon], SampleSession.Start).Next);
    }

    private static SubscriptionPlan Plan(Subscription[] kept, Instant now) => SubscriptionPlanner.Plan(
        [SampleSession.Facts()], kept, Follow, reachable: true, asked: false, now);

    private static Subscription Kept(string id, Announced what, Duration left) =>
        new(id, Ada, what.ToString(), "hash", SampleSession.Start + left);
}
