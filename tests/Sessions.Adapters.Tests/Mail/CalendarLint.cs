using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime.Text;

namespace Sessions.Adapters.Tests.Mail;

/// <summary>The checks of <see cref="MailLint"/> on the entry that a mail carries.</summary>
internal static partial class CalendarLint
{
    private const int LongestLine = 75;

    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    private static readonly string[] Once =
        ["UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "ORGANIZER", "ATTENDEE", "SUMMARY", "STATUS"];

    private static readonly string[] AtMostOnce =
        ["DESCRIPTION", "LOCATION", "URL", "TRANSP", "LAST-MODIFIED", "CREATED", "CLASS", "PRIORITY"];

    private static readonly string[] Texts = ["UID", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "TRANSP"];

    // Outlook does not update an exception that comes with its series: one UID a session, and no series.
    private static readonly string[] Recurring = ["RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"];

    /// <param name="method">The part's parameter, which METHOD must equal.</param>
    /// <param name="people">The mail's one sender and one recipient.</param>
    public static IEnumerable<string> Check(byte[] ics, string? method, (string? From, string? To) people)
    {
        var wrong = OfOctets(ics).ToList();
        if (CalendarLine.TryUnfold(ics) is not { } lines)
            return [.. wrong, "calendar: not UTF-8 within each line"];

        wrong.AddRange(OfText(lines));
        if (CalendarLine.ReadAll(lines) is not { } items)
            return [.. wrong, "calendar: a line is no property"];

        return
        [
            .. wrong, .. OfStructure(items, method), .. OfProperties(items, Once), .. OfTimes(items), .. OfZones(items),
            .. OfPeople(items, people, method),
        ];
    }

    internal static IEnumerable<string> OfOctets(byte[] ics)
    {
        if (!Octets.LineEndsAreCrLf(ics) || !ics.AsSpan().EndsWith("\r\n"u8))
            yield return "calendar: a line does not end with CRLF alone";

        if (Octets.LongestLine(ics) > LongestLine)
            yield return $"calendar: a line is longer than {LongestLine} octets";

        if (!ics.AsSpan().StartsWith("BEGIN:VCALENDAR\r\n"u8))
            yield return "calendar: does not begin with BEGIN:VCALENDAR";
    }

    internal static IEnumerable<string> OfText(IReadOnlyList<string> lines)
    {
        if (lines.Any(line => line.Contains('\uFFFD', StringComparison.Ordinal)))
            yield return "calendar: holds U+FFFD, the mark of a broken character";

        if (lines.Any(line => line.Any(char.IsControl)))
            yield return "calendar: holds a control character";
    }

    private static IEnumerable<string> OfStructure(IReadOnlyList<CalendarLine> items, string? method)
    {
        string[] expected = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR"];
        var marks = items.Where(i => i.Name is "BEGIN" or "END").Select(i => $"{i.Name}:{i.Value}");
        if (!marks.Where(m => !m.EndsWith(":STANDARD", StringComparison.Ordinal)
                && !m.EndsWith(":DAYLIGHT", StringComparison.Ordinal)
                && !m.EndsWith(":VTIMEZONE", StringComparison.Ordinal)).SequenceEqual(expected))
            yield return "calendar: not one VEVENT in one VCALENDAR";

        var own = items.Where(i => i.Component == "VCALENDAR").ToList();
        if (own.Count(i => i is { Name: "VERSION", Value: "2.0" }) != 1)
            yield return "calendar: VERSION:2.0 does not stand there exactly once";

        if (own.Count(i => i.Name == "PRODID") != 1)
            yield return "calendar: PRODID does not stand there exactly once";

        if (method is not ("REQUEST" or "CANCEL" or "DECLINECOUNTER"))
            yield return "calendar: the method parameter is none of REQUEST, CANCEL and DECLINECOUNTER";

        if (own.Count(i => i.Name == "METHOD" && i.Value == method) != 1
            || items.Count(i => i.Name == "METHOD") != 1)
            yield return "calendar: METHOD is not the method parameter, once, in VCALENDAR";
    }

    /// <param name="once">What every entry has, once.</param>
    internal static IEnumerable<string> OfProperties(IReadOnlyList<CalendarLine> items, string[] once)
    {
        var own = items.Where(i => i.Component == "VEVENT").ToList();
        foreach (var name in once.Where(name => own.Count(i => i.Name == name) != 1))
            yield return $"calendar: {name} does not stand there exactly once";

        foreach (var name in AtMostOnce.Where(name => own.Count(i => i.Name == name) > 1))
            yield return $"calendar: {name} stands there more than once";

        if (Value(own, "UID") is not { Length: > 0 })
            yield return "calendar: UID is empty";

        if (!int.TryParse(Value(own, "SEQUENCE"), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            yield return "calendar: SEQUENCE is no number";

        foreach (var text in own.Where(i => Texts.Contains(i.Name) && !TextPattern.IsMatch(i.Value)))
            yield return $"calendar: {text.Name} holds what must be escaped";

        foreach (var rule in own.Where(i => Recurring.Contains(i.Name)))
            yield return $"calendar: {rule.Name} makes several of one session";
    }

    internal static IEnumerable<string> OfTimes(IReadOnlyList<CalendarLine> items)
    {
        var own = items.Where(i => i.Component == "VEVENT").ToList();
        foreach (var name in new[] { "DTSTAMP", "LAST-MODIFIED", "CREATED" })
        {
            if (own.Any(i => i.Name == name && (i.Parameters.Count > 0 || !IsUtc(i.Value))))
                yield return $"calendar: {name} is not in UTC";
        }

        if (string.CompareOrdinal(Value(own, "DTSTART"), Value(own, "DTEND")) >= 0)
            yield return "calendar: DTEND is not after DTSTART";

        foreach (var time in own.Where(i => i.Name is "DTSTART" or "DTEND" && !HasZone(i, items)))
            yield return $"calendar: {time.Name} is neither in UTC nor in a zone the calendar holds once";
    }

    private static IEnumerable<string> OfZones(IReadOnlyList<CalendarLine> items)
    {
        var named = items.Where(i => i.Name != "TZID" && i.Parameters.ContainsKey("TZID"))
            .Select(i => i.Parameters["TZID"]).Distinct(StringComparer.Ordinal).ToList();
        var held = items.Where(i => i is { Name: "TZID", Component: "VTIMEZONE" }).Select(i => i.Value).ToList();
        foreach (var zone in named.Where(z => held.Count(h => h == z) != 1))
            yield return $"calendar: the zone {zone} has not exactly one VTIMEZONE";

        foreach (var zone in held.Except(named, StringComparer.Ordinal))
            yield return $"calendar: nothing is in the zone {zone}, which has a VTIMEZONE";
    }

    private static bool HasZone(CalendarLine time, IReadOnlyList<CalendarLine> items) =>
        time.Parameters.TryGetValue("TZID", out var zone)
            ? items.Count(i => i is { Name: "TZID", Component: "VTIMEZONE" } && i.Value == zone) == 1
            : IsUtc(time.Value);

    private static IEnumerable<string> OfPeople(IReadOnlyList<CalendarLine> items, (string? From, string? To) people, string? method)
    {
        var own = items.Where(i => i.Component == "VEVENT").ToList();
        var organizer = own.FirstOrDefault(i => i.Name == "ORGANIZER");
        var attendee = own.FirstOrDefault(i => i.Name == "ATTENDEE");
        if (!IsMailbox(organizer, people.From))
            yield return "calendar: ORGANIZER is not the mail's From";

        if (!IsMailbox(attendee, people.To))
            yield return "calendar: ATTENDEE is not the mail's To";

        if (organizer is not null && organizer.Parameters.ContainsKey("SENT-BY"))
            yield return "calendar: ORGANIZER has SENT-BY, which Gmail shows as an unknown organizer";

        if (method == "REQUEST" && (attendee?.Parameters.GetValueOrDefault("RSVP") != "TRUE"
            || attendee.Parameters.GetValueOrDefault("PARTSTAT") != "NEEDS-ACTION"))
            yield return "calendar: the attendee is not asked (RSVP=TRUE, PARTSTAT=NEEDS-ACTION)";

        if (method == "CANCEL" != (Value(own, "STATUS") == "CANCELLED"))
            yield return "calendar: STATUS:CANCELLED and METHOD:CANCEL do not stand together";

        if (method == "CANCEL" && Value(own, "SEQUENCE") == "0")
            yield return "calendar: a cancellation does not raise SEQUENCE";
    }

    private static bool IsMailbox(CalendarLine? person, string? expected) =>
        person?.Value.StartsWith("mailto:", StringComparison.Ordinal) == true
        && Uri.UnescapeDataString(person.Value["mailto:".Length..]).Equals(
            expected, StringComparison.OrdinalIgnoreCase);

    private static bool IsUtc(string time) => Utc.Parse(time).Success;

    private static string? Value(IReadOnlyList<CalendarLine> items, string name) =>
        items.FirstOrDefault(i => i.Name == name && i.Component == "VEVENT")?.Value;

    // RFC 5545 3.3.11: a backslash, a semicolon and a comma stand behind a backslash, a line break is \n.
    [GeneratedRegex("""^(?:[^\\;,]|\\[\\;,nN])*$""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TextPattern { get; }
}
