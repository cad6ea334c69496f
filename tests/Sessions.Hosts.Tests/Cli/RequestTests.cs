using System.Net;
using System.Text.Json;
using Sessions.Adapters.Tests.Mail;
using Sessions.Hosts.Tests.Demo;

namespace Sessions.Hosts.Tests.Cli;

/// <summary>What an instructor asks for beside a new course file, and what learners' calendars make of it.</summary>
public sealed class RequestTests(UpServer up) : IClassFixture<UpServer>
{
    [Fact]
    public async Task Resend_updates_one_learners_entries_and_makes_no_second_ones()
    {
        var course = new ComingCourse("resent");
        await course.SetUpAsync(up);
        var learner = Given.Address(2, "resent");

        var done = (await up.RunAsync("resend", "resent/s1", "--learner", learner, "--json")).Ended(0).Json;

        Assert.Equal(1, done.GetProperty("entries").GetInt32());
        var update = Assert.Single(await up.MailsAsync("resent", "update", 1));
        Assert.Equal((learner, course.StartOf(0), 1), (update.To, update.Start, update.Entry.Sequence));
        Assert.Equal(7, up.MailsOf("resent").Count);
        Assert.Empty(MailLint.CheckSeries(up.MailsOf("resent").Select(m => m.Bytes)));
    }

    [Fact]
    public async Task A_reworded_description_disturbs_nobody_unless_that_is_asked_for()
    {
        var course = new ComingCourse("worded");
        await course.SetUpAsync(up);
        var (_, roster) = course.WriteTo(up.Home);
        var file = up.Home.Write("worded.yaml", course.Yaml.Replace(
            "timezone:", "description: Now without the typo\ntimezone:", StringComparison.Ordinal));

        await up.SetUpAsync(file, roster);
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        Assert.Equal(6, up.MailsOf("worded").Count);

        var setup = (await up.RunAsync("setup", file, "--learners", roster, "--notify", "--yes", "--json")).Ended(0).Json;
        Assert.All(
            setup.GetProperty("sessions").EnumerateArray(),
            s => Assert.Equal(["update 3 invitations"], s.GetProperty("actions").EnumerateArray().Select(a => a.GetString())));
        var updates = await up.MailsAsync("worded", "update", 6);
        Assert.All(updates, m => Assert.Contains("Now without the typo", m.Entry.Description, StringComparison.Ordinal));

        var again = (await up.RunAsync("setup", file, "--learners", roster, "--notify", "--yes", "--json")).Ended(0).Json;
        Assert.False(again.GetProperty("changed").GetBoolean());
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        Assert.Equal(12, up.MailsOf("worded").Count);
        Assert.Empty(MailLint.CheckSeries(up.MailsOf("worded").Select(m => m.Bytes)));
    }

    [Fact]
    public async Task An_address_that_changes_moves_the_entries_and_ends_the_old_links()
    {
        var course = new ComingCourse("address");
        await course.SetUpAsync(up);
        var (file, roster) = course.WriteTo(up.Home);
        var (before, after) = (Given.Address(1, "address"), "address-new@example.net");
        var oldPage = (await PageAsync("address", before))!;
        var invited = up.MailsOf("address").Where(m => m.To == before).ToDictionary(m => m.Entry.Uid!);

        up.Home.Write("address.csv", course.Roster.Replace(before, after, StringComparison.Ordinal));
        var plan = (await up.SetUpAsync(file, roster)).Json;

        Assert.Equal(
            [(before, after)],
            plan.GetProperty("learners").GetProperty("moved").EnumerateArray()
                .Select(m => (m.GetProperty("from").GetString(), m.GetProperty("to").GetString())));
        var gone = await up.MailsAsync("address", "cancellation", 2);
        Assert.All(gone, m => Assert.Equal((before, "CANCEL", 1), (m.To, m.Method, m.Entry.Sequence)));
        var arrived = (await up.MailsAsync("address", "invitation", 8)).Where(m => m.To == after).ToList();
        Assert.Equal([course.StartOf(0), course.StartOf(1)], arrived.Select(m => m.Start).Order());
        Assert.All(arrived, m => Assert.Equal((2, invited[m.Entry.Uid!].Start), (m.Entry.Sequence, m.Start)));
        Assert.Equal(10, up.MailsOf("address").Count);
        Assert.All(up.MailsOf("address"), m => Assert.Empty(MailLint.Check(m.Bytes)));

        Assert.Equal(HttpStatusCode.NotFound, await StatusOfAsync(oldPage));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync((await PageAsync("address", after))!));
    }

    [Fact]
    public async Task A_cancelled_session_comes_back_with_the_next_setup_under_the_same_UID()
    {
        var course = new ComingCourse("back");
        await course.SetUpAsync(up);
        var uids = up.MailsOf("back").Where(m => m.Start == course.StartOf(1)).Select(m => m.Entry.Uid!).Order().ToList();

        (await up.RunAsync("cancel", "back/s2")).Ended(2);
        Assert.Equal(6, up.MailsOf("back").Count);
        var done = (await up.RunAsync("cancel", "back/s2", "--yes", "--json")).Ended(0).Json;
        Assert.Equal(1, done.GetProperty("sessions").GetInt32());
        var cancelled = await up.MailsAsync("back", "cancellation", 3);
        Assert.Equal(uids, cancelled.Select(m => m.Entry.Uid!).Order());
        Assert.Equal(["upcoming", "cancelled"], await StatesAsync("back"));

        await course.SetUpAsync(up);

        var again = await up.MailsAsync("back", "update", 3);
        Assert.Equal(uids, again.Select(m => m.Entry.Uid!).Order());
        Assert.All(again, m => Assert.Equal((2, "REQUEST", course.StartOf(1)), (m.Entry.Sequence, m.Method, m.Start)));
        Assert.Equal(["upcoming", "upcoming"], await StatesAsync("back"));
        Assert.Empty(MailLint.CheckSeries(up.MailsOf("back").Select(m => m.Bytes)));
    }

    [Fact]
    public async Task Revoked_links_open_nothing_and_the_new_ones_are_shown()
    {
        var course = new ComingCourse("linked");
        await course.SetUpAsync(up);
        var learner = Given.Address(1, "linked");
        var (before, others) = (await PageAsync("linked", learner), await PageAsync("linked", Given.Address(2, "linked")));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(before!));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync($"{before}/calendar.ics"));

        (await up.RunAsync("links", "linked", "--revoke")).Ended(2);
        var links = (await up.RunAsync("links", "linked", "--learner", learner, "--revoke", "--json")).Ended(0).Json;

        Assert.Equal(HttpStatusCode.NotFound, await StatusOfAsync(before!));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOfAsync($"{before}/calendar.ics"));
        var person = Assert.Single(links.EnumerateArray());
        Assert.Equal(learner, person.GetProperty("learner").GetString());
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(person.GetProperty("feed").GetString()!));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(others!));
        Assert.Equal(6, up.MailsOf("linked").Count);
    }

    [Theory]
    [InlineData("resend no-such-course --yes")]
    [InlineData("cancel no-such-course --yes")]
    [InlineData("links no-such-course")]
    public async Task What_is_not_there_is_said_so(string arguments)
    {
        var result = (await up.RunAsync(arguments.Split(' '))).Ended(1);
        Assert.Contains("There is no course 'no-such-course'", result.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_or_learner_that_is_not_there_is_said_so()
    {
        await new ComingCourse("known").SetUpAsync(up);

        Assert.Contains(
            "no session 's9'", (await up.RunAsync("cancel", "known/s9", "--yes")).Ended(1).Err, StringComparison.Ordinal);
        Assert.Contains(
            "Nobody on the roster has the address 'x@example.org'",
            (await up.RunAsync("links", "known", "--learner", "x@example.org")).Ended(1).Err, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> StatusOfAsync(string address)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(address), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<string?> PageAsync(string course, string learner) =>
        Assert.Single((await up.RunAsync("links", course, "--learner", learner, "--json")).Ended(0).Json.EnumerateArray())
            .GetProperty("page").GetString();

    private async Task<List<string>> StatesAsync(string course) =>
        [.. (await up.StatusAsync(course)).GetProperty("sessions").EnumerateArray().Select(State)];

    private static string State(JsonElement session) => session.GetProperty("state").GetString()!;
}
