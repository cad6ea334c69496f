using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.TimeZones;
using Sessions.Courses;
using Sessions.Tests.Architecture;

namespace Sessions.Tests.Courses;

public sealed partial class ZoneLabelsTests
{
    private const string Readme = "src/Sessions/Courses/README.md";

    [Fact]
    public void The_README_lists_every_label_that_is_taken_and_no_other() => Assert.Equal(
        ZoneLabels.Accepted.Select(l => $"{l.Key} {l.Value}").Order(StringComparer.Ordinal),
        TakenRow.Matches(RepositoryFiles.Read(Readme))
            .Select(m => $"{m.Groups["label"].Value} {m.Groups["zone"].Value}")
            .Order(StringComparer.Ordinal));

    [Fact]
    public void The_README_lists_every_label_that_is_refused_with_what_would_be_right() => Assert.Equal(
        ZoneLabels.Refused.Select(l => $"{l.Key} {l.Value.Why} {l.Value.Right}").Order(StringComparer.Ordinal),
        RefusedRow.Matches(RepositoryFiles.Read(Readme))
            .Select(m => $"{m.Groups["label"].Value} {m.Groups["why"].Value} {m.Groups["right"].Value}")
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Every_label_is_taken_or_refused_in_any_case_of_letters()
    {
        Assert.All(ZoneLabels.Accepted, label =>
        {
            Assert.Equal(label.Value, Sample.With("America/Los_Angeles", label.Key).Required.Zone.Id);
            Assert.Equal(
                label.Value, Sample.With("America/Los_Angeles", label.Key.ToLowerInvariant()).Required.Zone.Id);
        });
        Assert.All(ZoneLabels.Refused, label => Assert.Equal(
            [$"c.yaml:3:11: time zone '{label.Key}' {label.Value.Why} — {label.Value.Right}"],
            Sample.Messages(Sample.With("America/Los_Angeles", label.Key.ToLowerInvariant()))));
    }

    [Fact]
    public void Whatever_a_refusal_offers_exists()
    {
        var offered = ZoneLabels.Refused.Values.SelectMany(l => Id.Matches(l.Right)).Select(m => m.Value).ToList();

        Assert.True(offered.Count > ZoneLabels.Refused.Count);
        Assert.All(offered, id => Assert.Contains(id, Sample.Zones.Ids));
    }

    /// <summary>Whatever letters tzdb has for a clock somewhere in these years: none is taken by chance.</summary>
    [Fact]
    public void Letters_for_a_clock_are_a_zone_only_where_it_keeps_them_all_year_or_the_table_says_so()
    {
        var letters = Sample.Zones.Ids.SelectMany(id => Names(Sample.Zones[id]))
            .Where(name => name.All(char.IsAsciiLetter)).Distinct(StringComparer.Ordinal).ToList();

        Assert.True(letters.Count > 40);
        Assert.All(letters, name =>
        {
            if (Sample.With("America/Los_Angeles", name) is not { Ok: true } taken || IsListed(name))
                return;

            // CET, EET, MET and WET are older names for places that change their clocks, UTC for one that does not.
            Assert.Contains(name, Names(taken.Required.Zone));
            Assert.True(
                name is "UTC" or "UCT" || Names(taken.Required.Zone).Count > 1, $"{name} is {taken.Required.Zone}");
        });
    }

    [Fact]
    public void Every_Windows_id_is_echoed_as_IANA_or_is_a_clock_that_never_changes()
    {
        var ids = TzdbDateTimeZoneSource.Default.WindowsToTzdbIds;

        Assert.True(ids.Count > 100);
        Assert.All(ids, id =>
        {
            var read = Sample.With("America/Los_Angeles", id.Key);
            if (id.Value.StartsWith("Etc/GMT", StringComparison.Ordinal))
                Assert.False(read.Ok);
            else
                Assert.Equal(id.Key == "UTC" ? "UTC" : id.Value, read.Required.Zone.Id);
        });
    }

    [Theory]
    [InlineData("GMT0")]
    [InlineData("Greenwich")]
    [InlineData("Etc/GMT-0")]
    public void Greenwich_by_any_name_is_not_London(string written) => Assert.Equal(
        [
            $"c.yaml:3:11: time zone '{written.ToUpperInvariant()}' is a clock that never changes"
            + " — Europe/London, or UTC if meant",
        ],
        Sample.Messages(Sample.With("America/Los_Angeles", written)));

    private static bool IsListed(string name) => ZoneLabels.Accepted.ContainsKey(name);

    private static HashSet<string> Names(DateTimeZone zone) =>
        [.. zone.GetZoneIntervals(Instant.FromUtc(2024, 1, 1, 0, 0), Instant.FromUtc(2030, 1, 1, 0, 0))
            .Select(i => i.Name)];

    [GeneratedRegex(
        @"^\| `(?<label>[^`]+)` \| `(?<zone>[A-Za-z_/]+)` \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex TakenRow { get; }

    [GeneratedRegex(
        @"^\| `(?<label>[^`]+)` \| (?<why>[^`|]+) \| (?<right>[^`|]+) \|$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RefusedRow { get; }

    [GeneratedRegex("[A-Z][a-z]+/[A-Z][A-Za-z_]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id { get; }
}
