using NodaTime;
using Sessions.Invitations;

namespace Sessions.Tests.Invitations;

public sealed class CalendarFeedTests
{
    private static readonly FeedEntry First = new("1@example.org", 0, Samples.Stamp, Samples.First, Cancelled: false);

    private static readonly FeedEntry Second = new(
        "2@example.org", 2, Samples.Stamp + Duration.FromHours(1), Samples.Second, Cancelled: true);

    [Fact]
    public void A_feed_names_nobody_and_says_how_often_to_ask()
    {
        Assert.Equal(
            [
                "BEGIN:VCALENDAR",
                "CALSCALE:GREGORIAN",
                "METHOD:PUBLISH",
                "NAME:You are here",
                "PRODID:-//Sessions//Sessions 1.0//EN",
                "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
                "VERSION:2.0",
                "X-PUBLISHED-TTL:PT1H",
                "X-WR-CALNAME:You are here",
                "BEGIN:VEVENT",
                "DESCRIPTION:Wednesday\\, October 22\\, 2025\\n10:00–11:15 PDT\\n\\nJoin the session: "
                    + Samples.Join + "\\n\\nDe-escalation and communication for library staff.",
                "DTEND:20251022T181500Z",
                "DTSTAMP:20251001T160000Z",
                "DTSTART:20251022T170000Z",
                "LAST-MODIFIED:20251001T160000Z",
                "LOCATION:" + Samples.Join,
                "SEQUENCE:0",
                "STATUS:CONFIRMED",
                "SUMMARY:You are here: Interactive session 1",
                "TRANSP:OPAQUE",
                "UID:1@example.org",
                "URL:" + Samples.Join,
                "END:VEVENT",
                "END:VCALENDAR",
            ],
            IcsLines.Read(Write(Samples.Stamp, First)));
    }

    [Fact]
    public void A_cancelled_session_is_marked_and_cannot_be_joined()
    {
        Assert.Equal(
            [
                "BEGIN:VEVENT",
                "DESCRIPTION:Wednesday\\, November 12\\, 2025\\n10:00–11:00 PST\\n\\n"
                    + "De-escalation and communication for library staff.",
                "DTEND:20251112T190000Z",
                "DTSTAMP:20251001T170000Z",
                "DTSTART:20251112T180000Z",
                "LAST-MODIFIED:20251001T170000Z",
                "SEQUENCE:2",
                "STATUS:CANCELLED",
                "SUMMARY:Cancelled: You are here: Interactive session 2",
                "TRANSP:TRANSPARENT",
                "UID:2@example.org",
                "END:VEVENT",
                "END:VCALENDAR",
            ],
            IcsLines.Read(Write(Samples.Stamp, Second)).Skip(9));
    }

    [Fact]
    public void A_cancelled_session_goes_a_week_after_its_end_and_a_held_one_stays()
    {
        var gone = Samples.Second.End + Duration.FromDays(7);

        Assert.Equal(["UID:1@example.org", "UID:2@example.org"], Uids(gone - Duration.FromSeconds(1)));
        Assert.Equal(["UID:1@example.org"], Uids(gone));
    }

    [Fact]
    public void Nobody_downloads_a_feed_again_because_its_sessions_came_in_another_order() =>
        Assert.Equal(
            Write(Samples.Stamp, First, Second), Write(Samples.Stamp + Duration.FromDays(1), Second, First));

    [Fact]
    public void A_feed_without_sessions_is_still_a_calendar() =>
        Assert.Equal(
            ["BEGIN:VCALENDAR", "END:VCALENDAR"],
            IcsLines.Read(Write(Samples.Stamp)).Where(l => l.EndsWith(":VCALENDAR", StringComparison.Ordinal)));

    private static string Write(Instant now, params FeedEntry[] entries) =>
        CalendarFeed.Write("You are here", entries, now, Samples.Zones);

    private static IEnumerable<string> Uids(Instant now) =>
        IcsLines.Read(Write(now, Second, First)).Where(l => l.StartsWith("UID:", StringComparison.Ordinal));
}
