using CsCheck;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Tests.Invitations;

/// <summary>Whatever stands in a title, a name or a description: the entry is read back as it was meant.</summary>
public sealed class HostileTextTests
{
    private static readonly Gen<string> Hostile = HostileText.Any;

    private static readonly IReadOnlyList<string> RequestNames =
        IcsLines.Names(Samples.Entry(ITipMethod.Request).Ics);

    private static readonly IReadOnlyList<string> FeedNames = IcsLines.Names(CalendarFeed.Write(
        "f", [new FeedEntry(Samples.Uid, 0, Samples.Stamp, Samples.First, Cancelled: false)], Samples.Stamp,
        Samples.Zones));

    [Fact]
    public void No_text_adds_or_loses_a_property_of_an_invitation()
    {
        Gen.Select(Hostile, Hostile, Hostile, Hostile).Sample(
            (title, description, attendee, organizer) =>
            {
                var content = Samples.First with { SessionTitle = "s" + title, Description = description };
                var ics = InvitationCalendar.Write(
                    ITipMethod.Request, Samples.Uid, 3, Samples.Stamp, content,
                    Samples.Becky with { Name = "n" + organizer }, Samples.Ana with { Name = "n" + attendee },
                    Samples.Zones).Ics;

                Assert.Equal(RequestNames, IcsLines.Names(ics));
                var entry = ReadBack(ics);
                Assert.Equal(IcsText.Line($"You are here: s{title}"), entry.Summary);
                Assert.EndsWith(IcsText.Lines(description), entry.Description, StringComparison.Ordinal);
                Assert.Equal(IcsText.Parameter("n" + attendee), entry.Attendees.Single().CommonName);
                Assert.Equal(IcsText.Parameter("n" + organizer), entry.Organizer!.CommonName);
                Assert.Equal("mailto:ana.ruiz@example.net", entry.Attendees.Single().Value!.OriginalString);
            },
            iter: 250);
    }

    [Fact]
    public void No_text_adds_or_loses_a_property_of_a_feed()
    {
        Gen.Select(Hostile, Hostile, Hostile).Sample(
            (name, title, description) =>
            {
                var content = Samples.First with { SessionTitle = "s" + title, Description = "d" + description };
                var entry = new FeedEntry(Samples.Uid, 3, Samples.Stamp, content, Cancelled: false);
                var ics = CalendarFeed.Write("f" + name, [entry], Samples.Stamp, Samples.Zones);

                Assert.Equal(FeedNames, IcsLines.Names(ics));
                Assert.Equal(IcsText.Line($"You are here: s{title}"), ReadBack(ics).Summary);
                Assert.EndsWith(
                    IcsText.Lines("d" + description), ReadBack(ics).Description, StringComparison.Ordinal);
            },
            iter: 150);
    }

    [Fact]
    public void No_text_breaks_out_of_the_HTML()
    {
        var plain = Tags(Samples.Mail(Samples.Message(MessageKind.Update)).Html);

        Gen.Select(Hostile, Gen.OneOf("<script>alert(1)</script>", "\" onload=\"x", "</title>", "&lt;", "'>"))
            .Sample(
                (text, html) =>
                {
                    var content = Samples.First with { SessionTitle = text + html + text };
                    var mail = Samples.Mail(Samples.Message(
                        MessageKind.Update, content, Samples.Learner(name: "n" + html + text)));

                    Assert.Equal(plain, Tags(mail.Html));
                    Assert.DoesNotContain(mail.Subject, char.IsControl);
                    Assert.DoesNotContain(mail.To.Name, char.IsControl);
                },
                iter: 150);
    }

    private static int Tags(string html) => html.Count(c => c == '<') * 1000 + html.Count(c => c is '>' or '"');

    private static CalendarEvent ReadBack(string ics) => Calendar.Load(ics)!.Events.Single();
}
