using System.Text;
using NodaTime;
using Sessions.Invitations;

namespace Sessions.Adapters.Tests.Mail;

/// <summary>The linter of feeds finds what is planted, and nothing else.</summary>
public sealed class FeedLintTests
{
    private static readonly Instant Stamp = Instant.FromUtc(2025, 10, 1, 8, 0);

    private static readonly string Feed = CalendarFeed.Write(
        "You are here",
        [
            new FeedEntry("one@example.org", 0, Stamp, Mails.Content, Cancelled: false),
            new FeedEntry("two@example.org", 2, Stamp, Mails.Content, Cancelled: true),
        ],
        Stamp, DateTimeZoneProviders.Tzdb);

    [Fact]
    public void A_feed_of_ours_is_right_with_entries_and_without() =>
        Assert.All(
            new[] { Feed, CalendarFeed.Write("You are here", [], Stamp, DateTimeZoneProviders.Tzdb) },
            feed => Assert.Empty(FeedLint.Check(Encoding.UTF8.GetBytes(feed))));

    [Fact]
    public void A_feed_may_do_without_a_METHOD() => Assert.Empty(Check("METHOD:PUBLISH\r\n", ""));

    [Theory]
    [InlineData("METHOD:PUBLISH", "METHOD:REQUEST", "METHOD is anything but PUBLISH")]
    [InlineData("BEGIN:VEVENT\r\n", "BEGIN:VEVENT\r\nMETHOD:PUBLISH\r\n", "METHOD is anything but PUBLISH")]
    [InlineData("VERSION:2.0\r\n", "", "VERSION:2.0 does not stand there")]
    [InlineData("UID:two@example.org", "UID:one@example.org", "UID one@example.org stands there more than once")]
    [InlineData("UID:two@example.org\r\n", "", "UID does not stand there exactly once")]
    [InlineData("SEQUENCE:2\r\n", "", "SEQUENCE does not stand there exactly once")]
    [InlineData("LAST-MODIFIED:20251001T080000Z\r\n", "", "LAST-MODIFIED does not stand there exactly once")]
    [InlineData("DTSTAMP:20251001T080000Z", "DTSTAMP:20251001T080000", "DTSTAMP is not in UTC")]
    [InlineData("TRANSP:TRANSPARENT", "TRANSP:OPAQUE", "do not stand together")]
    [InlineData("STATUS:CANCELLED", "STATUS:CANCELLED\r\nURL:https://example.org/", "a cancelled session can be joined")]
    [InlineData("STATUS:CONFIRMED", "STATUS:CONFIRMED\r\nATTENDEE:mailto:ana@example.org", "ATTENDEE asks somebody")]
    // A to-do is a component of its own (RFC 5545 3.6.2).
    [InlineData("BEGIN:VEVENT\r\n", "BEGIN:VTODO\r\nEND:VTODO\r\nBEGIN:VEVENT\r\n", "holds something that is no entry")]
    [InlineData("STATUS:CONFIRMED\r\n", "STATUS:CONFIRMED\n", "does not end with CRLF alone")]
    public void What_is_wrong_is_found(string right, string wrong, string expected) =>
        Assert.Contains(Check(right, wrong), found => found.Contains(expected, StringComparison.Ordinal));

    private static IReadOnlyList<string> Check(string right, string wrong)
    {
        Assert.Contains(right, Feed, StringComparison.Ordinal);
        return FeedLint.Check(Encoding.UTF8.GetBytes(Feed.Replace(right, wrong, StringComparison.Ordinal)));
    }
}
