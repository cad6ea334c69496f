using NodaTime;
using Sessions.Invitations;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Tests.Invitations;

/// <summary>
/// What users of others' software reported about their invitations, where the cause is in the order of messages. The
/// rest are in <c>Sessions.Adapters.Tests/Mail/ReportedSymptomsTests.cs</c>.
/// </summary>
public sealed class ReportedSymptomsTests
{
    /// <summary>A new UID each time (cal.diy#8010, icalendar#247).</summary>
    [Fact]
    public void Duplicates_on_reschedule()
    {
        var told = Life();

        Assert.Equal(told[0].Uid, Assert.Single(told.Select(t => t.Uid).Distinct(StringComparer.Ordinal)));
        Assert.All(told, t => Assert.Contains($"UID:{told[0].Uid}", Lines(t)));
    }

    /// <summary>SEQUENCE lower or unchanged (ics#128).</summary>
    [Fact]
    public void An_update_that_is_ignored()
    {
        var told = Life();

        Assert.Equal([0, 1, 2, 3], told.Select(t => t.Sequence));
        Assert.Equal(told.Select(t => t.Stamp).Distinct().Order(), told.Select(t => t.Stamp));
    }

    /// <summary>SEQUENCE not raised, or a REQUEST that says CANCELLED (cal.diy#29706, cal.diy#29926).</summary>
    [Fact]
    public void A_cancellation_that_is_ignored()
    {
        var (before, cancelled) = (Life()[1], Life()[2]);

        Assert.Equal((ITipMethod.Cancel, before.Uid), (cancelled.Method, cancelled.Uid));
        Assert.True(cancelled.Sequence > before.Sequence && cancelled.Stamp > before.Stamp);
        Assert.Equal(
            ["METHOD:CANCEL", "STATUS:CANCELLED"],
            Lines(cancelled).Where(l => l.Split(':')[0] is "METHOD" or "STATUS"));
    }

    /// <summary>Master and exception in one message (nextcloud/calendar#4727): each session is an entry of its own.</summary>
    [Fact]
    public void A_recurring_exception_that_Outlook_does_not_update()
    {
        var other = Samples.Session().Id with { Slug = "session-2" };
        var session = Samples.Session(Samples.Facts(invitation: null));
        var second = session with { Session = session.Session with { Id = other } };

        Assert.NotEqual(
            InvitationStep.UidFor(session, session.Learners[0]), InvitationStep.UidFor(second, second.Learners[0]));
        Assert.All(Life(), told => Assert.Single(Lines(told), l => l == "BEGIN:VEVENT"));
        Assert.DoesNotContain(
            Life().SelectMany(Lines), l => l.Split(':', ';')[0] is "RRULE" or "RDATE" or "RECURRENCE-ID");
    }

    /// <summary>Invited, moved, cancelled, invited again: what is told each time, a second or an hour apart.</summary>
    private static List<InvitationQueued> Life()
    {
        var learner = Samples.Facts(invitation: null);
        var now = Samples.Stamp;
        var told = new List<InvitationQueued>();
        for (var step = 0; step < 4; step++)
        {
            var session = Samples.Session(learner);
            var content = step == 0 ? Samples.First : Samples.Second;
            var facts = step == 2
                ? InvitationStep.Uninvite(session, new Uninvite([learner]), now)
                : InvitationStep.Invite(session, new Invite([learner], content), now);
            var fact = Assert.IsType<InvitationQueued>(Assert.Single(facts));
            told.Add(fact);
            learner = Samples.Facts(new InvitationFacts(
                fact.Uid, fact.Sequence, fact.Stamp, fact.Content, Cancelled: step == 2, Samples.Stamp,
                learner.Learner.Email));
            now += step == 0 ? Duration.Zero : Duration.FromHours(1);
        }

        return told;
    }

    private static IReadOnlyList<string> Lines(InvitationQueued told) => IcsLines.Read(InvitationCalendar.Write(
        told.Method, told.Uid, told.Sequence, told.Stamp, told.Content, Samples.Becky, Samples.Ana, Samples.Zones).Ics);
}
