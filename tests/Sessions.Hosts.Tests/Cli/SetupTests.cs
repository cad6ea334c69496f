using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Sessions.Adapters.Tests.Mail;
using Sessions.Hosts.Tests.Demo;

namespace Sessions.Hosts.Tests.Cli;

/// <summary>What an instructor does to a course that is still to come, and what learners are mailed for it.</summary>
public sealed class SetupTests(UpServer up) : IClassFixture<UpServer>
{
    [Fact]
    public async Task The_plan_says_every_session_in_both_clocks_and_changes_nothing()
    {
        var course = new ComingCourse("planned");
        var (file, roster) = course.WriteTo(up.Home);

        var plan = (await up.RunAsync("plan", file, "--learners", roster, "--json")).Ended(0).Json;

        Assert.Equal("planned", plan.GetProperty("course").GetString());
        Assert.Equal("Course planned", plan.GetProperty("title").GetString());
        Assert.Equal("America/Los_Angeles", plan.GetProperty("timezone").GetString());
        Assert.NotEmpty(plan.GetProperty("tzdb").GetString()!);
        Assert.Equal(JsonValueKind.Array, plan.GetProperty("warnings").ValueKind);
        Assert.Equal((3, 3, 0), Learners(plan));
        var sessions = plan.GetProperty("sessions").EnumerateArray().ToList();
        Assert.Equal(["s1", "s2"], sessions.Select(s => s.GetProperty("id").GetString()));
        foreach (var (session, i) in sessions.Select((s, i) => (s, i)))
        {
            var start = course.StartOf(i);
            Assert.Equal(InstantPattern.General.Format(start), session.GetProperty("startUtc").GetString());
            Assert.Equal(
                InstantPattern.General.Format(start + Duration.FromMinutes(75)),
                session.GetProperty("endUtc").GetString());
            Assert.Equal(
                start.InZone(ComingCourse.Zone).LocalDateTime,
                LocalDateTimePattern.ExtendedIso
                    .Parse(session.GetProperty("localStart").GetString()!).GetValueOrThrow());
            Assert.Equal(JsonValueKind.String, session.GetProperty("localEnd").ValueKind);
            Assert.Equal(
                OffsetPattern.CreateWithInvariantCulture("+HH:mm").Format(ComingCourse.Zone.GetUtcOffset(start)),
                session.GetProperty("offset").GetString());
            Assert.NotEmpty(session.GetProperty("actions").EnumerateArray());
        }

        (await up.RunAsync("status", "planned")).Ended(1);
        Assert.Empty(up.MailsOf("planned"));
    }

    [Fact]
    public async Task Setup_makes_meetings_invites_everyone_and_status_and_log_say_so()
    {
        var course = new ComingCourse("fresh");

        var setup = (await course.SetUpAsync(up)).Json;

        Assert.True(setup.GetProperty("accepted").GetBoolean());
        Assert.True(setup.GetProperty("changed").GetBoolean());
        Assert.Equal((3, 3, 0), Learners(setup));
        var invitations = up.MailsOf("fresh");
        Assert.All(invitations, m => Assert.Empty(MailLint.Check(m.Bytes)));
        Assert.Equal(
            course.Addresses.SelectMany(a => new[] { (a, course.StartOf(0)), (a, course.StartOf(1)) }).Order(),
            invitations.Select(m => (m.To, m.Start)).Order());
        var status = await up.StatusAsync("fresh");
        Assert.All(Sessions(status), s =>
        {
            Assert.Equal("upcoming", s.GetProperty("state").GetString());
            Assert.Equal("ready", s.GetProperty("meeting").GetProperty("state").GetString());
            Assert.Equal(3, s.GetProperty("invitations").GetProperty("invited").GetInt32());
        });
        Assert.Contains(
            "folder", string.Join(' ', status.GetProperty("notes").EnumerateArray()),
            StringComparison.OrdinalIgnoreCase);
        var events = await up.EventsAsync("fresh");
        Assert.Equal(1, events.Count(e => e == "course.accepted"));
        Assert.Equal(2, events.Count(e => e == "meeting.created"));
        Assert.Equal(6, events.Count(e => e == "invitation.sent"));
    }

    [Fact]
    public async Task Setup_again_changes_nothing_and_mails_nobody()
    {
        var course = new ComingCourse("again");
        await course.SetUpAsync(up);
        var before = up.MailsOf("again");
        var status = Sessions(await up.StatusAsync("again")).Select(s => s.GetRawText()).ToList();

        var second = (await course.SetUpAsync(up)).Json;

        Assert.False(second.GetProperty("changed").GetBoolean());
        Assert.Equal((3, 0, 0), Learners(second));
        Assert.All(Sessions(second), s => Assert.Empty(s.GetProperty("actions").EnumerateArray()));
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        Assert.Equal(
            before.Select(m => (m.File, Convert.ToHexString(m.Bytes))),
            up.MailsOf("again").Select(m => (m.File, Convert.ToHexString(m.Bytes))));
        Assert.Equal(status, Sessions(await up.StatusAsync("again")).Select(s => s.GetRawText()));
    }

    [Fact]
    public async Task An_edited_time_moves_the_meeting_and_the_entry_that_everyone_has()
    {
        var course = new ComingCourse("moved");
        await course.SetUpAsync(up);
        var join = JoinUrls(await up.StatusAsync("moved"));
        var invited = up.MailsOf("moved").ToDictionary(m => (m.To, Uid: m.Entry.Uid!));

        var later = course with { Starts = [new(10, 0), new(13, 30)] };
        await later.SetUpAsync(up);

        var updates = await up.MailsAsync("moved", "update", 3);
        Assert.Equal(course.Addresses, updates.Select(m => m.To).Order(StringComparer.Ordinal));
        Assert.All(updates, m =>
        {
            Assert.Empty(MailLint.Check(m.Bytes));
            Assert.Equal("REQUEST", m.Method);
            Assert.Equal(1, m.Entry.Sequence);
            Assert.Equal(later.StartOf(1), m.Start);
            var first = invited[(m.To, m.Entry.Uid!)];
            Assert.Equal(course.StartOf(1), first.Start);
            Assert.Contains(join[1], first.Text, StringComparison.Ordinal);
            Assert.Contains(join[1], m.Text, StringComparison.Ordinal);
        });
        Assert.Equal(9, up.MailsOf("moved").Count);
        Assert.Empty(MailLint.CheckSeries(up.MailsOf("moved").Select(m => m.Bytes)));
        var status = await up.StatusAsync("moved");
        Assert.Equal(join, JoinUrls(status));
        Assert.Equal(
            InstantPattern.General.Format(later.StartOf(1)), Sessions(status)[1].GetProperty("startUtc").GetString());
        var events = await up.EventsAsync("moved");
        Assert.Equal(1, events.Count(e => e == "meeting.updated"));
        Assert.Equal(3, events.Count(e => e == "update.sent"));
    }

    [Fact]
    public async Task A_learner_who_leaves_gets_one_cancellation_a_session_and_the_others_nothing()
    {
        var course = new ComingCourse("leaver");
        await course.SetUpAsync(up);

        var setup = (await (course with { Learners = 2 }).SetUpAsync(up)).Json;

        Assert.Equal((2, 0, 1), Learners(setup));
        var cancellations = await up.MailsAsync("leaver", "cancellation", 2);
        var gone = Given.Address(3, "leaver");
        Assert.Equal(
            [(gone, course.StartOf(0)), (gone, course.StartOf(1))],
            cancellations.Select(m => (m.To, m.Start)).Order());
        Assert.All(cancellations, IsRightCancellation);
        Assert.Equal(8, up.MailsOf("leaver").Count);
        Assert.Empty(MailLint.CheckSeries(up.MailsOf("leaver").Select(m => m.Bytes)));
        Assert.DoesNotContain("meeting.cancelled", await up.EventsAsync("leaver"));
    }

    [Fact]
    public async Task A_session_taken_out_of_the_file_is_cancelled_for_everyone()
    {
        var course = new ComingCourse("shorter");
        await course.SetUpAsync(up);

        await (course with { Starts = [new(10, 0)] }).SetUpAsync(up);

        var cancellations = await up.MailsAsync("shorter", "cancellation", 3);
        Assert.Equal(course.Addresses, cancellations.Select(m => m.To).Order(StringComparer.Ordinal));
        Assert.All(cancellations, m =>
        {
            IsRightCancellation(m);
            Assert.Equal(course.StartOf(1), m.Start);
        });
        Assert.Equal(9, up.MailsOf("shorter").Count);
        var sessions = Sessions(await up.StatusAsync("shorter"));
        Assert.Equal(["upcoming", "cancelled"], sessions.Select(s => s.GetProperty("state").GetString()));
        Assert.Equal("cancelled", sessions[1].GetProperty("meeting").GetProperty("state").GetString());
        Assert.Equal(1, (await up.EventsAsync("shorter")).Count(e => e == "meeting.cancelled"));
    }

    [Fact]
    public async Task Broken_files_are_refused_with_every_problem_and_its_place()
    {
        var course = new ComingCourse("broken");
        await course.SetUpAsync(up);
        var before = (await up.StatusAsync("broken")).GetRawText();
        var file = up.Home.Write(
            "broken.yaml", course.Yaml
                .Replace("America/Los_Angeles", "America/Los_Angles", StringComparison.Ordinal)
                .Replace("title: Session 2", "titel: Session 2", StringComparison.Ordinal));
        var bea = $"{Given.Address(1, "broken")},Bea\n";
        var roster = up.Home.Write("broken.csv", $"email,name\nnot an address,Ann\n{bea}{bea}");

        foreach (var verb in new[] { "plan", "setup" })
        {
            string[] yes = verb == "setup" ? ["--yes"] : [];
            var result = (await up.RunAsync([verb, file, "--learners", roster, .. yes])).Ended(3);
            var said = result.Out + result.Err;
            Assert.Matches(@"broken\.yaml:3:\d+: .*Los_Angles.* — ", said);
            Assert.Matches(@"broken\.yaml:8:\d+: .*titel", said);
            Assert.Matches(@"broken\.csv:2:\d+: ", said);
            Assert.Matches(@"broken\.csv:4:\d+: ", said);
        }

        Assert.Equal(before, (await up.StatusAsync("broken")).GetRawText());
        Assert.Equal(6, up.MailsOf("broken").Count);
    }

    [Fact]
    public async Task Problems_as_JSON_are_one_document()
    {
        var file = up.Home.Write("bad.yaml", "course: Bad Id\n");
        var result = (await up.RunAsync("setup", file, "--yes", "--json")).Ended(3);
        Assert.Equal(JsonValueKind.Object, result.Json.ValueKind);
        Assert.NotEmpty(result.Json.GetProperty("problems").EnumerateArray());
    }

    [Fact]
    public async Task Without_a_terminal_nobody_is_mailed_unless_yes_was_said()
    {
        var (file, roster) = new ComingCourse("unasked").WriteTo(up.Home);

        var result = (await up.RunAsync("setup", file, "--learners", roster)).Ended(2);

        Assert.Contains("--yes", result.Err, StringComparison.Ordinal);
        (await up.RunAsync("status", "unasked", "--json")).Ended(1);
        Assert.Empty(up.MailsOf("unasked"));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said_so()
    {
        var result = (await up.RunAsync("status", "--server", "http://127.0.0.1:9")).Ended(5);
        Assert.Contains("127.0.0.1:9 does not answer", result.Err, StringComparison.Ordinal);
        (await up.RunAsync("status", "--json", "--server", "http://127.0.0.1:9")).Ended(5);
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        var (file, roster) = new ComingCourse("stranger").WriteTo(up.Home);
        (string, string)[] key = [("SESSIONS_KEY", "not the key")];
        Assert.Contains(
            "SESSIONS_KEY", (await up.Home.RunWithAsync(key, "status")).Ended(4).Err, StringComparison.Ordinal);
        (await up.Home.RunWithAsync(key, "setup", file, "--learners", roster, "--yes")).Ended(4);
        Assert.Empty(up.MailsOf("stranger"));
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("status --frobnicate")]
    [InlineData("setup")]
    [InlineData("plan no-such-file.yaml")]
    public async Task Wrong_usage_is_told_from_failure(string arguments)
    {
        var result = (await up.RunAsync(arguments.Split(' '))).Ended(2);
        Assert.NotEmpty(result.Err);
        Assert.DoesNotContain("   at ", result.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_is_refused_with_a_sentence()
    {
        var result = (await up.RunAsync("up", "--data", up.Data, "--urls", "http://127.0.0.1:0")).Ended(1);

        Assert.Contains("another process uses this database", result.Err, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Err, StringComparison.Ordinal);
        (await up.RunAsync("status", "--json")).Ended(0);
    }

    private static void IsRightCancellation(PickedUpMail mail)
    {
        Assert.Empty(MailLint.Check(mail.Bytes));
        Assert.Equal("CANCEL", mail.Method);
        Assert.Equal(1, mail.Entry.Sequence);
    }

    private static List<JsonElement> Sessions(JsonElement document) =>
        [.. document.GetProperty("sessions").EnumerateArray()];

    private static List<string> JoinUrls(JsonElement status) =>
        [.. Sessions(status).Select(s => s.GetProperty("meeting").GetProperty("joinUrl").GetString()!)];

    private static (int Total, int Added, int Removed) Learners(JsonElement plan)
    {
        var learners = plan.GetProperty("learners");
        return (
            learners.GetProperty("total").GetInt32(), learners.GetProperty("added").GetInt32(),
            learners.GetProperty("removed").GetInt32());
    }
}
