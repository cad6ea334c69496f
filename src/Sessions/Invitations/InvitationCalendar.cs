using System.Text;
using Ical.Net.CalendarComponents;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Invitations;

/// <summary>One learner's entry as a scheduling message: REQUEST, CANCEL and DECLINECOUNTER (RFC 5546 3.2.2, 3.2.5,
/// 3.2.8).</summary>
public static class InvitationCalendar
{
    /// <param name="sequence">Higher than in any earlier message about <paramref name="uid"/>; what declines a
    /// proposal has that of the entry as it stands.</param>
    /// <param name="stamp">Later than in any earlier message about <paramref name="uid"/>.</param>
    /// <param name="organizer">The mail's From: receivers compare the two (RFC 6047 3).</param>
    /// <param name="attendee">The mail's only recipient: whoever is not listed gets no buttons to answer with.</param>
    /// <param name="wording">English when null.</param>
    public static CalendarPart Write(
        ITipMethod method,
        string uid,
        int sequence,
        Instant stamp,
        InvitationContent content,
        Mailbox organizer,
        Mailbox attendee,
        IDateTimeZoneProvider zones,
        Wording? wording = null)
    {
        var name = NameOf(method);
        var entry = IcsEvent.Of(uid, sequence, stamp, content, zones, wording ?? Wording.English);
        AddPeople(entry, method, organizer, attendee);
        if (method == ITipMethod.Cancel)
            Withdraw(entry);
        else
            Claim(entry);

        var calendar = IcsEvent.Calendar(name);
        calendar.Events.Add(entry);
        return new CalendarPart(name, IcsEvent.Write(calendar));
    }

    private static void AddPeople(CalendarEvent entry, ITipMethod method, Mailbox organizer, Mailbox attendee)
    {
        IcsEvent.Add(entry, "ORGANIZER", MailTo(organizer), ("CN", NameOf(organizer)));
        (string, string)[] asked = method == ITipMethod.Request
            ?
            [
                ("CUTYPE", "INDIVIDUAL"), ("ROLE", "REQ-PARTICIPANT"), ("PARTSTAT", "NEEDS-ACTION"), ("RSVP", "TRUE"),
                ("CN", NameOf(attendee)),
            ]
            : [("CUTYPE", "INDIVIDUAL"), ("ROLE", "REQ-PARTICIPANT"), ("CN", NameOf(attendee))];
        IcsEvent.Add(entry, "ATTENDEE", MailTo(attendee), asked);
    }

    private static void Claim(CalendarEvent entry)
    {
        entry.Status = "CONFIRMED";
        entry.Transparency = "OPAQUE";
        IcsEvent.Add(entry, "X-MICROSOFT-CDO-BUSYSTATUS", "BUSY");
        // Nobody answers a proposal of another time for a class.
        IcsEvent.Add(entry, "X-MICROSOFT-DISALLOW-COUNTER", "TRUE");
    }

    // The hours and the heading stay: a client that lost the entry can still say what is cancelled.
    private static void Withdraw(CalendarEvent entry)
    {
        entry.Status = "CANCELLED";
        entry.Transparency = "TRANSPARENT";
        IcsEvent.Add(entry, "X-MICROSOFT-CDO-BUSYSTATUS", "FREE");
    }

    private static string NameOf(ITipMethod method) => method switch
    {
        ITipMethod.Request => "REQUEST",
        ITipMethod.Cancel => "CANCEL",
        ITipMethod.DeclineCounter => "DECLINECOUNTER",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, message: null),
    };

    private static string NameOf(Mailbox mailbox) =>
        IcsText.Parameter(mailbox.Name) is { Length: > 0 } name ? name : IcsText.Parameter(mailbox.Address);

    // Only what no URI may hold is encoded (RFC 3986 2): readers compare the rest as it stands.
    private static string MailTo(Mailbox mailbox)
    {
        var address = new StringBuilder("mailto:");
        foreach (var character in IcsText.Line(mailbox.Address))
        {
            if (character is '%' or '#' or '?' or '^' or '`' or '{' or '|' or '}' or '"' or ' ' or '<' or '>')
                address.Append(Uri.HexEscape(character));
            else
                address.Append(character);
        }

        return address.ToString();
    }
}
