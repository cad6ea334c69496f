using MimeKit;
using NodaTime;
using Sessions.Adapters.Tests.Parsers;

namespace Sessions.Hosts.Tests.Demo;

/// <summary>All mails and feeds of the demo, as libical, ical.js and python-icalendar read them.</summary>
[Trait("Service", "Parsers")]
public sealed class ParsedDemoTests(RealCourse demo) : IClassFixture<RealCourse>
{
    [Fact]
    public async Task Three_parsers_agree_on_every_entry_that_the_demo_mailed()
    {
        var mails = demo.Output.Mails.Where(m => m.Calendar is not null).ToList();

        var read = await CalendarReaders.AgreedAsync([.. mails.Select(Entry)]);

        Assert.Equal(RealCourse.Learners * RealCourse.Hours.Count, read.Count);
        Assert.Equal(
            mails.Select(m => (m.Entry.Uid, m.Entry.Summary, m.Entry.Sequence, m.Start.ToUnixTimeSeconds())),
            read.Select(r => (r.Uid, r.Summary, r.Sequence, r.Start!.Value)));
        Assert.All(RealCourse.Hours.Values, hours => Assert.Equal(RealCourse.Learners, read.Count(r => IsAt(r, hours))));
    }

    [Fact]
    public async Task Three_parsers_agree_on_every_entry_of_every_feed()
    {
        var feeds = Directory.GetFiles(Path.Combine(demo.Output.Folder, "calendar"), "*.ics");

        var read = await CalendarReaders.AgreedAsync([.. feeds.Select(File.ReadAllBytes)]);

        Assert.Equal(RealCourse.Learners, feeds.Length);
        Assert.All(read.GroupBy(r => r.Calendar), feed => Assert.Equal(
            RealCourse.Hours.Values.Select(h => (h.Start.ToUnixTimeSeconds(), h.End.ToUnixTimeSeconds())),
            feed.Select(r => (r.Start!.Value, r.End!.Value))));
        var mailed = demo.Output.Mails.Where(m => m.Calendar is not null);
        Assert.Equal(
            mailed.Select(m => m.Entry.Uid!).Order(StringComparer.Ordinal),
            read.Select(r => r.Uid!).Order(StringComparer.Ordinal));
    }

    private static bool IsAt(ReadEvent read, Interval hours) =>
        (read.Start, read.End) == (hours.Start.ToUnixTimeSeconds(), hours.End.ToUnixTimeSeconds());

    private static byte[] Entry(PickedUpMail mail)
    {
        using var bytes = new MemoryStream(mail.Bytes);
        using var message = MimeMessage.Load(bytes, TestContext.Current.CancellationToken);
        using var entry = new MemoryStream();
        message.BodyParts.OfType<MimePart>().Single(p => p.ContentType.IsMimeType("text", "calendar"))
            .Content!.DecodeTo(entry, TestContext.Current.CancellationToken);
        return entry.ToArray();
    }
}
