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

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_compressed_feed_has_a_tag_of_its_own_which_is_known_again(string coding)
    {
        await using var app = await WebApp.StartAsync();
        var plain = (await app.GetAsync(Feed(app))).Headers.ETag!.ToString();

        var packed = await app.SendAsync(HttpMethod.Get, Feed(app), ("Accept-Encoding", coding));
        var tag = packed.Headers.ETag!.ToString();
        var again = await app.SendAsync(
            HttpMethod.Get, Feed(app), ("Accept-Encoding", coding), ("If-None-Match", tag));

        Assert.Equal(coding, Assert.Single(packed.Content.Headers.ContentEncoding));
        Assert.Equal($"{plain[..^1]}-{coding}\"", tag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task Head_answers_as_get_does_without_the_body()
    {
        await using var app = await WebApp.StartAsync();
        var get = await app.GetAsync(Feed(app));

        var head = await app.SendAsync(HttpMethod.Head, Feed(app));

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(
            (await get.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length,
            head.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Other_methods_are_told_which_ones_there_are()
    {
        await using var app = await WebApp.StartAsync();

        var answer = await app.SendAsync(new HttpMethod("PROPFIND"), Feed(app));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow.Order());
    }

    private static string Feed(WebApp app) => $"/l/{app.World.PageToken}/calendar.ics";
}
