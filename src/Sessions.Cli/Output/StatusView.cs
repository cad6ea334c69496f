using NodaTime;
using Sessions.Web.Api;
using Spectre.Console;

namespace Sessions.Cli.Output;

/// <summary>A course's status for people, session by session.</summary>
internal static class StatusView
{
    public static void Show(IAnsiConsole console, StatusDocument course)
    {
        console.MarkupLineInterpolated(
            $"[bold]{course.Title}[/] ({course.Course}) · {course.Timezone} · {Wording.Count(course.Learners, "learner", "learners")}");
        foreach (var note in course.Notes)
            console.MarkupLineInterpolated($"[yellow]![/] {note}");
        console.WriteLine();
        foreach (var session in course.Sessions)
            Show(console, session);
        ShowMessages(console, course.Messages);
        foreach (var sentence in course.NeedsAttention)
            console.MarkupLineInterpolated($"[yellow]![/] {sentence}");
        if (course.NeedsAttention.IsEmpty)
            console.WriteLine("Nothing needs you.");
        console.WriteLine();
    }

    private static void Show(IAnsiConsole console, SessionStatusDocument session)
    {
        console.MarkupLineInterpolated($"  [bold]{session.Id}[/]  {session.Title} · {session.State}");
        console.WriteLine($"    {Wording.Hours(session.StartUtc, session.EndUtc, session.Timezone)}   {Wording.UtcHours(session.StartUtc, session.EndUtc)}");
        console.WriteLine($"    meeting      {session.Meeting.State}{(session.Meeting.JoinUrl is null ? "" : $"  {session.Meeting.JoinUrl}")}");
        console.WriteLine($"    invitations  {Invitations(session.Invitations)}");
        console.WriteLine($"    replies      {Replies(session.Replies)}");
        console.WriteLine($"    attendance   {Attendance(session.Attendance)}");
        console.WriteLine($"    recording    {Recordings(session)}");
        console.WriteLine($"    watch links  {session.WatchLinks.Sent} sent, {session.WatchLinks.Watched} watched");
        if (session.Next is { } next)
            console.WriteLine($"    next         {At(next.At, session.Timezone)}: {next.What}");
        console.WriteLine();
    }

    private static string Invitations(InvitationsDocument invitations) =>
        $"{invitations.Invited} invited"
        + (invitations.Cancelled > 0 ? $", {invitations.Cancelled} cancelled" : "")
        + (invitations.Pending > 0 ? $", {invitations.Pending} still to tell" : "");

    private static string Replies(RepliesDocument replies) =>
        $"{replies.Coming} coming, {replies.Tentative} maybe, {replies.CannotCome} can't come, {replies.NoAnswer} without an answer"
        + (replies.Absentees.IsEmpty ? "" : $" · can't come: {string.Join(", ", replies.Absentees.Select(a => a.Name))}");

    private static string Attendance(AttendanceDocument attendance) =>
        attendance.Present is { } present
            ? $"{present} present, {attendance.Missed} missed it"
                + (attendance.Unknown > 0 ? $", {attendance.Unknown} unknown" : "")
                + (attendance.Unmatched.IsEmpty ? "" : $", {attendance.Unmatched.Length} not on the roster")
            : "unknown";

    private static string Recordings(SessionStatusDocument session) =>
        session.Recordings.IsEmpty
            ? session.RecordingMissing ? "missing" : "none yet"
            : string.Join("; ", session.Recordings.Select(r => r.Length is { } length
                ? $"{r.State}, {Wording.Bytes(length)}, {(r.Captions ? "with captions" : "no captions yet")}, sha256 {r.Sha256?[..12]}…"
                : r.State));

    private static void ShowMessages(IAnsiConsole console, MessagesDocument messages) => console.WriteLine(
        $"Mail: {messages.Sent} sent, {messages.Pending + messages.Sending} waiting, {messages.Refused} refused");

    private static string At(Instant at, string zoneId) =>
        NodaTime.Text.ZonedDateTimePattern.CreateWithInvariantCulture("ddd d MMM uuuu HH:mm x", zoneProvider: null)
            .Format(at.InZone(Zones.Tzdb[zoneId]));
}
