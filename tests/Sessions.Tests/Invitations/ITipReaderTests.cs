using NodaTime;
using Sessions.Invitations;

namespace Sessions.Tests.Invitations;

public sealed class ITipReaderTests
{
    public static TheoryData<string> LineBreaks => new("\n", "\r\n", "\r\r\n", "\r");

    [Theory]
    [MemberData(nameof(LineBreaks))]
    public void An_Exchange_reply_is_read_whatever_ends_its_lines(string lineBreak)
    {
        var message = ITipReader.Read(Answers.Exchange.ReplaceLineEndings(lineBreak));

        var entry = Assert.Single(message.Entries);
        Assert.Equal(("REPLY", Samples.Uid, 0), (message.Method, entry.Uid, entry.Sequence));
        Assert.Equal(Instant.FromUtc(2025, 10, 2, 8, 0), entry.Stamp);
        Assert.Equal(new ITipAttendee("ana.ruiz@example.net", "ACCEPTED"), Assert.Single(entry.Attendees));
    }

    [Theory]
    [InlineData("\n-- \nSent from my phone")]
    [InlineData("\n\n\n")]
    [InlineData("\nEND:VCALENDAR\nEND:VCALENDAR")]
    [InlineData("\n\u0000\u0001;;;:::")]
    public void Junk_after_the_calendar_is_passed_over(string junk) =>
        Assert.Equal(Samples.Uid, Assert.Single(ITipReader.Read(Answers.Reply() + junk).Entries).Uid);

    [Fact]
    public void Only_the_entrys_own_properties_count() =>
        Assert.Equal(Samples.Uid, Assert.Single(ITipReader.Read(Answers.Exchange).Entries).Uid);

    [Theory]
    [InlineData("20251002T080000Z")]
    [InlineData("20251002T080000")]
    public void A_stamp_without_its_letter_is_still_UTC(string stamp) =>
        Assert.Equal(
            Instant.FromUtc(2025, 10, 2, 8, 0),
            Assert.Single(ITipReader.Read(Answers.Reply(stamp: stamp)).Entries).Stamp);

    [Theory]
    [InlineData("tomorrow", "many")]
    [InlineData("20251302T080000Z", "-1")]
    [InlineData("", "")]
    public void What_cannot_be_read_is_as_if_it_did_not_stand_there(string stamp, string sequence)
    {
        var entry = Assert.Single(ITipReader.Read(Answers.Reply(stamp: stamp, sequence: sequence)).Entries);

        Assert.Equal((null, null), (entry.Stamp, entry.Sequence));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("BEGIN:VEVENT")]
    [InlineData("END:VEVENT\nEND:VCALENDAR")]
    [InlineData(" folded from nothing")]
    [InlineData("ATTENDEE;PARTSTAT=\"ACCEPTED:mailto:a@example.org")]
    public void Nothing_at_all_is_no_calendar_and_no_crash(string text) =>
        Assert.Null(ITipReader.Read(text).Method);

    [Fact]
    public void A_UID_of_ours_says_session_and_learner()
    {
        var uid = EntryUid.TryParse(Samples.Uid.ToUpperInvariant());

        Assert.Equal(("you-are-here/session-1", Samples.AnaId), (uid?.Session.ToString(), uid!.Learner));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("040000008200E00074C5B7101A82E008")]
    [InlineData("you-are-here.session-1.ana@example.org")]
    [InlineData("you-are-here.0198c0de000070008000000000000001@example.org")]
    [InlineData("you are here.session-1.0198c0de000070008000000000000001@example.org")]
    [InlineData("../x.session-1.0198c0de000070008000000000000001@example.org")]
    public void A_UID_of_somebody_else_is_not_ours(string uid) => Assert.Null(EntryUid.TryParse(uid));
}
