using NodaTime;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Tests.Invitations;

public sealed class MailComposerTests
{
    [Fact]
    public void An_invitation_says_all_a_learner_needs_in_plain_text()
    {
        var mail = Samples.Mail(Samples.Message(
            MessageKind.Invitation, learner: Samples.Learner("America/New_York")));

        Assert.Equal("You are here: Interactive session 1 (Wednesday, October 22, 10:00 PDT)", mail.Subject);
        Assert.Equal(
            $"""
            Hello Ana Ruiz,

            Becky Russell invites you to a live online session of You are here.

            Interactive session 1
            Wednesday, October 22, 2025
            10:00–11:15 PDT · 13:00–14:15 your time, New York

            Join the session:
            {Samples.Join}

            De-escalation and communication for library staff.

            {Wording.English.NotInCalendar("becky.russell@example.org")}

            Your sessions, in your own time zone:
            https://sessions.example.org/l/token

            {Wording.English.FeedOrInvitations}

            Calendar feed of the whole course:
            https://sessions.example.org/l/token/calendar.ics

            """.ReplaceLineEndings("\n"),
            mail.Text);
    }

    [Theory]
    [InlineData(MessageKind.Invitation, "invitation", "REQUEST")]
    [InlineData(MessageKind.Update, "update", "REQUEST")]
    [InlineData(MessageKind.Cancellation, "cancellation", "CANCEL")]
    [InlineData(MessageKind.CounterDeclined, "hours-stay", "DECLINECOUNTER")]
    [InlineData(MessageKind.Reminder, "reminder", null)]
    [InlineData(MessageKind.WatchLink, "watch-link", null)]
    [InlineData(MessageKind.Expiring, "expiring", null)]
    [InlineData(MessageKind.Summary, "summary", null)]
    public void Only_scheduling_mails_carry_a_calendar_entry(MessageKind kind, string word, string? method)
    {
        var mail = Samples.Mail(Samples.Message(kind));

        Assert.Equal((word, method), (mail.Kind, mail.Calendar?.Method));
        Assert.Equal((7, "abc@example.org", Samples.Stamp), (mail.Number, mail.MessageId, mail.Date));
        Assert.Equal((Samples.Becky, Samples.Ana), (mail.From, mail.To));
    }

    [Theory]
    [InlineData(MessageKind.Update, "Updated: You are here: Interactive session 1 (Wednesday, October 22, 10:00 PDT)")]
    [InlineData(
        MessageKind.Cancellation,
        "Cancelled: You are here: Interactive session 1 (Wednesday, October 22, 10:00 PDT)")]
    [InlineData(MessageKind.Reminder, "Reminder: You are here: Interactive session 1 starts in 21 days")]
    [InlineData(MessageKind.WatchLink, "In case you missed it: You are here: Interactive session 1")]
    [InlineData(
        MessageKind.Expiring, "Going soon: the recording of You are here: Interactive session 1, on Thursday, October 22")]
    [InlineData(MessageKind.Summary, "How it went: You are here: Interactive session 1")]
    public void The_subject_says_what_happened(MessageKind kind, string subject) =>
        Assert.Equal(subject, Samples.Mail(Samples.Message(kind)).Subject);

    [Theory]
    [InlineData(MessageKind.Invitation, true, false)]
    [InlineData(MessageKind.Update, true, false)]
    [InlineData(MessageKind.Cancellation, false, false)]
    [InlineData(MessageKind.Reminder, true, false)]
    [InlineData(MessageKind.WatchLink, false, true)]
    public void A_mail_holds_the_one_link_that_its_reader_can_use(MessageKind kind, bool joins, bool watches)
    {
        var mail = Samples.Mail(Samples.Message(kind));

        foreach (var body in new[] { mail.Text, System.Net.WebUtility.HtmlDecode(mail.Html) })
        {
            Assert.Equal(joins, body.Contains(Samples.Join, StringComparison.Ordinal));
            Assert.Equal(watches, body.Contains(Samples.Links.Watch!, StringComparison.Ordinal));
            Assert.Contains("Your sessions, in your own time zone", body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(MessageKind.Invitation)]
    [InlineData(MessageKind.Update)]
    [InlineData(MessageKind.Cancellation)]
    [InlineData(MessageKind.Reminder)]
    [InlineData(MessageKind.WatchLink)]
    public void The_HTML_says_no_less_than_the_plain_text(MessageKind kind)
    {
        var mail = Samples.Mail(Samples.Message(kind, learner: Samples.Learner("Pacific/Auckland", "es-MX")));
        var html = System.Net.WebUtility.HtmlDecode(mail.Html);

        Assert.All(
            mail.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Contains(line.TrimEnd(':'), html, StringComparison.Ordinal));
    }

    [Fact]
    public void Another_day_at_the_learners_place_is_written_out()
    {
        var mail = Samples.Mail(Samples.Message(
            MessageKind.Reminder, learner: Samples.Learner("Pacific/Auckland")));

        Assert.Contains(
            "\nWednesday, October 22, 2025\n10:00–11:15 PDT · Thursday, October 23, 06:00–07:15 your time, Auckland\n",
            mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("America/Los_Angeles", "10:00–11:15 PDT\n")]
    [InlineData(null, "10:00–11:15 PDT\n")]
    [InlineData("America/Phoenix", "10:00–11:15 PDT · 10:00–11:15 your time, Phoenix\n")]
    [InlineData("America/Argentina/Buenos_Aires", "10:00–11:15 PDT · 14:00–15:15 your time, Buenos Aires\n")]
    [InlineData("UTC", "10:00–11:15 PDT · 17:00–18:15 your time, UTC\n")]
    [InlineData("Etc/GMT+5", "10:00–11:15 PDT · 12:00–13:15 your time, UTC-05:00\n")]
    public void The_learners_own_time_stands_beside_the_courses_where_it_has_another_name(
        string? zone, string expected) =>
        Assert.Contains(
            "\n" + expected,
            Samples.Mail(Samples.Message(MessageKind.Update, learner: Samples.Learner(zone))).Text,
            StringComparison.Ordinal);

    [Theory]
    [InlineData(60, "in 1 hour")]
    [InlineData(59.6, "in 1 hour")]
    [InlineData(45, "in 45 minutes")]
    [InlineData(1, "in 1 minute")]
    [InlineData(0.5, "now")]
    [InlineData(180, "in 3 hours")]
    [InlineData(1440, "in 1 day")]
    [InlineData(1438, "in 1 day")]
    [InlineData(2880, "in 2 days")]
    public void A_reminder_counts_from_when_it_leaves(double minutes, string expected)
    {
        var message = Samples.Message(
            MessageKind.Reminder, stamp: Samples.First.Start - Duration.FromMinutes(minutes));

        Assert.Equal($"Reminder: You are here: Interactive session 1 starts {expected}", Samples.Mail(message).Subject);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(23)]
    public void A_day_before_is_a_day_though_the_clocks_change_that_night(int hours)
    {
        var start = hours == 25 ? new LocalDateTime(2025, 11, 2, 10, 0) : new LocalDateTime(2026, 3, 8, 10, 0);
        var content = Samples.Content("Sunday", start, Duration.FromHours(1));
        var message = Samples.Message(
            MessageKind.Reminder, content, stamp: content.Start - Duration.FromHours(hours));

        Assert.Equal("Reminder: You are here: Sunday starts in 1 day", Samples.Mail(message).Subject);
    }

    [Fact]
    public void From_is_the_set_address_under_the_instructors_name_and_the_organizer_follows()
    {
        var identity = new MailIdentity(EmailAddress.Parse("sessions@example.com"));

        var mail = MailComposer.Compose(
            Samples.Message(MessageKind.Invitation), Samples.Links, identity, Samples.Zones);

        Assert.Equal(new Mailbox("Becky Russell", "sessions@example.com"), mail.From);
        Assert.Contains(
            "ORGANIZER;CN=Becky Russell:mailto:sessions@example.com", IcsLines.Read(mail.Calendar!.Ics));
    }

    [Fact]
    public void A_learner_is_written_to_in_Spanish_when_the_roster_says_so()
    {
        var mail = Samples.Mail(Samples.Message(
            MessageKind.WatchLink, learner: Samples.Learner("America/Mexico_City", "es-MX")));

        Assert.Equal("Por si se la perdió: You are here: Interactive session 1", mail.Subject);
        Assert.Contains(
            "miércoles, 22 de octubre de 2025\n10:00–11:15 PDT · 11:00–12:15 en su hora, Mexico City\n",
            mail.Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"es\">", mail.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "en")]
    [InlineData("", "en")]
    [InlineData("fr-CA", "en")]
    [InlineData("ES_419", "es")]
    public void A_language_not_written_yet_is_English(string? asked, string language) =>
        Assert.Equal(language, Wording.For(asked).Language);

    [Fact]
    public void A_script_address_does_not_become_a_link()
    {
        var mail = Samples.Mail(Samples.Message(
            MessageKind.Update, Samples.First with { JoinUrl = "javascript:alert(1)" }));

        Assert.DoesNotContain("href=\"javascript", mail.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(null, null, "will be deleted on Thursday, October 22, 2026, 12:30 PDT")]
    [InlineData("America/New_York", null, "will be deleted on Thursday, October 22, 2026, 15:30 EDT")]
    [InlineData(null, "es", "se borrará el jueves, 22 de octubre de 2026, 12:30 PDT")]
    public void A_mail_that_the_recording_goes_says_when_by_the_learners_clock_and_holds_the_link(
        string? zone, string? language, string when)
    {
        var mail = Samples.Mail(Samples.Message(
            MessageKind.Expiring, learner: Samples.Learner(zone, language)));

        Assert.Contains(when, mail.Text, StringComparison.Ordinal);
        Assert.Contains("https://sessions.example.org/watch/token", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_says_how_it_went_and_with_which_command_to_settle_what_is_open()
    {
        var text = Samples.Mail(Samples.Message(MessageKind.Summary)).Text;

        string[] sentences =
        [
            "Were there: 8 of 12. Missed it: 3.", "Not known: 1.",
            "sessions attendance you-are-here/session-1 --set ADDRESS=present|missed",
            "Joined and on no roster under that name: 2.", "Recordings to watch: 2, with captions, 74 min together.",
            "Watch links sent: 3.", "sessions status you-are-here",
        ];
        Assert.All(sentences, sentence => Assert.Contains(sentence, text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_summary_of_which_nothing_is_known_says_so()
    {
        var message = Samples.Message(MessageKind.Summary) with
        {
            Summary = new(12, null, null, 0, 0, Duration.Zero, Captions: false, 0),
        };

        var text = Samples.Mail(message).Text;

        Assert.Contains("it is not known who was there", text, StringComparison.Ordinal);
        Assert.Contains("No recording has come yet", text, StringComparison.Ordinal);
        Assert.DoesNotContain("on no roster", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_says_what_could_not_be_archived_and_where_to_read_why()
    {
        var message = Samples.Message(MessageKind.Summary);

        var some = Samples.Mail(message with { Summary = message.Summary! with { GivenUp = 1 } }).Text;
        var all = Samples.Mail(message with { Summary = message.Summary with { GivenUp = 2, Recordings = 0 } }).Text;

        Assert.Contains("that could not be archived: 1.", some, StringComparison.Ordinal);
        Assert.Contains("sessions log you-are-here/session-1", some, StringComparison.Ordinal);
        Assert.Contains("Recordings to watch: 2", some, StringComparison.Ordinal);
        Assert.Contains("that could not be archived: 2.", all, StringComparison.Ordinal);
        Assert.DoesNotContain("No recording has come yet", all, StringComparison.Ordinal);
    }

    [Fact]
    public void A_watch_mail_without_its_link_is_never_written() =>
        Assert.Throws<ArgumentException>(() => MailComposer.Compose(
            Samples.Message(MessageKind.WatchLink), Samples.Links with { Watch = null }, MailIdentity.Instructor,
            Samples.Zones));

    [Fact]
    public void Equal_messages_are_equal_mails() =>
        Assert.Equal(
            Samples.Mail(Samples.Message(MessageKind.Invitation)),
            Samples.Mail(Samples.Message(MessageKind.Invitation)));
}
