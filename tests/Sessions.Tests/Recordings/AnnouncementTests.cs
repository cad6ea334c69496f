using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

public sealed class AnnouncementTests
{
    private static readonly EmailAddress Ada = EmailAddress.Parse("ada@example.org");

    [Theory]
    [InlineData("users('u')/onlineMeetings('MSo=')/recordings('r')", "MSo=")]
    [InlineData("communications/onlineMeetings('MSo=')/transcripts('t')", "MSo=")]
    [InlineData("communications/OnlineMeetings/MSo%3D/recordings/r", "MSo=")]
    [InlineData("users/u/onlineMeetings/MSo=/recordings/r", "MSo=")]
    [InlineData("users('u')/onlineMeetings/getAllRecordings", null)]
    [InlineData("https://evil.example/onlineMeetings", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_meeting_is_read_from_the_resource_if_it_is_there(string? resource, string? meeting) =>
        Assert.Equal(new Announcement(Ada, meeting), Announcement.Of(Ada, resource));

    [Fact]
    public void A_resource_without_end_is_not_searched() =>
        Assert.Null(Announcement.Of(Ada, "onlineMeetings/" + new string('a', 5000) + "/").OnlineMeetingId);

    [Fact]
    public void The_meetings_own_session_is_concerned_even_if_nothing_of_it_is_missing()
    {
        var (named, other) = (Session("m1", complete: true), Session("m2", complete: false));

        Assert.Equal([named], Announcement.Of(Ada, "onlineMeetings('m1')/x").Concerned([named, other], SampleSession.Now));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData(null)]
    public void For_another_meeting_every_waiting_session_of_the_organizer_is_concerned(string? meeting)
    {
        var (done, waiting) = (Session("m1", complete: true), Session("m2", complete: false));

        Assert.Equal([waiting], new Announcement(Ada, meeting).Concerned([done, waiting], SampleSession.Now));
    }

    [Fact]
    public void Nothing_of_another_organizer_is_concerned() => Assert.Empty(
        new Announcement(EmailAddress.Parse("eve@example.org"), "m1")
            .Concerned([Session("m1", complete: false)], SampleSession.Now));

    [Fact]
    public void A_session_that_is_ahead_removed_cancelled_or_long_over_is_not_concerned()
    {
        var session = Session("m1", complete: false);
        var announced = new Announcement(Ada, "m1");

        Assert.Empty(announced.Concerned([session], SampleSession.End - Duration.Epsilon));
        Assert.NotEmpty(announced.Concerned([session], SampleSession.End));
        Assert.Empty(announced.Concerned([session], SampleSession.End + Duration.FromDays(59)));
        Assert.Empty(announced.Concerned([session with { Removed = true }], SampleSession.Now));
        Assert.Empty(announced.Concerned([session with { Meeting = null }], SampleSession.Now));
        Assert.Empty(announced.Concerned(
            [session with { Meeting = session.Meeting! with { Cancelled = true } }], SampleSession.Now));
    }

    private static SessionFacts Session(string meeting, bool complete)
    {
        var file = new ArchivedFile("a", 1, "b", SampleSession.Now);
        var facts = SampleSession.Facts(SampleSession.Recording with { Video = file, Captions = complete ? file : null });
        return facts with
        {
            Meeting = SampleSession.Meeting with { OnlineMeetingId = meeting },
            Attendance = new(SampleSession.Now, [], []),
        };
    }
}
