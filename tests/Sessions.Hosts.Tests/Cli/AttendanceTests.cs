using System.Text.Json;

namespace Sessions.Hosts.Tests.Cli;

/// <summary>Who came, and the instructor's word on it, end to end: command, API, ledger, worker, simulated Teams.</summary>
public sealed class AttendanceTests(OverCourse over) : IClassFixture<OverCourse>
{
    private const string Guest = "Guest (iPhone)";

    [Fact]
    public async Task Settling_a_guest_moves_the_minutes_to_the_learner_in_the_whole_course_and_can_be_corrected()
    {
        var before = await over.AttendanceAsync();
        Assert.Contains(Guest, Unmatched(before));
        var absent = Learners(before).First(l => Minutes(l) == 0).GetProperty("learner").GetString()!;
        var other = Learners(before).Last(l => Minutes(l) == 0).GetProperty("learner").GetString()!;
        Assert.NotEqual(absent, other);

        var after = await over.AttendanceAsync("--match", $"{Guest}={absent}");

        Assert.DoesNotContain(Guest, Unmatched(after));
        Assert.Equal(("present", "reports"), VerdictOf(after, absent));
        var second = (await over.RunAsync("attendance", "you-are-here/session-2", "--json")).Ended(0).Json;
        Assert.DoesNotContain(Guest, Unmatched(second));

        var corrected = await over.AttendanceAsync("--match", $"{Guest}={other}");
        Assert.Equal(("missed", "present"), (VerdictOf(corrected, absent).Verdict, VerdictOf(corrected, other).Verdict));

        var nobody = await over.AttendanceAsync("--match", $"name:{Guest}=nobody");
        Assert.Equal("missed", VerdictOf(nobody, other).Verdict);
        Assert.DoesNotContain(Guest, Unmatched(nobody));
    }

    [Fact]
    public async Task The_instructors_word_wins_is_taken_back_and_shows_in_status_and_log()
    {
        var before = await over.AttendanceAsync();
        var there = Learners(before).First(l => l.GetProperty("verdict").GetString() == "present")
            .GetProperty("learner").GetString()!;

        Assert.Equal(("missed", "instructor"), VerdictOf(await over.AttendanceAsync("--set", $"{there}=missed"), there));
        var log = (await over.RunAsync("log", OverCourse.First, "--learner", there, "--json")).Ended(0).Json;
        Assert.Contains(log.EnumerateArray(), e => e.GetProperty("detail").GetString() == "was not there, by the instructor's word");

        Assert.Equal(("present", "reports"), VerdictOf(await over.AttendanceAsync("--set", $"{there}=auto"), there));
    }

    [Theory]
    [InlineData(2, "attendance", "you-are-here")]
    [InlineData(2, "attendance", OverCourse.First, "--set", "nobody")]
    [InlineData(2, "attendance", OverCourse.First, "--set", "a@example.org=perhaps")]
    [InlineData(1, "attendance", "you-are-here/session-9")]
    [InlineData(1, "attendance", "no-such/session-1")]
    [InlineData(1, "attendance", OverCourse.First, "--set", "stranger@example.org=present")]
    [InlineData(1, "attendance", OverCourse.First, "--match", "Nobody of that name=nobody")]
    public async Task What_cannot_be_is_said_so_and_changes_nothing(int exitCode, params string[] arguments)
    {
        var result = (await over.RunAsync(arguments)).Ended(exitCode);
        Assert.StartsWith("sessions: ", result.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_words_with_one_wrong_none_is_taken()
    {
        var someone = Learners(await over.AttendanceAsync())[0].GetProperty("learner").GetString()!;

        (await over.RunAsync(
            "attendance", OverCourse.First, "--set", $"{someone}=missed", "--set", "stranger@example.org=missed")).Ended(1);

        Assert.NotEqual("instructor", VerdictOf(await over.AttendanceAsync(), someone).By);
    }

    private static List<JsonElement> Learners(JsonElement list) => [.. list.GetProperty("learners").EnumerateArray()];

    private static List<string?> Unmatched(JsonElement list) =>
        [.. list.GetProperty("unmatched").EnumerateArray().Select(u => u.GetProperty("name").GetString())];

    private static double Minutes(JsonElement learner) => learner.GetProperty("minutes").GetDouble();

    private static (string? Verdict, string? By) VerdictOf(JsonElement list, string learner)
    {
        var found = Learners(list).Single(l => l.GetProperty("learner").GetString() == learner);
        return (found.GetProperty("verdict").GetString(), found.GetProperty("by").GetString());
    }
}
