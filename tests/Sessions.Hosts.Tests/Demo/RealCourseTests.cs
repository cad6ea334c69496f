using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using Sessions.Adapters.Tests.Mail;

namespace Sessions.Hosts.Tests.Demo;

/// <summary>The real course, from its file to its watch links: people get exactly what it means.</summary>
public sealed partial class RealCourseTests(RealCourse demo) : IClassFixture<RealCourse>
{
    private static readonly string[] KnownEvents =
    [
        "course.accepted", "meeting.created", "meeting.updated", "meeting.cancelled", "invitation.sent", "update.sent",
        "cancellation.sent", "reminder.sent", "reply.received", "session.started", "session.ended",
        "attendance.collected", "recording.found", "recording.archived", "recording.original-removed",
        "recording.missing", "watch-link.sent", "recording.watched", "recording.expiring", "recording.expired",
        "warning",
    ];

    private static readonly Instant ClocksGoBack = Instant.FromUtc(2025, 11, 2, 9, 0);

    private DemoOutput Output => demo.Output;

    [Fact]
    public void It_ends_well_within_a_minute()
    {
        demo.Result.Ended(0);
        TestContext.Current.TestOutputHelper!.WriteLine($"the demo took {demo.Took.TotalSeconds:0.0} s");
        Assert.InRange(demo.Took, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void It_leaves_mail_calendars_archive_and_timeline_and_nothing_else() => Assert.Equal(
        ["archive", "calendar", "mail", "timeline.json"],
        Directory.GetFileSystemEntries(Output.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void The_timeline_has_the_seven_keys_and_known_events_in_order_of_time()
    {
        Assert.NotEmpty(Output.Timeline);
        Assert.All(Output.Timeline, entry =>
        {
            Assert.Equal(["at", "local", "event", "course", "session", "learner", "detail"], entry.Keys);
            Assert.Contains(entry.Event, KnownEvents);
            Assert.Equal("you-are-here", entry.Course);
            Assert.Matches(UtcPattern, entry.At);
        });
        Assert.Equal(Output.Timeline.Select(e => e.Instant).Order(), Output.Timeline.Select(e => e.Instant));
    }

    [Fact]
    public void Local_times_are_the_same_instants_in_the_courses_zone()
    {
        Assert.All(Output.Timeline, entry =>
        {
            Assert.Equal(entry.Instant, entry.LocalTime.ToInstant());
            Assert.EndsWith(entry.Instant < ClocksGoBack ? "-07:00" : "-08:00", entry.Local, StringComparison.Ordinal);
        });
        Assert.Equal(2, Output.Timeline.Select(e => e.LocalTime.Offset).Distinct().Count());
    }

    [Fact]
    public void Both_sessions_start_and_end_when_the_file_says()
    {
        Assert.Equal(
            RealCourse.Hours.Select(h => (h.Key, h.Value.Start)),
            Output.Events("session.started").Select(e => (e.Session!, e.Instant)));
        Assert.Equal(
            RealCourse.Hours.Select(h => (h.Key, h.Value.End)),
            Output.Events("session.ended").Select(e => (e.Session!, e.Instant)));
    }

    [Fact]
    public void Every_learners_feed_holds_both_sessions_at_their_instants()
    {
        var feeds = Output.Feeds();
        Assert.Equal(Invited(), feeds.Keys.Order(StringComparer.Ordinal));
        Assert.All(feeds.Values, feed => Assert.Equal(
            RealCourse.Hours.Values.Select(h => (h.Start, h.End)),
            feed.Events.Select(e => (PickedUpMail.StartOf(e), Instant.FromDateTimeUtc(e.DtEnd!.AsUtc))).Order()));
    }

    [Fact]
    public void Every_learner_is_invited_once_to_each_session_at_its_instants()
    {
        var invitations = Output.Of("invitation").ToList();
        Assert.Equal(RealCourse.Learners, Invited().Count());
        Assert.Equal(
            Invited().SelectMany(to => RealCourse.Hours.Values.Select(h => (to, h.Start, h.End))).Order(),
            invitations
                .Select(m => (m.To, m.Start, Instant.FromDateTimeUtc(m.Entry.DtEnd!.AsUtc))).Order());
        Assert.All(invitations, m =>
        {
            Assert.Equal("REQUEST", m.Method);
            Assert.Equal(0, m.Entry.Sequence);
        });
        Assert.Equal(invitations.Count, invitations.Select(m => m.Entry.Uid).Distinct().Count());
        Assert.Equal(invitations.Count, Output.Mails.Count(m => m.Calendar is not null));
    }

    [Fact]
    public void Exactly_those_below_half_of_a_session_get_its_watch_link()
    {
        var attendance = Output.Events("attendance.collected").ToList();
        Assert.Equal(
            Invited().SelectMany(to => RealCourse.Hours.Keys.Select(s => (s, to))).Order(),
            attendance.Select(e => (e.Session!, e.Learner!)).Order());
        var missed = attendance.Where(e => Percent(e) < 50).Select(e => (e.Session!, e.Learner!)).Order().ToList();
        Assert.NotEmpty(missed);
        Assert.NotEqual(attendance.Count, missed.Count);
        Assert.Equal(missed, Output.Events("watch-link.sent").Select(e => (e.Session!, e.Learner!)).Order());
        Assert.Equal(
            missed.Select(m => m.Item2).Order(StringComparer.Ordinal),
            Output.Of("watch-link").Select(m => m.To).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_watch_link_mails_hold_a_watch_link_each_its_own()
    {
        var links = Output.Mails.Where(m => m.Text.Contains("/watch/", StringComparison.Ordinal)).ToList();
        Assert.Equal(Output.Of("watch-link").Select(m => m.File), links.Select(m => m.File));
        Assert.Equal(
            links.Count, links.Select(m => WatchPattern.Match(m.Text).Value).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Both_recordings_are_archived_equal_to_what_the_manifest_and_the_history_say()
    {
        var hashes = new List<string>();
        foreach (var video in Output.Videos)
        {
            var sha = await Archive.Sha256Async(video);
            using var manifest = await Archive.ManifestAsync(video);
            Assert.Equal(sha, manifest.RootElement.GetProperty("sha256").GetString());
            Assert.Equal(new FileInfo(video).Length, manifest.RootElement.GetProperty("length").GetInt64());
            Assert.Single(
                Output.Events("recording.archived"), e => e.Detail.Contains(sha, StringComparison.Ordinal)
                    && e.Session == manifest.RootElement.GetProperty("session").GetString());
            hashes.Add(sha);
        }

        Assert.Equal(2, hashes.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(2, Output.Events("recording.archived").Count());
        Assert.Empty(Output.Events("recording.missing"));
    }

    [Fact]
    public async Task Captions_lie_beside_each_recording_as_valid_WebVTT()
    {
        Assert.Equal(
            Output.Videos.Select(v => Path.ChangeExtension(v, ".vtt")), Output.Archived("*.vtt"));
        foreach (var captions in Output.Archived("*.vtt"))
        {
            var text = await File.ReadAllTextAsync(captions, TestContext.Current.CancellationToken);
            Assert.Empty(Archive.WrongInWebVtt(text));
        }
    }

    [Fact]
    public void The_instructor_is_warned_of_the_clocks_and_of_the_session_after_the_end()
    {
        var warnings = Output.Events("warning").Select(e => e.Detail).ToList();
        Assert.Equal(2, warnings.Count);
        Assert.Single(warnings, w => w.Contains("clocks go back on 2 November 2025", StringComparison.Ordinal));
        Assert.Single(warnings, w => w.Contains("after the course ends", StringComparison.Ordinal)
            && w.StartsWith("Interactive session 2", StringComparison.Ordinal));
    }

    [Fact]
    public void Everyone_is_reminded_once_a_day_and_once_an_hour_before_each_session()
    {
        var expected = RealCourse.Hours.SelectMany(h => Invited().SelectMany(to => new[]
        {
            (h.Key, to, h.Value.Start - Duration.FromDays(1)),
            (h.Key, to, h.Value.Start - Duration.FromHours(1)),
        }));
        Assert.Equal(
            expected.Order(), Output.Events("reminder.sent").Select(e => (e.Session!, e.Learner!, e.Instant)).Order());
        Assert.Equal(RealCourse.Learners * 4, Output.Of("reminder").Count());
    }

    [Fact]
    public void After_a_sessions_start_learners_are_mailed_nothing_about_it_but_watch_links()
    {
        var mailed = Output.Timeline.Where(e => e.Event.EndsWith(".sent", StringComparison.Ordinal)).ToList();
        Assert.Equal(Output.Mails.Count(m => m.Kind != "summary"), mailed.Count);
        Assert.All(mailed.Where(e => e.Event != "watch-link.sent"), e =>
            Assert.True(e.Instant < RealCourse.Hours[e.Session!].Start, $"{e.Event} at {e.At} about {e.Session}"));
        Assert.All(Output.Of("watch-link"), m => Assert.Contains(
            RealCourse.Hours.Values, h => Instant.FromDateTimeOffset(m.Date) > h.End));
    }

    [Fact]
    public void The_instructor_alone_is_told_once_after_each_session_how_it_went()
    {
        var summaries = Output.Of("summary").ToList();
        Assert.Equal(2, summaries.Count);
        Assert.All(summaries, m => Assert.Equal("becky.russell@example.org", m.To));
        foreach (var ((session, hours), mail) in RealCourse.Hours.OrderBy(h => h.Value.Start).Zip(summaries))
        {
            var sent = Instant.FromDateTimeOffset(mail.Date);
            Assert.InRange(sent, hours.End, hours.End + Duration.FromDays(1));
            var links = Output.Events("watch-link.sent").Count(e => e.Session == session);
            Assert.Contains($"Watch links sent: {links}.", mail.Text, StringComparison.Ordinal);
            Assert.Contains($"Missed it: {links}.", mail.Text, StringComparison.Ordinal);
            Assert.Contains("Recordings to watch: 1, with captions", mail.Text, StringComparison.Ordinal);
            Assert.Contains($"sessions attendance you-are-here/{session}", mail.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_mail_is_what_every_calendar_accepts()
    {
        Assert.NotEmpty(Output.Mails);
        Assert.Empty(Output.Mails.SelectMany(m => MailLint.Check(m.Bytes).Select(wrong => $"{m.File}: {wrong}")));
        Assert.Empty(MailLint.CheckSeries(Output.Mails.Select(m => m.Bytes)));
        Assert.Equal(
            Output.Mails.Count, Output.Mails.Select(m => m.MessageId).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_directory_with_a_foreign_file_is_refused_and_the_file_left_alone()
    {
        Directory.CreateDirectory(demo.Home.At("mine"));
        var file = demo.Home.Write(Path.Combine("mine", "thesis.txt"), "ten years of work");
        Directory.CreateDirectory(demo.Home.At("mine", "mail"));
        var mail = demo.Home.Write(Path.Combine("mine", "mail", "love.eml"), "dear");

        var result = (await demo.Home.RunAsync("demo", "--out", demo.Home.At("mine"))).Ended(2);

        Assert.Contains("thesis.txt", result.Err, StringComparison.Ordinal);
        Assert.Equal("ten years of work", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal("dear", await File.ReadAllTextAsync(mail, TestContext.Current.CancellationToken));
        Assert.Equal(2, Directory.GetFileSystemEntries(demo.Home.At("mine")).Length);
    }

    [Fact]
    public async Task A_second_run_replaces_the_first_and_with_json_prints_one_document_alone()
    {
        Directory.CreateDirectory(demo.Home.At("again", "mail"));
        demo.Home.Write(Path.Combine("again", "mail", Output.Mails[0].File), "of the first run");

        var result = (await demo.Home.RunAsync("demo", "--json", "--out", demo.Home.At("again"))).Ended(0);

        Assert.StartsWith("{", result.Out, StringComparison.Ordinal);
        Assert.Equal("you-are-here", result.Json.GetProperty("course").GetString());
        Assert.Equal(2, result.Json.GetProperty("sessions").GetArrayLength());
        var again = new DemoOutput(demo.Home.At("again"));
        Assert.Equal(
            Output.Mails.Select(m => (m.Kind, m.To, m.Date)).Order(),
            again.Mails.Select(m => (m.Kind, m.To, m.Date)).Order());
        Assert.Equal(2, again.Videos.Length);
    }

    private IEnumerable<string> Invited() =>
        Output.Of("invitation").Select(m => m.To).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static int Percent(TimelineEntry entry)
    {
        var match = SharePattern.Match(entry.Detail);
        Assert.True(match.Success, entry.Detail);
        return int.Parse(match.Groups["percent"].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\((?<percent>\d+) %\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SharePattern { get; }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UtcPattern { get; }

    [GeneratedRegex(@"https?://\S+/watch/\S+", RegexOptions.None, 1000)]
    private static partial Regex WatchPattern { get; }
}
