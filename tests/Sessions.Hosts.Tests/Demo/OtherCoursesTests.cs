using NodaTime.Text;
using Sessions.Adapters.Tests.Mail;
using Sessions.Hosts.Tests.Cli;

namespace Sessions.Hosts.Tests.Demo;

/// <summary>Nothing in the demo is made for the one course that it carries.</summary>
public sealed class OtherCoursesTests : IDisposable
{
    private readonly CliHome _home = new();

    [Fact]
    public Task Berlin_over_both_clock_changes() => PlaysAsync(
        Given.Course(
            "berlin", "Europe/Berlin", "missed",
            ("2025-10-15", "18:30-20:00"), ("2025-10-29", "18:30-20:00"), ("2026-01-14", "18:30-20:00"),
            ("2026-03-25", "18:30-20:00"), ("2026-04-01", "18:30-20:00")),
        learners: 7,
        "2025-10-15T16:30:00Z", "2025-10-29T17:30:00Z", "2026-01-14T17:30:00Z", "2026-03-25T17:30:00Z",
        "2026-04-01T16:30:00Z");

    [Fact]
    public Task One_session_with_one_learner() => PlaysAsync(
        Given.Course("alone", "America/Los_Angeles", "missed", ("2025-12-01", "10:00-11:00")),
        learners: 1,
        "2025-12-01T18:00:00Z");

    [Fact]
    public Task Kathmandu_with_its_three_quarters_of_an_hour() => PlaysAsync(
        Given.Course("kathmandu", "Asia/Kathmandu", "missed", ("2025-12-03", "07:15-08:00")),
        learners: 3,
        "2025-12-03T01:30:00Z");

    [Fact]
    [Trait("Long", "Demo")]
    public Task Three_hundred_learners() => PlaysAsync(
        Given.Course("crowd", "America/New_York", "missed",
            ("2025-11-05", "14:00-15:00"), ("2025-11-06", "14:00-15:00")),
        learners: 300,
        "2025-11-05T19:00:00Z", "2025-11-06T19:00:00Z");

    [Fact]
    public async Task Everyone_gets_the_link_where_everyone_is_to_be_told()
    {
        var output = await PlaysAsync(
            Given.Course(
                "all", "America/Denver", "everyone", ("2025-12-01", "10:00-11:00"), ("2025-12-08", "10:00-11:00")),
            learners: 5,
            "2025-12-01T17:00:00Z", "2025-12-08T17:00:00Z");
        Assert.Equal(
            Enumerable.Range(1, 5)
                .SelectMany(n => new[] { ("s1", Given.Address(n)), ("s2", Given.Address(n)) }).Order(),
            output.Events("watch-link.sent").Select(e => (e.Session!, e.Learner!)).Order());
        Assert.Equal(10, output.Of("watch-link").Count());
    }

    [Fact]
    public async Task Nobody_gets_a_link_where_nobody_is_to_be_told()
    {
        var output = await PlaysAsync(
            Given.Course("none", "America/Denver", "nobody", ("2025-12-01", "10:00-11:00")),
            learners: 5,
            "2025-12-01T17:00:00Z");
        Assert.Empty(output.Of("watch-link"));
        Assert.Empty(output.Events("watch-link.sent"));
    }

    public void Dispose() => _home.Dispose();

    private async Task<DemoOutput> PlaysAsync(string course, int learners, params string[] starts)
    {
        var result = await _home.RunAsync(
            "demo", "--course", _home.Write("course.yaml", course), "--learners",
            _home.Write("learners.csv", Given.Roster(learners)), "--out", _home.At("out"));
        result.Ended(0);

        var output = new DemoOutput(_home.At("out"));
        var expected = starts.Select(s => InstantPattern.ExtendedIso.Parse(s).GetValueOrThrow()).ToList();
        Assert.Equal(expected, output.Events("session.started").Select(e => e.Instant));
        Assert.Equal(
            expected.SelectMany(s => Enumerable.Range(1, learners).Select(n => (s, Given.Address(n)))).Order(),
            output.Of("invitation").Select(m => (m.Start, m.To)).Order());
        Assert.Equal(starts.Length, output.Videos.Length);
        Assert.Equal(starts.Length, output.Archived("*.manifest.json").Length);
        Assert.Equal(learners, output.Feeds().Count);
        Assert.All(output.Feeds().Values, feed => Assert.Equal(
            expected, feed.Events.Select(PickedUpMail.StartOf).Order()));
        Assert.Empty(output.Mails.SelectMany(m => MailLint.Check(m.Bytes).Select(wrong => $"{m.File}: {wrong}")));
        return output;
    }
}
