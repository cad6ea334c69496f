using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Sessions.Cli.Output;
using Sessions.Ledger;
using Spectre.Console;

namespace Sessions.Cli.Demo;

/// <summary>The history as it happens: a heading a day, a line an event, the same event to many as one line.</summary>
internal sealed class TimelineView(IAnsiConsole console, DateTimeZone zone)
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("dddd d MMMM uuuu");

    private static readonly ZonedDateTimePattern Clock =
        ZonedDateTimePattern.CreateWithInvariantCulture("HH:mm x", zoneProvider: null);

    private int _shown;
    private LocalDate? _day;

    /// <summary>Shows what the history holds beyond what was shown.</summary>
    public void ShowNew(ImmutableArray<HistoryEntry> history)
    {
        var groups = new List<List<HistoryEntry>>();
        foreach (var entry in history.Skip(_shown))
        {
            if (groups.LastOrDefault() is { } last && Together(last[0], entry))
                last.Add(entry);
            else
                groups.Add([entry]);
        }

        _shown = history.Length;
        foreach (var group in groups)
            Show(group);
    }

    private static bool Together(HistoryEntry one, HistoryEntry other) =>
        one.At == other.At && one.Event == other.Event && one.Session == other.Session && one.Learner is not null;

    private void Show(List<HistoryEntry> group)
    {
        var first = group[0];
        var local = first.At.InZone(zone);
        if (_day != local.Date)
        {
            _day = local.Date;
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{Day.Format(local.Date)}[/]");
        }

        var (sign, colour) = Sign(first.Event);
        console.Markup($"  [grey]{Clock.Format(local).PadRight(10)}[/] [{colour}]{sign}[/] ");
        console.MarkupLineInterpolated(
            $"{first.Event.PadRight(21)} [grey]{(first.Session ?? "").PadRight(10)}[/] {Text(group)}");
        if (first.Event == EventName.AttendanceCollected)
            ShowEach(group);
    }

    private static string Text(List<HistoryEntry> group) => group switch
    {
        [var only] => only.Learner is { } learner ? $"{learner}  {only.Detail}" : only.Detail,
        { Count: <= 3 } => string.Join(", ", group.Select(e => e.Learner)),
        _ => $"{Wording.Count(group.Count, "learner", "learners")}: {group[0].Learner}, {group[1].Learner}, …",
    };

    private void ShowEach(List<HistoryEntry> group)
    {
        const int most = 15;
        foreach (var entry in group.Take(most))
            console.MarkupLineInterpolated($"                [grey]{entry.Learner}  {entry.Detail}[/]");
        if (group.Count > most)
            console.MarkupLine($"                [grey]and {Wording.Count(group.Count - most, "more", "more")}[/]");
    }

    private static (string Sign, string Colour) Sign(string name) => name switch
    {
        EventName.Warning or EventName.RecordingMissing => ("!", "yellow"),
        EventName.MeetingCancelled or EventName.CancellationSent => ("×", "red"),
        EventName.InvitationSent or EventName.UpdateSent or EventName.ReminderSent => ("✉", "blue"),
        EventName.WatchLinkSent => ("▶", "green"),
        EventName.RecordingArchived => ("✓", "green"),
        _ => ("•", "grey"),
    };
}
