using System.Net;
using NodaTime;
using Sessions.Hosts.Tests.Graph;

namespace Sessions.Hosts.Tests.Changes;

/// <summary>Who comes to a course that has begun, and who leaves it: from a new roster to what they are mailed.</summary>
public sealed class RosterChangeTests
{
    private static readonly Instant Archived = Lessons.End + Duration.FromHours(12);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_late_joiner_is_invited_to_what_is_ahead_and_sent_the_recording_of_what_is_past()
    {
        await using var run = await StartAsync(Lessons.Ada);
        await run.AdvanceToAsync(Archived);

        await run.SetUpAsync(Lessons.Yaml, Lessons.Roster(Lessons.Ada, Lessons.Cleo));

        var mails = run.Mails().Where(m => m.To == Lessons.Cleo).ToList();
        Assert.Equal(["invitation", "watch-link"], mails.Select(m => m.Kind).Order(StringComparer.Ordinal));
        Assert.Equal([("invitation", Lessons.SecondStart)], mails.Entries(Lessons.Cleo));
        using var http = new HttpClient();
        var page = await http.GetStringAsync(Lessons.PageOf(run, Lessons.Cleo), Cancel);
        var watch = page.Split("href=\"/watch/")[1].Split('"')[0];
        Assert.Contains($"/watch/{watch}", mails.Single(m => m.Kind == "watch-link").Text, StringComparison.Ordinal);
        using var answer = await http.GetAsync(new Uri(run.Address, $"/watch/{watch}"), Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task While_the_recording_is_not_there_a_late_joiner_reads_so_and_is_sent_it_once_it_is()
    {
        await using var run = await StartAsync(Lessons.Ada);
        await run.AdvanceToAsync(Lessons.End + Duration.FromMinutes(30));

        await run.SetUpAsync(Lessons.Yaml, Lessons.Roster(Lessons.Ada, Lessons.Cleo));

        Assert.Equal(["invitation"], KindsOf(run, Lessons.Cleo));
        using var http = new HttpClient();
        Assert.Contains(
            "being processed", await http.GetStringAsync(Lessons.PageOf(run, Lessons.Cleo), Cancel), StringComparison.Ordinal);

        await run.AdvanceToAsync(Archived);
        Assert.Equal(["invitation", "watch-link"], KindsOf(run, Lessons.Cleo));
    }

    [Fact]
    public async Task Who_leaves_halfway_is_cancelled_for_what_is_ahead_alone_and_is_not_mailed_again()
    {
        await using var run = await StartAsync(Lessons.Ada, Lessons.Ben);
        await run.AdvanceToAsync(Lessons.End + Duration.FromHours(1));
        var before = run.Mails().Count;

        await run.SetUpAsync(Lessons.Yaml, Lessons.Roster(Lessons.Ada));
        await run.AdvanceToAsync(Lessons.SecondStart + Duration.FromDays(1));

        var mails = run.Mails()[before..];
        Assert.Equal([("cancellation", Lessons.SecondStart)], mails.Entries(Lessons.Ben));
        Assert.Single(mails, m => m.To == Lessons.Ben);
        Assert.Contains(mails, m => m.To == Lessons.Ada);
    }

    [Fact]
    public async Task Who_left_and_comes_back_has_the_same_entry_again_under_a_higher_SEQUENCE()
    {
        await using var run = await StartAsync(Lessons.Ada, Lessons.Ben);
        await run.SetUpAsync(Lessons.Yaml, Lessons.Roster(Lessons.Ada));
        await run.SetUpAsync(Lessons.Yaml, Lessons.Roster(Lessons.Ada, Lessons.Ben));

        var entries = run.Mails().Where(m => m.To == Lessons.Ben && m.Start == Lessons.SecondStart).ToList();
        Assert.Equal(
            [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)], entries.Select(m => (m.Method, m.Entry.Sequence)));
        Assert.Single(entries.Select(m => m.Entry.Uid).Distinct(StringComparer.Ordinal));
        Assert.Equal(2, run.Mails().Count(m => m.To == Lessons.Ada));
    }

    private static async Task<Installation> StartAsync(params string[] learners)
    {
        var run = await Installation.StartAsync(Lessons.Accepted, publicUrl: null);
        await run.SetUpAsync(Lessons.Yaml, Lessons.Roster(learners));
        return run;
    }

    private static IEnumerable<string> KindsOf(Installation run, string address) =>
        run.Mails().Where(m => m.To == address).Select(m => m.Kind).Order(StringComparer.Ordinal);
}
