using System.Net;
using System.Net.Http.Headers;
using NodaTime;

namespace Sessions.Hosts.Tests.Web;

public sealed class WatchPageTests
{
    private const string Vtt = """
        WEBVTT

        0:0:1.5 --> 0:0:4.25
        <v Becky Russell>Welcome &amp; hello.</v>

        0:0:5.0 --> 0:0:6.0
        <v Becky Russell>Boundaries &lt;script>alert(1)&lt;/script></v>

        0:1:2.0 --> 0:1:5.0
        <v Ada Hart>Thank you.</v>
        """;

    private static readonly string[] NotPlayed =
        ["is still being processed and appears here", "A part of this recording is missing so far"];

    private static readonly byte[] Video = [.. Enumerable.Range(0, 200).Select(i => (byte)i)];

    [Fact]
    public async Task The_player_has_captions_and_the_transcript_its_speakers()
    {
        await using var app = await StartAsync(Vtt);

        var page = await PageAsync(app);

        var token = app.World.WatchToken(World.Session1);
        Assert.Contains("<video controls preload=\"metadata\" playsinline", page);
        Assert.Contains($"src=\"/watch/{token}/video?part=1\"", page);
        Assert.Contains(
            "<track kind=\"captions\" srclang=\"en\" label=\"Captions\" default " +
            $"src=\"/watch/{token}/captions.vtt?part=1\" />", page);
        Assert.Contains("<span class=\"speaker\">Becky Russell</span>", page);
        Assert.Equal(2, page.Split("class=\"speaker\"").Length - 1);
        Assert.Contains("<span class=\"at\">1:02</span> <span class=\"said\">Thank you.</span>", page);
        Assert.Contains("href=\"?part=1&amp;t=62#part-1\"", page);
    }

    [Fact]
    public async Task What_was_said_is_text()
    {
        await using var app = await StartAsync(Vtt);

        var page = await PageAsync(app);

        Assert.DoesNotContain("<script>alert", page);
        Assert.Contains("Boundaries &lt;script&gt;alert(1)&lt;/script&gt;", page);
    }

    [Fact]
    public async Task Captions_are_cleaned_to_what_browsers_read()
    {
        await using var app = await StartAsync(Vtt);

        var answer = await app.GetAsync($"/watch/{app.World.WatchToken(World.Session1)}/captions.vtt");

        Assert.Equal("text/vtt; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            """
            WEBVTT

            00:00:01.500 --> 00:00:04.250
            <v Becky Russell>Welcome &amp; hello.</v>

            00:00:05.000 --> 00:00:06.000
            <v Becky Russell>Boundaries &lt;script&gt;alert(1)&lt;/script&gt;</v>

            00:01:02.000 --> 00:01:05.000
            <v Ada Hart>Thank you.</v>

            """.ReplaceLineEndings("\n"),
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_video_comes_in_ranges()
    {
        await using var app = await StartAsync(Vtt);

        var answer = await app.SendAsync(HttpMethod.Get, VideoPath(app), ("Range", "bytes=10-19"));

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(new ContentRangeHeaderValue(10, 19, 200), answer.Content.Headers.ContentRange);
        Assert.Equal("video/mp4", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            Video[10..20], await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_range_outside_is_refused_and_the_whole_is_whole()
    {
        await using var app = await StartAsync(Vtt);

        var outside = await app.SendAsync(HttpMethod.Get, VideoPath(app), ("Range", "bytes=500-"));
        var whole = await app.GetAsync(VideoPath(app));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, outside.StatusCode);
        Assert.Equal("bytes", Assert.Single(whole.Headers.AcceptRanges));
        Assert.Equal(Video, await whole.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_video_elsewhere_is_a_redirect_that_lives_for_minutes()
    {
        await using var app = await StartAsync(Vtt);
        app.World.Archive.Elsewhere = new Uri("https://account.blob.core.windows.net/c/v.mp4?sig=a%2Bb");

        var answer = await app.GetAsync(VideoPath(app));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(app.World.Archive.Elsewhere.AbsoluteUri, answer.Headers.Location?.AbsoluteUri);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal([Duration.FromMinutes(10)], app.World.Archive.Lifetimes);
    }

    [Fact]
    public async Task Several_recordings_stand_in_the_order_of_time()
    {
        var world = new World();
        world.AddRecording(World.Session1, [2], vtt: null, minute: 40);
        world.AddRecording(World.Session1, [1], Vtt, minute: 0);
        await using var app = await WebApp.StartAsync(world);

        var page = await PageAsync(app);
        var first = await (await app.GetAsync(VideoPath(app))).Content
            .ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Contains("Part 1 of 2", page);
        Assert.Contains("Part 2 of 2", page);
        Assert.Equal([1], first);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await app.GetAsync($"/watch/{world.WatchToken(World.Session1)}/captions.vtt?part=2")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await app.GetAsync($"/watch/{world.WatchToken(World.Session1)}/video?part=3")).StatusCode);
    }

    [Theory]
    [InlineData(null, "is still being processed and appears here")]
    [InlineData("404", "A part of this recording is missing so far")]
    public async Task A_part_that_cannot_be_watched_is_spoken_of(string? givenUp, string words)
    {
        await using var app = await StartAsync(Vtt);
        Assert.DoesNotContain(words, await PageAsync(app));
        app.World.Change(World.Session1, s => s with
        {
            Recordings = s.Recordings.Add(
                s.Recordings[0] with { SourceId = "other", CorrelationId = "other", Video = null, GivenUp = givenUp }),
        });

        var page = await PageAsync(app);

        Assert.Contains("<video", page);
        Assert.Equal([words], NotPlayed.Where(page.Contains));
    }

    [Fact]
    public async Task A_line_of_the_transcript_works_without_script()
    {
        await using var app = await StartAsync(Vtt);

        var page = await app.TextAsync($"/watch/{app.World.WatchToken(World.Session1)}?part=1&t=62");

        Assert.Contains("/video?part=1#t=62\"", page);
    }

    [Fact]
    public async Task Missing_captions_are_said_to_be_missing()
    {
        await using var app = await StartAsync(vtt: null);

        var page = await PageAsync(app);

        Assert.Contains("There are no captions for this recording yet", page);
        Assert.DoesNotContain("<track", page);
    }

    [Fact]
    public async Task Captions_that_the_archive_lost_do_not_keep_the_video_away()
    {
        await using var app = await StartAsync(Vtt);
        app.World.Archive.Blobs.Remove($"{World.Session1}/captions-0.vtt");

        var page = await PageAsync(app);

        Assert.Contains("<video", page);
        Assert.Contains("There are no captions for this recording yet", page);
    }

    [Theory]
    [InlineData("2025-10-22T17:30:00", false, "Not recorded yet")]
    [InlineData("2025-10-22T18:30:00", false, "The recording is being processed")]
    [InlineData("2025-10-26T18:30:00", true, "There is no recording")]
    public async Task Before_there_is_a_recording_the_page_says_how_it_stands(string now, bool missing, string words)
    {
        var world = new World();
        world.Change(World.Session1, s => s with { Search = s.Search with { MissingReported = missing } });
        world.Time.Now = NodaTime.Text.InstantPattern.ExtendedIso.Parse(now + "Z").Value;
        await using var app = await WebApp.StartAsync(world);

        var page = await PageAsync(app);

        Assert.Contains(words, page);
        Assert.DoesNotContain("<video", page);
    }

    [Fact]
    public async Task What_is_hidden_is_out_of_sight_at_once_and_the_link_stays()
    {
        await using var app = await StartAsync(Vtt);
        var token = app.World.WatchToken(World.Session1);
        app.World.Change(World.Session1, s => s with { RecordingsHidden = true });

        var page = await PageAsync(app);

        Assert.Contains("The instructor has taken this recording out of sight", page);
        Assert.DoesNotContain("<video", page);
        Assert.DoesNotContain("Thank you.", page);
        Assert.Equal(HttpStatusCode.NotFound, (await app.GetAsync(VideoPath(app))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.GetAsync($"/watch/{token}/captions.vtt")).StatusCode);
        Assert.Contains("\"ready\":false,\"why\":\"The instructor has", await app.TextAsync($"/watch/{token}/state"));
        app.World.Change(World.Session1, s => s with { RecordingsHidden = false });
        Assert.Contains("<video", await PageAsync(app));
        Assert.Contains("\"ready\":true", await app.TextAsync($"/watch/{token}/state"));
    }

    [Fact]
    public async Task What_was_deleted_is_said_to_be_with_the_day_of_the_course()
    {
        await using var app = await StartAsync(Vtt);
        app.World.Expire(World.Session1, Instant.FromUtc(2026, 10, 23, 6, 59));

        var page = await PageAsync(app);

        Assert.Contains("The recording was deleted on Thursday, October 22, 2026", page);
        Assert.DoesNotContain("<video", page);
        Assert.Equal(HttpStatusCode.NotFound, (await app.GetAsync(VideoPath(app))).StatusCode);
    }

    [Fact]
    public async Task Late_captions_are_there_at_the_next_look()
    {
        await using var app = await StartAsync(vtt: null);
        Assert.DoesNotContain("<track", await PageAsync(app));
        var bytes = System.Text.Encoding.UTF8.GetBytes(Vtt);
        app.World.Archive.Blobs["late.vtt"] = bytes;
        app.World.Change(World.Session1, s => s with
        {
            Recordings = [s.Recordings[0] with { Captions = new("late.vtt", bytes.Length, "00", s.Time.End) }],
        });

        Assert.Contains("<track kind=\"captions\"", await PageAsync(app));
        Assert.Contains("Thank you.", await PageAsync(app));
    }

    [Fact]
    public async Task The_instructors_chapters_are_links_into_the_part_they_fall_into()
    {
        var world = new World(yaml: World.Yaml.Replace(
            "time: 10:00-11:15", "time: 10:00-11:15\n    chapters: [0:00 Welcome, 31:30 Q & A]", StringComparison.Ordinal));
        world.AddRecording(World.Session1, [1], Vtt, minute: 0);
        world.AddRecording(World.Session1, [2], vtt: null, minute: 40);
        await using var app = await WebApp.StartAsync(world);

        var page = await PageAsync(app);

        Assert.Contains("href=\"?part=1&amp;t=0#part-1\" data-part=\"1\" data-at=\"0\"><span class=\"at\">0:00</span> <span>Welcome<", page);
        Assert.Contains("href=\"?part=2&amp;t=90#part-2\" data-part=\"2\" data-at=\"90\"><span class=\"at\">1:30</span> <span>Q &amp; A<", page);
        Assert.DoesNotContain("Suggested from the transcript", page);
    }

    [Fact]
    public async Task Without_the_instructors_chapters_some_are_suggested_and_said_to_be()
    {
        var lines = Enumerable.Range(0, 12).Select(i =>
            $"00:{i:00}:{(i % 4 == 0 ? 9 : 1):00}.000 --> 00:{i:00}:59.900\n<v Ada>Sentence {i}.</v>\n\n");
        await using var app = await StartAsync($"WEBVTT\n\n{string.Concat(lines)}");

        var page = await PageAsync(app);

        Assert.Contains("<span>Sentence 4</span>", page);
        Assert.Contains("Suggested from the transcript.", page);
    }

    [Fact]
    public async Task The_page_speaks_the_learners_language()
    {
        var world = new World(language: "es");
        world.AddRecording(World.Session1, Video, Vtt);
        await using var app = await WebApp.StartAsync(world);

        var page = await PageAsync(app);
        world.Change(World.Session1, s => s with { RecordingsHidden = true });

        Assert.Contains("<html lang=\"es\"", page);
        Assert.Contains("Buscar en la transcripción", page);
        Assert.Contains("ha retirado de la vista", await PageAsync(app));
    }

    [Fact]
    public async Task Whoever_left_the_course_watches_nothing()
    {
        await using var app = await StartAsync(Vtt);
        app.World.Leave();

        Assert.Equal(
            HttpStatusCode.NotFound, (await app.GetAsync($"/watch/{app.World.WatchToken(World.Session1)}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.GetAsync(VideoPath(app))).StatusCode);
    }

    private static Task<WebApp> StartAsync(string? vtt)
    {
        var world = new World();
        world.AddRecording(World.Session1, Video, vtt);
        return WebApp.StartAsync(world);
    }

    private static Task<string> PageAsync(WebApp app) =>
        app.TextAsync($"/watch/{app.World.WatchToken(World.Session1)}");

    private static string VideoPath(WebApp app) => $"/watch/{app.World.WatchToken(World.Session1)}/video";
}
