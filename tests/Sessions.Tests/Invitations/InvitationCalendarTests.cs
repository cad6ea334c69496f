using System.Text;
using NodaTime;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Tests.Invitations;

public sealed class InvitationCalendarTests
{
    [Fact]
    public void A_request_says_everything_a_calendar_needs_to_offer_yes_and_no()
    {
        var part = Samples.Entry(ITipMethod.Request);

        Assert.Equal("REQUEST", part.Method);
        Assert.Equal(
            [
                "BEGIN:VCALENDAR",
                "CALSCALE:GREGORIAN",
                "METHOD:REQUEST",
                "PRODID:-//Sessions//Sessions 1.0//EN",
                "VERSION:2.0",
                "BEGIN:VEVENT",
                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Ana Ruiz:"
                    + "mailto:ana.ruiz@example.net",
                "DESCRIPTION:Wednesday\\, October 22\\, 2025\\n10:00–11:15 PDT\\n\\nJoin the session: "
                    + Samples.Join + "\\n\\nDe-escalation and communication for library staff.",
                "DTEND:20251022T181500Z",
                "DTSTAMP:20251001T160000Z",
                "DTSTART:20251022T170000Z",
                "LOCATION:" + Samples.Join,
                "ORGANIZER;CN=Becky Russell:mailto:becky.russell@example.org",
                "SEQUENCE:0",
                "STATUS:CONFIRMED",
                "SUMMARY:You are here: Interactive session 1",
                "TRANSP:OPAQUE",
                "UID:" + Samples.Uid,
                "URL:" + Samples.Join,
                "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
                "X-MICROSOFT-DISALLOW-COUNTER:TRUE",
                "END:VEVENT",
                "END:VCALENDAR",
            ],
            IcsLines.Read(part.Ics));
    }

    [Fact]
    public void A_cancellation_is_not_ignored_as_a_request_with_a_status_would_be()
    {
        var part = Samples.Entry(ITipMethod.Cancel, sequence: 1);
        var lines = IcsLines.Read(part.Ics);

        Assert.Equal("CANCEL", part.Method);
        Assert.Equal(
            [
                "METHOD:CANCEL",
                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;CN=Ana Ruiz:mailto:ana.ruiz@example.net",
                "DTEND:20251022T181500Z",
                "DTSTAMP:20251001T160000Z",
                "DTSTART:20251022T170000Z",
                "ORGANIZER;CN=Becky Russell:mailto:becky.russell@example.org",
                "SEQUENCE:1",
                "STATUS:CANCELLED",
                "SUMMARY:You are here: Interactive session 1",
                "UID:" + Samples.Uid,
            ],
            lines.Where(line => line.Split(':', ';')[0]
                is "METHOD" or "ATTENDEE" or "DTEND" or "DTSTAMP" or "DTSTART" or "ORGANIZER" or "SEQUENCE" or "STATUS"
                or "SUMMARY" or "UID"));
    }

    [Fact]
    public void The_same_wall_clock_after_the_clocks_went_back_is_another_UTC_hour()
    {
        var lines = IcsLines.Read(Samples.Entry(ITipMethod.Request, Samples.Second).Ics);

        Assert.Contains("DTSTART:20251112T180000Z", lines);
        Assert.Contains("DTEND:20251112T190000Z", lines);
        Assert.Contains(lines, l => l.StartsWith(
            "DESCRIPTION:Wednesday\\, November 12\\, 2025\\n10:00–11:00 PST\\n", StringComparison.Ordinal));
    }

    [Fact]
    public void One_hour_off_in_Outlook_cannot_happen_without_a_VTIMEZONE_to_misread()
    {
        Assert.DoesNotContain(
            IcsLines.Read(Samples.Entry(ITipMethod.Request).Ics),
            line => line.Contains("VTIMEZONE", StringComparison.Ordinal)
                || line.Contains("TZID", StringComparison.Ordinal));
    }

    [Fact]
    public void Bad_emoji_from_a_fold_inside_a_surrogate_pair_cannot_happen()
    {
        for (var prefix = 0; prefix < 80; prefix++)
        {
            var title = new string('x', prefix) + string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 12)) + "é";
            var part = Samples.Entry(ITipMethod.Request, Samples.First with { SessionTitle = title });

            Assert.Contains("SUMMARY:You are here: " + title, IcsLines.Read(part.Ics));
        }
    }

    [Fact]
    public void A_name_with_line_breaks_and_quotes_brings_no_property_of_its_own()
    {
        var plain = Samples.Entry(ITipMethod.Request);
        var hostile = Samples.Entry(ITipMethod.Request, attendee: Samples.Ana with
        {
            Name = "x\"\r\nSUMMARY:Injected\r\nLOCATION:https://evil.example\r\nX-A",
        });

        Assert.Equal(IcsLines.Names(plain.Ics), IcsLines.Names(hostile.Ics));
        Assert.Contains("SUMMARY:You are here: Interactive session 1", IcsLines.Read(hostile.Ics));
    }

    [Fact]
    public void A_join_address_is_not_escaped_where_it_is_a_URI()
    {
        var content = Samples.First with { JoinUrl = "https://teams.example.com/l/a,b;c?x=%2c" };

        var lines = IcsLines.Read(Samples.Entry(ITipMethod.Request, content).Ics);

        Assert.Contains("URL:https://teams.example.com/l/a,b;c?x=%2c", lines);
        Assert.Contains("LOCATION:https://teams.example.com/l/a\\,b\\;c?x=%2c", lines);
    }

    [Fact]
    public void An_address_with_every_legal_sign_stays_comparable()
    {
        var address = "o'neil+a&b=c/d!$*_~-%#?^`{|}@example.net";

        var line = IcsLines.Read(Samples.Entry(ITipMethod.Request, attendee: new Mailbox("", address)).Ics)
            .Single(l => l.StartsWith("ATTENDEE", StringComparison.Ordinal));

        var mailto = line[(line.LastIndexOf("mailto:", StringComparison.Ordinal) + 7)..];
        Assert.Equal("o'neil+a&b=c/d!$*_~-%25%23%3F%5E%60%7B%7C%7D@example.net", mailto);
        Assert.Equal(address, Uri.UnescapeDataString(mailto));
    }

    [Fact]
    public void Equal_entries_have_equal_bytes_on_any_number_of_threads()
    {
        var expected = Samples.Entry(ITipMethod.Request).Ics;
        var made = new string[500];

        Parallel.For(0, made.Length, i => made[i] = Samples.Entry(ITipMethod.Request).Ics);

        Assert.All(made, ics => Assert.Equal(expected, ics));
    }

    [Fact]
    public void The_learners_language_words_the_entry()
    {
        var part = InvitationCalendar.Write(
            ITipMethod.Request, Samples.Uid, 0, Samples.Stamp, Samples.First, Samples.Becky, Samples.Ana,
            Samples.Zones, Wording.For("es"));

        Assert.Contains(
            IcsLines.Read(part.Ics),
            line => line.StartsWith(
                "DESCRIPTION:miércoles\\, 22 de octubre de 2025\\n10:00–11:15 PDT\\n\\nEntrar en la sesión: ",
                StringComparison.Ordinal));
    }

    [Fact]
    public void Ten_kilobytes_of_description_are_folded_by_octets()
    {
        var text = new StringBuilder().Insert(0, "Größe ÷ 人 🎉, ", 600).ToString().Trim();

        var lines = IcsLines.Read(
            Samples.Entry(ITipMethod.Request, Samples.First with { Description = text }).Ics);

        Assert.Contains(
            lines,
            l => l.EndsWith(text.Replace(",", "\\,", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void A_session_in_a_zone_without_letters_is_worded_by_its_offset()
    {
        var content = Samples.First with { ZoneId = "America/Sao_Paulo" };

        Assert.Contains(
            IcsLines.Read(Samples.Entry(ITipMethod.Request, content).Ics),
            l => l.Contains("14:00–15:15 UTC-03:00", StringComparison.Ordinal));
    }

    [Fact]
    public void A_session_over_midnight_names_both_days()
    {
        var content = Samples.Content(
            "Late", new LocalDateTime(2025, 10, 22, 23, 0), Duration.FromHours(2));

        Assert.Contains(
            IcsLines.Read(Samples.Entry(ITipMethod.Request, content).Ics),
            l => l.Contains("23:00 – Thursday\\, October 23\\, 01:00 PDT", StringComparison.Ordinal));
    }

    [Fact]
    public void A_session_during_which_the_clocks_change_says_both_names()
    {
        var content = Samples.Content(
            "Night", new LocalDateTime(2025, 11, 2, 0, 30), Duration.FromHours(3));

        Assert.Contains(
            IcsLines.Read(Samples.Entry(ITipMethod.Request, content).Ics),
            l => l.Contains("00:30 PDT–02:30 PST", StringComparison.Ordinal));
    }
}
