using Ical.Net.CalendarComponents;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Invitations;

/// <summary>One session as a learner's feed shows it.</summary>
/// <param name="Sequence">And <paramref name="Stamp"/>, as last told: some readers look at nothing else.</param>
public sealed record FeedEntry(string Uid, int Sequence, Instant Stamp, InvitationContent Content, bool Cancelled);

/// <summary>
/// A calendar to subscribe to, or, with one entry, to save: iTIP's PUBLISH (RFC 5546 3.2.1), which names nobody.
/// Equal entries give equal bytes, so that an ETag can be made from them.
/// </summary>
public static class CalendarFeed
{
    /// <summary>How long after its end a cancelled session is still shown as cancelled.</summary>
    public static readonly Duration ShownCancelled = Duration.FromDays(7);

    private const string AskAgain = "PT1H";

    /// <param name="now">Only decides which cancelled sessions are shown no longer.</param>
    /// <param name="wording">English when null.</param>
    /// <returns>CRLF lines, at most 75 octets each.</returns>
    public static string Write(
        string name, IEnumerable<FeedEntry> entries, Instant now, IDateTimeZoneProvider zones, Wording? wording = null)
    {
        var calendar = IcsEvent.Calendar("PUBLISH");
        IcsEvent.Add(calendar, "NAME", name);
        IcsEvent.Add(calendar, "X-WR-CALNAME", name);
        IcsEvent.Add(calendar, "REFRESH-INTERVAL", AskAgain, ("VALUE", "DURATION"));
        IcsEvent.Add(calendar, "X-PUBLISHED-TTL", AskAgain);

        var shown = entries
            .Where(e => now < ShownUntil(e))
            .OrderBy(e => e.Content.Start)
            .ThenBy(e => e.Uid, StringComparer.Ordinal);
        foreach (var entry in shown)
            calendar.Events.Add(Of(entry, zones, wording ?? Wording.English));

        return IcsEvent.Write(calendar);
    }

    /// <summary>When the feed last came to say something else: an entry was told, or went.</summary>
    /// <returns>Null for a feed without entries.</returns>
    public static Instant? LastChange(IEnumerable<FeedEntry> entries, Instant now) => entries
        .Select(e => ShownUntil(e) is var gone && gone <= now ? gone : e.Stamp)
        .Max(instant => (Instant?)instant);

    /// <summary>When the next entry goes, with nothing told; the end of time if none does.</summary>
    public static Instant NextChange(IEnumerable<FeedEntry> entries, Instant now) => entries
        .Select(ShownUntil)
        .Where(gone => gone > now)
        .Append(Instant.MaxValue)
        .Min();

    private static Instant ShownUntil(FeedEntry entry) =>
        entry.Cancelled ? entry.Content.End + ShownCancelled : Instant.MaxValue;

    private static CalendarEvent Of(FeedEntry entry, IDateTimeZoneProvider zones, Wording wording)
    {
        // Nobody is to join what does not take place.
        var content = entry.Cancelled ? entry.Content with { JoinUrl = "" } : entry.Content;
        var made = IcsEvent.Of(entry.Uid, entry.Sequence, entry.Stamp, content, zones, wording);
        made.LastModified = IcsEvent.Utc(entry.Stamp);
        made.Status = entry.Cancelled ? "CANCELLED" : "CONFIRMED";
        made.Transparency = entry.Cancelled ? "TRANSPARENT" : "OPAQUE";
        if (entry.Cancelled)
            made.Summary = $"{wording.CancelledPrefix} {made.Summary}";

        return made;
    }
}
