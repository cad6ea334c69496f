using NodaTime;
using Sessions.Hosts.Tests.Cli;

namespace Sessions.Hosts.Tests.Demo;

/// <summary>A course that keeps its recordings for a month, and not Teams' own files.</summary>
public sealed class RetentionTests : IDisposable
{
    private readonly CliHome _home = new();

    [Fact]
    public async Task Who_has_not_watched_is_warned_and_then_the_recording_goes_and_its_manifest_stays()
    {
        var course = Given.Course("month", "America/Denver", "missed", ("2025-12-01", "10:00-11:00")).Replace(
            "{ notify: missed }", "{ notify: missed, keep: P30D, original: remove }", StringComparison.Ordinal);

        (await _home.RunAsync(
            "demo", "--course", _home.Write("course.yaml", course), "--learners",
            _home.Write("learners.csv", Given.Roster(6)), "--out", _home.At("out"))).Ended(0);

        var output = new DemoOutput(_home.At("out"));
        var archived = Assert.Single(output.Events("recording.archived"));
        Assert.Single(output.Events("recording.original-removed"));
        var expired = Assert.Single(output.Events("recording.expired"));
        Assert.Equal(archived.Instant + Duration.FromDays(30), expired.Instant);

        var offered = output.Of("watch-link").Select(m => m.To).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(offered);
        Assert.Equal(offered, output.Of("expiring").Select(m => m.To).Order(StringComparer.Ordinal));
        Assert.Equal(offered.Count, output.Events("recording.expiring").Count());
        Assert.All(output.Events("recording.expiring"), e =>
            Assert.Equal(archived.Instant + Duration.FromDays(22.5), e.Instant));
        Assert.All(output.Of("expiring"), m => Assert.Contains(
            "will be deleted on Wednesday, December 31, 2025", m.Text, StringComparison.Ordinal));

        Assert.Empty(output.Videos);
        Assert.Empty(output.Archived("*.vtt"));
        Assert.Single(output.Archived("*.manifest.json"));
    }

    public void Dispose() => _home.Dispose();
}
