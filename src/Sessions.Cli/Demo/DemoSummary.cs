using Sessions.Cli.Output;
using Sessions.Simulator;
using Sessions.Web.Api;
using Spectre.Console;

namespace Sessions.Cli.Demo;

/// <summary>What came of it, and where to look.</summary>
internal static class DemoSummary
{
    /// <returns>What should have happened and did not; null when all is well.</returns>
    public static string? Failure(StatusDocument status, SimulatedTenant tenant)
    {
        var originals = tenant.Events.SelectMany(e => tenant.RecordingsOf(e.Id)).Select(r => r.Sha256).ToHashSet();
        var lost = status.Sessions.FirstOrDefault(s => s.Recordings.IsEmpty
            || s.Recordings.Any(r => r.Sha256 is null || !originals.Contains(r.Sha256)));
        return lost is not null ? $"{lost.Id} has no archived recording equal to its original"
            : status.Messages is { Pending: 0, Sending: 0, Refused: 0 } ? null
            : $"{status.Messages.Pending + status.Messages.Sending} messages did not leave, {status.Messages.Refused} were refused";
    }

    public static void Show(
        IAnsiConsole console, StatusDocument status, DemoDirectory directory, DemoLinks links, bool serve)
    {
        console.WriteLine();
        foreach (var session in status.Sessions)
            ShowSession(console, session);
        console.WriteLine();
        console.WriteLine($"Left in {directory.Path}:");
        console.WriteLine($"  mail/           {Wording.Count(Directory.GetFiles(directory.Mail, "*.eml").Length, "message", "messages")}, in the order of sending");
        console.WriteLine("  calendar/       each learner's feed, as a calendar program gets it");
        console.WriteLine("  archive/        the recordings with captions and manifests");
        console.WriteLine("  timeline.json   all of the above, event by event");
        if (serve)
            ShowPages(console, links);
        else
            console.WriteLine("With --serve the pages stay up.");
    }

    private static void ShowSession(IAnsiConsole console, SessionStatusDocument session)
    {
        var attendance = session.Attendance;
        console.MarkupLineInterpolated($"[bold]{session.Title}[/]  {Wording.Hours(session.StartUtc, session.EndUtc, session.Timezone)}");
        console.WriteLine(
            $"  {session.Invitations.Invited} invited, {attendance.Present} came, {attendance.Missed} missed it, "
            + $"{session.WatchLinks.Sent} watch links sent");
        foreach (var recording in session.Recordings)
            console.WriteLine($"  recording archived, {Wording.Bytes(recording.Length ?? 0)}, equal to its original: sha256 {recording.Sha256}");
    }

    private static void ShowPages(IAnsiConsole console, DemoLinks links)
    {
        console.WriteLine();
        console.WriteLine("The pages are up until Ctrl+C:");
        console.WriteLine($"  a learner's page    {links.Page?.ToString().TrimEnd('/')}");
        if (links.Watch is not null)
            console.WriteLine($"  a recording         {links.Watch}");
    }
}
