using System.Net;
using NodaTime;

namespace Sessions.Hosts.Tests.Web;

public sealed class CalendarFeedTests
{
    [Fact]
    public async Task The_feed_holds_every_session_the_learner_was_told_of()
    {
        await using var app = await WebApp.StartAsync();

        var answer = await app.GetAsync(Feed(app));

        Assert.Equal("text/calendar; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("must-revalidate, max-age=0, private", answer.Headers.CacheControl?.ToString());
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            ["UID:session-1-ada@example.org", "UID:session-2-ada@example.org"],
            text.Split("\r\n").Where(line => line.StartsWith("UID:", StringComparison.Ordinal)));
        Assert.Contains("METHOD:PUBLISH", text);
        Assert.DoesNotContain("ATTENDEE", text);
    }

    [Fact]
    public async Task A_session_file_holds_that_session_alone()
    {
        await using var app = await WebApp.StartAsync();

        var text = await app.TextAsync($"/l/{app.World.PageToken}/sessions/session-2.ics");

        Assert.Contains("UID:session-2-ada@example.org", text);
        Assert.DoesNotContain("UID:session-1-ada@example.org", text);
    }

    [Fact]
    public async Task A_session_nobody_was_told_of_has_no_file()
    {
        await using var app = await WebApp.StartAsync();

        var answer = await app.GetAsync($"/l/{app.World.PageToken}/sessions/session-3.ics");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        await using var app = await WebApp.StartAsync();
        var first = await app.GetAsync(Feed(app));
        var tag = first.Headers.ETag!;

        var second = await app.SendAsync(HttpMethod.Get, Feed(app), ("If-None-Match", tag.ToString()));

        Assert.False(tag.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(tag, second.Headers.ETag);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_has_changed_is_sent_under_another_tag()
    {
        await using var app = await WebApp.StartAsync();
        var tag = (await app.GetAsync(Feed(app))).Headers.ETag!.ToString();

        app.World.Change(World.Session2, s => s with { Removed = true });
        var second = await app.SendAsync(HttpMethod.Get, Feed(app), ("If-None-Match", tag));

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.NotEqual(tag, second.Headers.ETag!.ToString());
        Assert.Contains(
            "STATUS:CANCELLED", await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_tag_does_not_move_with_the_clock()
    {
        await using var app = await WebApp.StartAsync();
        var tag = (await app.GetAsync(Feed(app))).Headers.ETag;

        app.World.Time.Now += Duration.FromDays(3);

        Assert.Equal(tag, (await app.GetAsync(Feed(app))).Headers.ETag);
    }

    [Fact]
    public async Task A_cancelled_session_is_shown_as_cancelled_until_a_week_after_its_end_and_then_goes()
    {
        await using var app = await WebApp.StartAsync();
        app.World.Change(World.Session1, s => s with { Removed = true });
        var gone = Instant.FromUtc(2025, 10, 22, 18, 15) + Duration.FromDays(7);

        app.World.Time.Now = gone - Duration.FromSeconds(1);
        var before = await app.GetAsync(Feed(app));
        app.World.Time.Now = gone;
        var after = await app.SendAsync(
            HttpMethod.Get, Feed(app), ("If-None-Match", before.Headers.ETag!.ToString()));

        Assert.Contains("STATUS:CANCELLED", await TextAsync(before));
        Assert.Contains("UID:session-1-ada@example.org", await TextAsync(before));
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.DoesNotContain("UID:session-1-ada@example.org", await TextAsync(after));
        Assert.Contains("UID:session-2-ada@example.org", await TextAsync(after));
        Assert.Equal(gone.ToDateTimeOffset(), after.Content.Headers.LastModified);
    }

    [Fact]
    public async Task Someone_who_left_is_shown_every_session_as_cancelled()
    {
        await using var app = await WebApp.StartAsync();
        app.World.Leave();

        var text = await app.TextAsync(Feed(app));

        Assert.Equal(2, text.Split("STATUS:CANCELLED").Length - 1);
        Assert.DoesNotContain("teams.example.com", text);
    }

    [Fact]
    public async Task The_feed_speaks_the_learners_language()
    {
        var world = new World(language: "es");
        world.Change(World.Session1, s => s with { Removed = true });
        await using var app = await WebApp.StartAsync(world);

        Assert.Contains("SUMMARY:Cancelada", await app.TextAsync(Feed(app)));
    }

    [Fact]
    public async Task Two_servers_send_the_same_bytes_under_the_same_tag()
    {
        await using var one = await WebApp.StartAsync();
        await using var other = await WebApp.StartAsync();
        other.World.Time.Now += Duration.FromHours(5);

        foreach (var coding in new[] { "identity", "gzip", "br" })
        {
            var first = await one.SendAsync(HttpMethod.Get, Feed(one), ("Accept-Encoding", coding));
            var second = await other.SendAsync(HttpMethod.Get, Feed(other), ("Accept-Encoding", coding));

            Assert.Equal(first.Headers.ETag, second.Headers.ETag);
            Assert.Equal(
                await first.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
                await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static string Feed(WebApp app) => $"/l/{app.World.PageToken}/calendar.ics";
}
