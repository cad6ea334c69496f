using NodaTime;
using Sessions.Hosts.Tests.Cli;
using Sessions.Hosts.Tests.Demo;

namespace Sessions.Hosts.Tests.Replies;

/// <summary>From the answer in the organizer's mailbox to what the instructor reads.</summary>
[Trait("Service", "Imap")]
public sealed class MailedAnswersTests(AnsweredServer server) : IClassFixture<AnsweredServer>
{
    [Fact]
    public async Task What_learners_calendars_answer_stands_in_status_and_log()
    {
        var course = new ComingCourse("answered") { Learners = 4 };
        await course.SetUpAsync(server.Up);
        var invited = await FirstInvitationsAsync(course);

        await server.DeliverAsync(
            MailedAnswer.Reply(invited[0], "ACCEPTED"), MailedAnswer.Reply(invited[1], "DECLINED"),
            MailedAnswer.Reply(invited[2], "TENTATIVE"));

        Assert.Equal(
            new SessionReplies(1, 1, 1, 1, course.Addresses[1]), await server.AnsweredAsync("answered", silent: 1));
        Assert.Contains(
            "1 coming, 1 maybe, 1 can't come, 1 without an answer · can't come: Learner Number 2",
            await UnwrappedAsync("status", "answered"), StringComparison.Ordinal);
        Assert.Contains(
            "can't make it, and wants the recording (by mail)",
            await UnwrappedAsync("log", "answered/s1", "--learner", course.Addresses[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_proposes_other_hours_is_told_once_that_they_stay()
    {
        var course = new ComingCourse("countered");
        await course.SetUpAsync(server.Up);
        var invited = await FirstInvitationsAsync(course);

        await server.DeliverAsync(MailedAnswer.Counter(invited[1], Duration.FromHours(2)));

        var stays = Assert.Single(await server.Up.MailsAsync("countered", "hours-stay", 1));
        Assert.Equal(
            (course.Addresses[1], "DECLINECOUNTER", invited[1].Entry.Uid, 0, course.StartOf(0)),
            (stays.To, stays.Method, stays.Entry.Uid, stays.Entry.Sequence, stays.Start));
        Assert.Equal(new SessionReplies(0, 0, 0, 3, ""), await server.AnsweredAsync("countered", silent: 3));
        Assert.Contains(
            "proposed other hours; they stay", await UnwrappedAsync("log", "countered"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_that_came_back_is_refused_once_and_mail_that_is_late_is_not()
    {
        var course = new ComingCourse("returned");
        await course.SetUpAsync(server.Up);
        var invited = await FirstInvitationsAsync(course);

        await server.DeliverAsync(
            DeliveryReports.Failed(invited[0]), DeliveryReports.Failed(invited[0]), DeliveryReports.Delayed(invited[1]),
            MailedAnswer.Reply(invited[2], "ACCEPTED"));
        await server.AnsweredAsync("returned", silent: 2);

        var status = await server.Up.StatusAsync("returned");
        var messages = status.GetProperty("messages");
        Assert.Equal((5, 1), (messages.GetProperty("sent").GetInt32(), messages.GetProperty("refused").GetInt32()));
        Assert.Contains(
            "1 message was refused", status.GetProperty("needsAttention").GetRawText(), StringComparison.Ordinal);
        Assert.Contains("1 message was refused", await UnwrappedAsync("status", "returned"), StringComparison.Ordinal);
        Assert.Single(await server.Up.EventsAsync("returned"), e => e == "warning");
        Assert.Contains(
            "Invitation not delivered: smtp; 550 5.1.1 <returned-001@example.net>: Recipient address rejected",
            await UnwrappedAsync("log", "returned", "--learner", invited[0].To), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_came_while_nothing_ran_is_read_after_the_start_and_nothing_is_read_twice()
    {
        var course = new ComingCourse("restarted") { Learners = 2 };
        await course.SetUpAsync(server.Up);
        var invited = await FirstInvitationsAsync(course);
        await server.DeliverAsync(MailedAnswer.Reply(invited[0], "ACCEPTED"));
        await server.AnsweredAsync("restarted", silent: 1);

        await server.Up.KillAsync();
        await server.DeliverAsync(MailedAnswer.Reply(invited[1], "DECLINED"));
        await server.StartAsync();

        Assert.Equal(
            new SessionReplies(1, 0, 1, 0, course.Addresses[1]), await server.AnsweredAsync("restarted", silent: 0));
        Assert.Equal(2, (await server.Up.EventsAsync("restarted")).Count(e => e == "reply.received"));
    }

    private async Task<List<PickedUpMail>> FirstInvitationsAsync(ComingCourse course) =>
        [.. (await server.Up.MailsAsync(course.Id, "invitation", 2 * course.Learners))
            .Where(m => m.Start == course.StartOf(0)).OrderBy(m => m.To, StringComparer.Ordinal)];

    // The console breaks long lines where it likes.
    private async Task<string> UnwrappedAsync(params string[] arguments) => string.Join(
        ' ', (await server.Up.RunAsync(arguments)).Ended(0).Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
