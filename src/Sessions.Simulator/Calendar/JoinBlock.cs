using Sessions.Simulator.Meetings;

namespace Sessions.Simulator.Calendar;

/// <summary>What Teams appends to an event's body. A PATCH of the body loses it, as it does in Exchange.</summary>
internal static class JoinBlock
{
    private const string Marker = "Microsoft Teams meeting";

    public static string AppendTo(string html, StoredMeeting meeting) =>
        $"""
        <html><body>{html}<br><div class="me-email-text"><div>{Marker}</div>
        <a class="me-email-headline" href="{meeting.JoinUrl}">Join the meeting now</a>
        <div>Meeting ID: {meeting.JoinMeetingId}</div></div></body></html>
        """;

    public static bool StandsIn(string html) => html.Contains(Marker, StringComparison.Ordinal);
}
