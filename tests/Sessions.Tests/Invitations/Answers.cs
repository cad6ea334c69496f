using Sessions.Invitations;

namespace Sessions.Tests.Invitations;

/// <summary>Answers as other people's calendars write them.</summary>
internal static class Answers
{
    /// <summary>Exchange: no ORGANIZER, a zone of its own making, a heading of its own.</summary>
    public const string Exchange =
        """
        BEGIN:VCALENDAR
        METHOD:REPLY
        PRODID:Microsoft Exchange Server 2010
        VERSION:2.0
        BEGIN:VTIMEZONE
        TZID:Customized Time Zone 1
        BEGIN:STANDARD
        DTSTART:16010101T000000
        TZOFFSETFROM:-0700
        TZOFFSETTO:-0800
        END:STANDARD
        END:VTIMEZONE
        BEGIN:VEVENT
        ATTENDEE;PARTSTAT=ACCEPTED;CN="Ruiz; Ana: Dr.":MAILTO:ana.ruiz@example.net
        COMMENT;LANGUAGE=en-US:\n
        UID:you-are-here.session-1.0198c0de000070008000000000000001@exam
         ple.org
        SUMMARY;LANGUAGE=en-US:Accepted: You are here
        DTSTART;TZID=Customized Time Zone 1:20251022T100000
        DTEND;TZID=Customized Time Zone 1:20251022T111500
        CLASS:PUBLIC
        PRIORITY:5
        DTSTAMP:20251002T080000Z
        TRANSP:OPAQUE
        STATUS:CONFIRMED
        SEQUENCE:0
        X-MICROSOFT-CDO-APPT-SEQUENCE:0
        BEGIN:VALARM
        TRIGGER:-PT15M
        UID:not-the-entrys
        END:VALARM
        END:VEVENT
        END:VCALENDAR
        """;

    public static string Reply(
        string partStat = "ACCEPTED", string method = "REPLY", string uid = Samples.Uid, string sequence = "0",
        string stamp = "20251002T080000Z", string attendee = "ana.ruiz@example.net") =>
        $"""
        BEGIN:VCALENDAR
        VERSION:2.0
        METHOD:{method}
        BEGIN:VEVENT
        UID:{uid}
        SEQUENCE:{sequence}
        DTSTAMP:{stamp}
        DTSTART:20260101T000000Z
        ATTENDEE;PARTSTAT={partStat}:mailto:{attendee}
        END:VEVENT
        END:VCALENDAR
        """;

    public static ReceivedMail Mail(params string[] calendars) => new(
        "ana.ruiz@example.net", IsCut: false, [.. calendars.Select(c => new ReceivedCalendar("REPLY", c))],
        Failure: null);
}
