using NodaTime;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Clients;

/// <summary>Our mails, opened in Thunderbird and answered with its own buttons.</summary>
[Collection<ThunderbirdCollection>]
[Trait("Service", "Thunderbird")]
public sealed class ThunderbirdMailTests(Thunderbird thunderbird)
{
    private const string Accept = "imipAcceptButton";

    private const string Accepted = $"mailto:{Thunderbird.Address} ACCEPTED";

    private static readonly Instant Moved = MailedSession.Start + Duration.FromHours(26);

    [Fact]
    public async Task An_invitation_can_be_answered_and_stands_in_the_calendar_at_the_right_instant()
    {
        var session = new MailedSession("invited");

        var bar = await thunderbird.OpenAsync(session.Write(MessageKind.Invitation, 0, MailedSession.Start));

        Assert.Equal([Accept, "imipTentativeButton", "imipDeclineButton", "imipMoreButton"], bar.Buttons);
        await thunderbird.ClickAsync(Accept);
        var entry = Assert.Single(await thunderbird.EntriesAsync(session.Uid, found => found.Count == 1));
        Assert.Equal(("2025-10-22T17:00:00.000Z", "2025-10-22T18:15:00.000Z"), (entry.Start, entry.End));
        Assert.Equal("You are here: Interactive session 1", entry.Summary);
        Assert.Equal(MailedSession.Join, entry.Location);
        Assert.Equal([Accepted], entry.Answers);
    }

    [Fact]
    public async Task Accepting_mails_the_instructor_a_reply_about_our_entry()
    {
        var session = new MailedSession("answered");

        await AcceptAsync(session);

        var (reply, calendar) = await thunderbird.ReplyAboutAsync(session.Uid);
        Assert.Equal(MailedSession.Organizer, reply.To.Mailboxes.Single().Address);
        Assert.Equal("REPLY", calendar.Method);
        var entry = Assert.Single(calendar.Events);
        Assert.Equal(session.Uid, entry.Uid);
        Assert.Equal("ACCEPTED", Assert.Single(entry.Attendees).ParticipationStatus);
    }

    [Fact]
    public async Task An_update_moves_the_one_entry_that_is_there()
    {
        var session = new MailedSession("moved");
        await AcceptAsync(session);

        var bar = await thunderbird.OpenAsync(session.Write(MessageKind.Update, 1, Moved));
        Assert.Contains("update", bar.Text, StringComparison.OrdinalIgnoreCase);
        await thunderbird.ClickAsync(Accept);

        var entry = Assert.Single(await thunderbird.EntriesAsync(session.Uid, found => found is [{ Sequence: 1 }]));
        Assert.Equal((MailedSession.Iso(Moved), 1), (entry.Start, entry.Sequence));
    }

    [Fact]
    public async Task A_mail_that_was_overtaken_by_a_newer_one_changes_nothing()
    {
        var session = new MailedSession("stale");
        await AcceptAsync(session);
        await thunderbird.OpenAsync(session.Write(MessageKind.Update, 2, Moved));
        await thunderbird.ClickAsync(Accept);
        await thunderbird.EntriesAsync(session.Uid, found => found is [{ Sequence: 2 }]);

        var late = await thunderbird.OpenAsync(
            session.Write(MessageKind.Update, 1, MailedSession.Start + Duration.FromHours(1)));

        Assert.Equal(["imipDetailsButton"], late.Buttons);
        Assert.Contains("already been processed", late.Text);
        var entry = Assert.Single(await thunderbird.EntriesAsync(session.Uid, _ => true));
        Assert.Equal((MailedSession.Iso(Moved), 2), (entry.Start, entry.Sequence));
    }

    [Fact]
    public async Task The_same_mail_twice_is_one_entry()
    {
        var session = new MailedSession("twice");
        await AcceptAsync(session);

        var again = await thunderbird.OpenAsync(session.Write(MessageKind.Invitation, 0, MailedSession.Start));

        Assert.Equal(["imipDetailsButton"], again.Buttons);
        Assert.Single(await thunderbird.EntriesAsync(session.Uid, _ => true));
    }

    [Fact]
    public async Task A_cancellation_takes_the_entry_away_and_a_later_invitation_brings_it_back()
    {
        var session = new MailedSession("cancelled");
        await AcceptAsync(session);

        var cancel = await thunderbird.OpenAsync(session.Write(MessageKind.Cancellation, 1, MailedSession.Start));
        Assert.Equal(["imipDeleteButton"], cancel.Buttons);
        await thunderbird.ClickAsync("imipDeleteButton");
        Assert.Empty(await thunderbird.EntriesAsync(session.Uid, found => found.Count == 0));

        var back = await thunderbird.OpenAsync(session.Write(MessageKind.Update, 2, Moved));
        Assert.Contains(Accept, back.Buttons);
        Assert.Contains("recently deleted", await thunderbird.ClickAndAgreeAsync(Accept));
        var entry = Assert.Single(await thunderbird.EntriesAsync(session.Uid, found => found.Count == 1));
        Assert.Equal(MailedSession.Iso(Moved), entry.Start);
    }

    [Fact]
    public async Task A_title_in_any_script_arrives_as_it_was_written()
    {
        var title = string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 12)) + " größer; \"שלום\", 人\\n";
        var session = new MailedSession("scripts") { Title = title };

        await AcceptAsync(session);

        var entry = Assert.Single(await thunderbird.EntriesAsync(session.Uid, found => found.Count == 1));
        Assert.Equal($"You are here: {title}", entry.Summary);
    }

    private async Task AcceptAsync(MailedSession session)
    {
        await thunderbird.OpenAsync(session.Write(MessageKind.Invitation, 0, MailedSession.Start));
        await thunderbird.ClickAsync(Accept);
        Assert.Single(await thunderbird.EntriesAsync(session.Uid, found => found.Count == 1));
    }
}

[CollectionDefinition]
public sealed class ThunderbirdCollection : ICollectionFixture<Thunderbird>;
