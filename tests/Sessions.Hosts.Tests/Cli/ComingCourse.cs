using System.Globalization;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Sessions.Hosts.Tests.Demo;

namespace Sessions.Hosts.Tests.Cli;

/// <summary>A course in Los Angeles, some weeks from now, as its instructor edits it.</summary>
internal sealed record ComingCourse(string Id)
{
    public static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/Los_Angeles"];

    private static readonly LocalDate FirstDay = TimeProvider.System.GetCurrentInstant().InZone(Zone).Date.PlusWeeks(5);

    /// <summary>When each session starts, at the wall.</summary>
    public IReadOnlyList<LocalTime> Starts { get; init; } = [new(10, 0), new(10, 0)];

    public int Learners { get; init; } = 3;

    public string Yaml => Given.Course(
        Id, Zone.Id, "missed",
        [.. Starts.Select((time, i) => (
            LocalDatePattern.Iso.Format(Day(i)), $"{Clock(time)}-{Clock(time.PlusMinutes(75))}"))]);

    public string Roster => Given.Roster(Learners, Id);

    public string[] Addresses => [.. Enumerable.Range(1, Learners).Select(n => Given.Address(n, Id))];

    public Instant StartOf(int session) => Day(session).At(Starts[session]).InZoneStrictly(Zone).ToInstant();

    /// <summary>Writes both files into the home folder.</summary>
    public (string Course, string Roster) WriteTo(CliHome home) =>
        (home.Write($"{Id}.yaml", Yaml), home.Write($"{Id}.csv", Roster));

    public Task<CliResult> SetUpAsync(UpServer up)
    {
        var (course, roster) = WriteTo(up.Home);
        return up.SetUpAsync(course, roster);
    }

    private static LocalDate Day(int session) => FirstDay.PlusDays(session);

    private static string Clock(LocalTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
