using System.Collections.Immutable;
using NodaTime.Text;
using Sessions.Web.Api;
using Spectre.Console;

namespace Sessions.Cli.Output;

/// <summary>The history for people, oldest first, one line an entry.</summary>
internal static class LogView
{
    private static readonly OffsetDateTimePattern Local =
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss o<m>");

    public static void Show(IAnsiConsole console, ImmutableArray<LogEntryDocument> entries)
    {
        if (entries.IsEmpty)
            console.WriteLine("Nothing was done or told yet.");
        foreach (var entry in entries)
        {
            var about = string.Join(' ', new[] { entry.Session, entry.Learner }.Where(p => p is not null));
            console.MarkupLineInterpolated(
                $"[grey]{Local.Format(entry.Local)}[/]  [bold]{entry.Event.PadRight(22)}[/] {about}  {entry.Detail}");
        }
    }
}
