using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Invitations;

/// <summary>What invitations and feeds have in common; the only file that hands text to Ical.Net.</summary>
internal static class IcsEvent
{
    private const string ProductId = "-//Sessions//Sessions 1.0//EN";

    public static Calendar Calendar(string method) =>
        new() { Method = method, ProductId = ProductId, Scale = "GREGORIAN" };

    /// <summary>
    /// The session in UTC: right in every reader tried, without a VTIMEZONE to be misread. How the course words
    /// its hours stands in the description.
    /// </summary>
    public static CalendarEvent Of(
        string uid, int sequence, Instant stamp, InvitationContent content, IDateTimeZoneProvider zones,
        Wording wording)
    {
        var made = new CalendarEvent
        {
            Uid = IcsText.Line(uid),
            Sequence = sequence,
            DtStamp = Utc(stamp),
            DtStart = Utc(content.Start),
            DtEnd = Utc(content.End),
            Summary = Heading(content),
            Description = Description(content, zones, wording),
        };
        AddJoinLink(made, IcsText.Line(content.JoinUrl));
        return made;
    }

    public static string Heading(InvitationContent content) =>
        IcsText.Line($"{content.CourseTitle}: {content.SessionTitle}");

    public static CalDateTime Utc(Instant instant) => new(instant.ToDateTimeUtc());

    /// <summary>A property that Ical.Net has no member for, or would rewrite.</summary>
    public static void Add(
        CalendarComponent component, string name, string value, params (string Name, string Value)[] parameters)
    {
        var property = new CalendarProperty(name, IcsText.Line(value));
        foreach (var parameter in parameters)
            property.AddParameter(parameter.Name, IcsText.Parameter(parameter.Value));

        component.AddProperty(property);
    }

    /// <summary>The same bytes for the same calendar. A serializer is made for each: a shared one breaks.</summary>
    public static string Write(Calendar calendar) => IcsText.Refold(
        new CalendarSerializer().SerializeToString(calendar)
        ?? throw new InvalidOperationException("Ical.Net wrote nothing"));

    private static void AddJoinLink(CalendarEvent made, string join)
    {
        if (join.Length == 0)
            return;

        made.Location = join;
        // A string would be escaped as TEXT, which a URI must not be (RFC 5545 3.3.13).
        if (Uri.TryCreate(join, UriKind.Absolute, out var address))
            made.Url = address;
    }

    private static string Description(InvitationContent content, IDateTimeZoneProvider zones, Wording wording)
    {
        var when = SessionHours.Of(content.Start, content.End, zones[content.ZoneId], wording);
        string[] passages =
        [
            $"{when.Date}\n{when.Hours}",
            content.JoinUrl.Length > 0 ? $"{wording.JoinLabel}: {IcsText.Line(content.JoinUrl)}" : "",
            IcsText.Lines(content.Description ?? ""),
        ];
        return IcsText.Lines(string.Join("\n\n", passages.Where(p => p.Length > 0)));
    }
}
