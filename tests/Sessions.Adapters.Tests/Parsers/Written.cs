using System.Text;
using NodaTime;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Parsers;

/// <summary>A session as an instructor writes it: a wall clock in a zone.</summary>
internal sealed record AuthoredSession(string Zone, LocalDateTime Start, LocalDateTime End)
{
    /// <summary>Null for one that the course file would refuse.</summary>
    public InvitationContent? Content(string title, string? description = null) =>
        WallClock.Read(Start, Tzdb[Zone]) is OneInstant(var start)
        && WallClock.Read(End, Tzdb[Zone]) is OneInstant(var end) && start < end
            ? new InvitationContent(
                "Course", title, description, start, end, Zone, "", "Becky Russell", "becky.russell@example.org")
            : null;

    /// <summary>What Noda Time says the two hours are, without any code of ours, in seconds since 1970.</summary>
    public (long Start, long End) Meant => (Seconds(Start), Seconds(End));

    private static IDateTimeZoneProvider Tzdb => DateTimeZoneProviders.Tzdb;

    private long Seconds(LocalDateTime local) => Tzdb[Zone].AtStrictly(local).ToInstant().ToUnixTimeSeconds();
}

/// <summary>The writer of invitations and feeds, as the hosts call it.</summary>
internal static class Written
{
    public static readonly Instant Stamp = Instant.FromUtc(2025, 10, 1, 16, 0);

    private static readonly Mailbox Becky = new("Becky Russell", "becky.russell@example.org");

    public static byte[] Invitation(
        ITipMethod method, string uid, int sequence, InvitationContent content, string name = "Ana Ruiz") =>
        Encoding.UTF8.GetBytes(InvitationCalendar.Write(
            method, uid, sequence, Stamp, content, Becky, new Mailbox(name, "ana.ruiz@example.net"),
            DateTimeZoneProviders.Tzdb).Ics);

    public static byte[] Feed(string name, IEnumerable<FeedEntry> entries) =>
        Encoding.UTF8.GetBytes(CalendarFeed.Write(name, entries, Stamp, DateTimeZoneProviders.Tzdb));
}
