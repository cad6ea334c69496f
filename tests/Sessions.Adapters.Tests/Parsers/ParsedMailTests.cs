using System.Text;
using CsCheck;
using Sessions.Adapters.Tests.Mail;
using Sessions.Invitations;
using Sessions.Ledger;
using Sessions.Tests.Invitations;

namespace Sessions.Adapters.Tests.Parsers;

/// <summary>What we write, as libical, ical.js and python-icalendar read it.</summary>
[Trait("Service", "Parsers")]
public sealed class ParsedMailTests
{
    private const string Uid = "you-are-here.session-1.0198c0de000070008000000000000001@example.org";

    [Fact]
    public async Task Invitation_update_and_cancellation_say_the_same_hours_to_three_parsers()
    {
        MessageKind[] kinds = [MessageKind.Invitation, MessageKind.Update, MessageKind.Cancellation];

        var read = await CalendarReaders.AgreedAsync(
            [.. kinds.Select((kind, sequence) => Encoding.UTF8.GetBytes(Mails.Write(kind, sequence).Calendar!.Ics))]);

        var (start, end) = (Mails.Content.Start.ToUnixTimeSeconds(), Mails.Content.End.ToUnixTimeSeconds());
        Assert.Equal(
            [.. Enumerable.Range(0, 3).Select(i => new ReadEvent(
                i, i, Uid, "You are here: Interactive session 1", read[i].Description, start, end))],
            read);
        Assert.All(read, r => Assert.Contains("größer & 人 🎉", r.Description, StringComparison.Ordinal));
    }

    [Fact]
    public Task Three_parsers_read_whatever_text_as_it_was_meant() =>
        Gen.Select(HostileText.Any, HostileText.Any, HostileText.Any).Array[60].SampleAsync(
            async texts =>
            {
                var (messages, feeds) = (texts.Select(Message).ToList(), texts.Select(Feed).ToList());

                var read = await CalendarReaders.AgreedAsync([.. messages, .. feeds]);

                Assert.Equal(2 * texts.Length, read.Count);
                Assert.All(texts, (text, i) =>
                {
                    foreach (var one in new[] { read[i], read[texts.Length + i] })
                    {
                        Assert.Equal((Uid, 2), (one.Uid, one.Sequence));
                        Assert.Equal(IcsText.Line($"You are here: s{text.Item1}"), one.Summary);
                        Assert.EndsWith(IcsText.Lines(text.Item2), one.Description, StringComparison.Ordinal);
                        Assert.Equal(Mails.Content.Start.ToUnixTimeSeconds(), one.Start);
                        Assert.Equal(Mails.Content.End.ToUnixTimeSeconds(), one.End);
                    }
                });
            },
            iter: 5, threads: 1);

    /// <summary>Without this, readers that see nothing would agree on everything.</summary>
    [Theory]
    [InlineData("DTSTART:20251022T170000Z", "DTSTART:20251022T180000Z", "the start, an hour late")]
    [InlineData("DTSTART:20251022T170000Z", "DTSTART:20251022T170000", "no instant: a time without a zone")]
    [InlineData("SUMMARY:You are here", "SUMMARY:You were there", "the heading")]
    [InlineData("UID:you", "UID:they", "the identity")]
    [InlineData("SEQUENCE:1", "SEQUENCE:7", "the sequence")]
    public async Task A_planted_fault_is_seen_by_each_parser(string right, string wrong, string what)
    {
        var ics = Mails.Write(MessageKind.Update, sequence: 1).Calendar!.Ics;
        byte[][] pair = [Encoding.UTF8.GetBytes(ics), Encoding.UTF8.GetBytes(ics.Replace(right, wrong))];
        CalendarReader[] readers =
            [CalendarReaders.Libical, CalendarReaders.IcalJs, CalendarReaders.PythonIcalendar];
        foreach (var reader in readers)
        {
            var read = await reader.ReadAsync(pair);
            Assert.True(read[0] != read[1] with { Calendar = 0 }, $"{reader.Name} does not see {what}");
        }
    }

    [Theory]
    [InlineData("ORGANIZER;", "X-ORGANIZER;")]
    [InlineData("UID:", "X-UID:")]
    [InlineData("BEGIN:VEVENT", "BEGIN:VEVENT\r\nSUMMARY")]
    public async Task Libical_refuses_an_entry_that_RFC_5546_does_not_allow(string right, string wrong)
    {
        var ics = Mails.Write(MessageKind.Invitation).Calendar!.Ics.Replace(right, wrong, StringComparison.Ordinal);

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(
            () => CalendarReaders.Libical.ReadAsync([Encoding.UTF8.GetBytes(ics)]));
    }

    private static byte[] Message((string Title, string Description, string Name) text) => Written.Invitation(
        ITipMethod.Request, Uid, 2, Content(text.Title, text.Description), "n" + text.Name);

    private static byte[] Feed((string Title, string Description, string Name) text) => Written.Feed(
        "f" + text.Name,
        [new FeedEntry(Uid, 2, Mails.Stamp, Content(text.Title, text.Description), Cancelled: false)]);

    private static InvitationContent Content(string title, string description) =>
        Mails.Content with { SessionTitle = "s" + title, Description = description };
}
