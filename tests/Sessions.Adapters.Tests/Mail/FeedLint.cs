namespace Sessions.Adapters.Tests.Mail;

/// <summary>
/// Reads a feed, or the file of one session, as strictly as <see cref="MailLint"/> reads the entry of a mail: no
/// METHOD or PUBLISH, nobody named in it, any number of entries, each of them whole.
/// </summary>
public static class FeedLint
{
    private static readonly string[] Once =
        ["UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "LAST-MODIFIED", "SUMMARY", "STATUS", "TRANSP"];

    private static readonly string[] Never = ["ATTENDEE", "RSVP", "REQUEST-STATUS"];

    /// <returns>Every violation found; none for a feed that is right.</returns>
    public static IReadOnlyList<string> Check(byte[] ics)
    {
        var wrong = CalendarLint.OfOctets(ics).ToList();
        if (CalendarLine.TryUnfold(ics) is not { } lines)
            return [.. wrong, "calendar: not UTF-8 within each line"];

        wrong.AddRange(CalendarLint.OfText(lines));
        if (CalendarLine.ReadAll(lines) is not { } items)
            return [.. wrong, "calendar: a line is no property"];

        var entries = Entries(items);
        return [.. wrong, .. OfCalendar(items), .. OfUids(entries), .. entries.SelectMany(OfEntry)];
    }

    private static IEnumerable<string> OfCalendar(IReadOnlyList<CalendarLine> items)
    {
        var own = items.Where(i => i.Component == "VCALENDAR").ToList();
        if (own.Count(i => i is { Name: "VERSION", Value: "2.0" }) != 1)
            yield return "calendar: VERSION:2.0 does not stand there exactly once";

        if (own.Count(i => i.Name == "PRODID") != 1)
            yield return "calendar: PRODID does not stand there exactly once";

        if (items.Where(i => i.Name == "METHOD").Select(i => $"{i.Component} {i.Value}").ToList()
            is not ([] or ["VCALENDAR PUBLISH"]))
            yield return "feed: METHOD is anything but PUBLISH, once, in VCALENDAR";

        if (items.Any(i => i.Name == "BEGIN" && i.Value is not ("VCALENDAR" or "VEVENT")))
            yield return "feed: holds something that is no entry";
    }

    private static IEnumerable<string> OfUids(IEnumerable<IReadOnlyList<CalendarLine>> entries) => entries
        .GroupBy(e => Value(e, "UID"), StringComparer.Ordinal)
        .Where(same => same.Count() > 1)
        .Select(same => $"feed: the UID {same.Key} stands there more than once");

    private static IEnumerable<string> OfEntry(IReadOnlyList<CalendarLine> entry)
    {
        foreach (var wrong in CalendarLint.OfProperties(entry, Once).Concat(CalendarLint.OfTimes(entry)))
            yield return wrong;

        foreach (var name in Never.Where(name => entry.Any(i => i.Name == name)))
            yield return $"feed: {name} asks somebody for an answer";

        var cancelled = Value(entry, "STATUS") == "CANCELLED";
        if (cancelled != (Value(entry, "TRANSP") == "TRANSPARENT"))
            yield return "feed: STATUS:CANCELLED and TRANSP:TRANSPARENT do not stand together";

        if (cancelled && entry.Any(i => i.Name is "URL" or "LOCATION"))
            yield return "feed: a cancelled session can be joined";
    }

    private static List<List<CalendarLine>> Entries(IReadOnlyList<CalendarLine> items)
    {
        var entries = new List<List<CalendarLine>>();
        foreach (var item in items)
        {
            if (item is { Name: "BEGIN", Value: "VEVENT" })
                entries.Add([]);
            else if (item.Component == "VEVENT" && item.Name != "END")
                entries[^1].Add(item);
        }

        return entries;
    }

    private static string? Value(IReadOnlyList<CalendarLine> entry, string name) =>
        entry.FirstOrDefault(i => i.Name == name)?.Value;
}
