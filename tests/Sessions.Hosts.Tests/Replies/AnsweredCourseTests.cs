using System.Net;
using NodaTime;
using Sessions.Hosts.Tests.Demo;
using Sessions.Hosts.Tests.Graph;
using Sessions.Ledger;
using Sessions.Simulator;

namespace Sessions.Hosts.Tests.Replies;

/// <summary>What an answer is good for: the recording, and what a restart makes of answers and reminders.</summary>
public sealed class AnsweredCourseTests
{
    private static readonly (string, string)[] Read =
        [("Sessions:Replies:Source", "Graph"), ("Sessions:Replies:Every", "PT6H")];

    private static readonly Instant Known = Lessons.End + Duration.FromDays(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_said_they_cannot_come_is_sent_the_recording_though_no_report_says_who_was_there()
    {
        await using var run = await StartAsync(new TenantSwitches { AttendanceReports = false });
        await AnswerOnThePageAsync(run, Lessons.Ada, "recording");

        await run.AdvanceToAsync(Known);

        Assert.Equal([Lessons.Ada], Watchers(run));
        Assert.DoesNotContain(run.Mails(), m => m.Kind == "reminder" && m.To == Lessons.Ada);
    }

    [Fact]
    public async Task Who_said_they_cannot_come_and_came_after_all_is_not_told_that_they_missed_it()
    {
        await using var run = await StartAsync();
        foreach (var learner in new[] { Lessons.Ada, Lessons.Ben })
            await AnswerOnThePageAsync(run, learner, "recording");

        await run.AdvanceToAsync(Known);

        var came = run.Tenant.Events.SelectMany(e => run.Tenant.AttendanceOf(e.Id))
            .Where(a => a.Role == "Attendee" && a.Attended >= TimeSpan.FromMinutes(30)).Select(a => a.Email).ToList();
        Assert.NotEmpty(came);
        Assert.Equal(new[] { Lessons.Ada, Lessons.Ben }.Except(came), Watchers(run));
    }

    [Fact]
    public async Task An_answer_that_came_while_nothing_ran_is_read_after_the_start_and_one_read_before_is_not_read_again()
    {
        await using var run = await StartAsync();
        Deliver(run, Lessons.Ada, "ACCEPTED");
        await run.AdvanceToAsync(Lessons.Accepted + Duration.FromHours(6));
        Assert.Equal(1, (await run.StatusAsync(Lessons.Id)).Sessions[0].Replies.Coming);

        await run.StopAsync();
        Deliver(run, Lessons.Ben, "DECLINED");
        run.Sleep(until: run.Now + Duration.FromMinutes(5));
        await run.StartAsync();
        await run.SettleAsync();

        var replies = (await run.StatusAsync(Lessons.Id)).Sessions[0].Replies;
        Assert.Equal((1, 1, 0), (replies.Coming, replies.CannotCome, replies.NoAnswer));
        Assert.Equal(2, (await run.HistoryAsync(Lessons.Id)).Count(e => e.Event == EventName.ReplyReceived));
        var read = run.Tenant.Requests.Where(r => r.Target.EndsWith("/$value", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, read.Select(r => r.Target).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(2, read.Count);
    }

    [Fact]
    public async Task A_reminder_that_fell_due_while_nothing_ran_comes_late_and_once()
    {
        await using var run = await StartAsync();
        await run.AdvanceToAsync(Lessons.Start - Duration.FromHours(2));
        var late = Lessons.Start - Duration.FromMinutes(5);

        await RestartAsync(run, late);
        await RestartAsync(run, late + Duration.FromMinutes(1));
        await run.AdvanceToAsync(Lessons.End);

        var reminders = Reminders(run).Where(m => m.Date.ToUniversalTime() >= late.ToDateTimeOffset()).ToList();
        Assert.Equal([Lessons.Ada, Lessons.Ben], reminders.Select(m => m.To).Order(StringComparer.Ordinal));
        Assert.All(reminders, m => Assert.Equal(late.ToDateTimeOffset(), m.Date.ToUniversalTime()));
    }

    [Fact]
    public async Task A_reminder_for_which_it_is_too_late_at_the_restart_is_never_sent()
    {
        await using var run = await StartAsync();
        await run.AdvanceToAsync(Lessons.Start - Duration.FromHours(2));
        var before = Reminders(run).Count;

        await RestartAsync(run, Lessons.Start);
        await run.AdvanceToAsync(Lessons.End);

        Assert.Equal(2, before);
        Assert.Equal(before, Reminders(run).Count);
    }

    private static async Task<Installation> StartAsync(TenantSwitches? switches = null)
    {
        var run = await Installation.StartAsync(Lessons.Accepted, publicUrl: null, switches, Read);
        await run.SetUpAsync(Lessons.Yaml);
        return run;
    }

    private static async Task RestartAsync(Installation run, Instant at)
    {
        await run.StopAsync();
        run.Sleep(until: at);
        await run.StartAsync();
        await run.SettleAsync();
    }

    private static async Task AnswerOnThePageAsync(Installation run, string learner, string answer)
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent([new("session", "one"), new("answer", answer)]);
        using var kept = await http.PostAsync(new Uri($"{Lessons.PageOf(run, learner)}/reply"), form, Cancel);
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
    }

    private static void Deliver(Installation run, string learner, string partStat) => run.Tenant.Deliver(
        Lessons.Organizer,
        MailedAnswer.Reply(run.Mails().First(m => m.To == learner && m.Start == Lessons.Start), partStat));

    private static IEnumerable<string> Watchers(Installation run) =>
        run.Mails().Where(m => m.Kind == "watch-link").Select(m => m.To).Order(StringComparer.Ordinal);

    private static List<PickedUpMail> Reminders(Installation run) =>
        [.. run.Mails().Where(m => m.Kind == "reminder")];
}
