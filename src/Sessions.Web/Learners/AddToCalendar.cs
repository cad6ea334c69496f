using NodaTime;
using NodaTime.Text;
using Sessions.Ledger;

namespace Sessions.Web.Learners;

/// <summary>Addresses that open a web calendar with the session filled in.</summary>
/// <param name="OutlookCom">Personal accounts.</param>
/// <param name="Office365">Work and school accounts.</param>
public sealed record AddToCalendar(string Google, string OutlookCom, string Office365)
{
    private static readonly InstantPattern Compact =
        InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    public static AddToCalendar For(InvitationContent content) => new(
        GoogleAddress(content),
        OutlookAddress("outlook.live.com", content),
        OutlookAddress("outlook.office.com", content));

    private static string GoogleAddress(InvitationContent content) =>
        "https://calendar.google.com/calendar/render?" + Query(
            ("action", "TEMPLATE"),
            ("text", Heading(content)),
            ("dates", $"{Compact.Format(content.Start)}/{Compact.Format(content.End)}"),
            ("ctz", content.ZoneId),
            ("details", Details(content)),
            ("location", content.JoinUrl));

    private static string OutlookAddress(string host, InvitationContent content) =>
        $"https://{host}/calendar/0/deeplink/compose?" + Query(
            ("path", "/calendar/action/compose"),
            ("rru", "addevent"),
            ("subject", Heading(content)),
            ("startdt", Iso(content.Start)),
            ("enddt", Iso(content.End)),
            ("body", Details(content)),
            ("location", content.JoinUrl));

    private static string Heading(InvitationContent content) => $"{content.CourseTitle}: {content.SessionTitle}";

    private static string Details(InvitationContent content) => $"Join: {content.JoinUrl}";

    private static string Iso(Instant instant) => InstantPattern.General.Format(instant);

    // Spaces as %20: Outlook shows a plus sign as one.
    private static string Query(params (string Name, string Value)[] parts) =>
        string.Join('&', parts.Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}"));
}
