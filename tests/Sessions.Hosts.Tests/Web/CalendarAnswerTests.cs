using System.IO.Compression;
using System.Net;
using System.Text;

namespace Sessions.Hosts.Tests.Web;

/// <summary>The feed as HTTP (RFC 9110): tags, codings, methods.</summary>
public sealed class CalendarAnswerTests : IAsyncLifetime
{
    private WebApp _app = null!;

    private string Feed => $"/l/{_app.World.PageToken}/calendar.ics";

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    [InlineData("*")]
    [InlineData("\"other\", {0}")]
    [InlineData("W/\"other\" ,{0},\"more\"")]
    [InlineData("no tag at all, {0}")]
    public async Task Who_has_it_is_told_so(string ifNoneMatch)
    {
        var tag = (await _app.GetAsync(Feed)).Headers.ETag!.ToString();

        var answer = await GetAsync(
            ("If-None-Match", string.Format(System.Globalization.CultureInfo.InvariantCulture, ifNoneMatch, tag)));

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Equal(tag, answer.Headers.ETag!.ToString());
        Assert.Equal("must-revalidate, max-age=0, private", answer.Headers.CacheControl?.ToString());
        Assert.Equal("Accept-Encoding", Assert.Single(answer.Headers.Vary));
        Assert.Empty(await BytesAsync(answer));
    }

    [Theory]
    [InlineData("\"other\"")]
    [InlineData("\"*\"")]
    [InlineData("garbage")]
    [InlineData("")]
    public async Task Who_has_something_else_gets_it_whole(string ifNoneMatch)
    {
        var answer = await GetAsync(("If-None-Match", ifNoneMatch));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("BEGIN:VCALENDAR", Encoding.UTF8.GetString(await BytesAsync(answer)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_alone_never_hides_a_change()
    {
        var first = await _app.GetAsync(Feed);
        var date = first.Content.Headers.LastModified!.Value;
        Assert.Equal(new DateTimeOffset(2025, 10, 1, 8, 0, 0, TimeSpan.Zero), date);

        var answer = await GetAsync(("If-Modified-Since", date.AddDays(1).ToString("R")));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("gzip;q=1.0, br;q=0.5", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*;q=0.5, br;q=0", "gzip")]
    [InlineData("gzip;q=0", "")]
    [InlineData("identity, gzip;q=0.5", "")]
    [InlineData("identity;q=0.5, gzip;q=0.5", "gzip")]
    [InlineData("deflate", "")]
    [InlineData("", "")]
    public async Task It_comes_in_the_coding_that_is_wanted_most(string accepted, string coding)
    {
        var plain = await BytesAsync(await _app.GetAsync(Feed));

        var answer = await GetAsync(("Accept-Encoding", accepted));

        Assert.Equal(coding, string.Join(", ", answer.Content.Headers.ContentEncoding));
        Assert.Equal("Accept-Encoding", Assert.Single(answer.Headers.Vary));
        var sent = await BytesAsync(answer);
        Assert.Equal(sent.Length, answer.Content.Headers.ContentLength);
        Assert.Equal(plain, await UnpackAsync(sent, coding));
    }

    [Fact]
    public async Task Each_coding_has_a_strong_tag_of_its_own_and_is_known_by_no_other()
    {
        string[] codings = ["identity", "gzip", "br"];
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var coding in codings)
            tags[coding] = (await GetAsync(("Accept-Encoding", coding))).Headers.ETag!.ToString();

        Assert.Equal(3, tags.Values.Distinct().Count());
        Assert.All(tags.Values, tag => Assert.StartsWith("\"", tag, StringComparison.Ordinal));
        foreach (var asked in codings)
        {
            foreach (var known in codings)
            {
                var answer = await GetAsync(("Accept-Encoding", asked), ("If-None-Match", tags[known]));

                Assert.Equal(asked == known ? HttpStatusCode.NotModified : HttpStatusCode.OK, answer.StatusCode);
                Assert.Equal(tags[asked], answer.Headers.ETag!.ToString());
            }
        }
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Head_answers_as_get_does_without_the_body(string coding)
    {
        var get = await GetAsync(("Accept-Encoding", coding));
        var head = await _app.SendAsync(HttpMethod.Head, Feed, ("Accept-Encoding", coding));
        var known = await _app.SendAsync(
            HttpMethod.Head, Feed, ("Accept-Encoding", coding), ("If-None-Match", get.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(Headers(get), Headers(head));
        Assert.Empty(await BytesAsync(head));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Theory]
    [InlineData("OPTIONS")]
    [InlineData("PROPFIND")]
    [InlineData("REPORT")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("POST")]
    public async Task Who_takes_it_for_a_calendar_server_is_told_what_it_can_do(string method)
    {
        foreach (var path in new[] { Feed, $"/l/{_app.World.PageToken}/sessions/session-1.ics" })
        {
            var answer = await _app.SendAsync(new HttpMethod(method), path);

            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow.Order());
            Assert.Empty(await BytesAsync(answer));
        }
    }

    [Fact]
    public async Task A_single_session_is_a_file_to_save_and_the_feed_is_none()
    {
        var entry = await _app.GetAsync($"/l/{_app.World.PageToken}/sessions/session-2.ics");
        var feed = await _app.GetAsync(Feed);

        Assert.Equal("attachment; filename=\"session-2.ics\"", entry.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal("text/calendar; charset=utf-8", entry.Content.Headers.ContentType?.ToString());
        Assert.NotNull(entry.Headers.ETag);
        Assert.Null(feed.Content.Headers.ContentDisposition);
    }

    private static Task<byte[]> BytesAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    private static IEnumerable<string> Headers(HttpResponseMessage answer) => answer.Headers
        .Concat(answer.Content.Headers)
        .Where(h => h.Key != "Date")
        .Select(h => $"{h.Key}: {string.Join(", ", h.Value)}")
        .Order(StringComparer.Ordinal);

    private static async Task<byte[]> UnpackAsync(byte[] bytes, string coding)
    {
        using var packed = new MemoryStream(bytes);
        await using Stream plain = coding switch
        {
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            _ => packed,
        };
        using var result = new MemoryStream();
        await plain.CopyToAsync(result, TestContext.Current.CancellationToken);
        return result.ToArray();
    }

    private Task<HttpResponseMessage> GetAsync(params (string Name, string Value)[] headers) =>
        _app.SendAsync(HttpMethod.Get, Feed, headers);
}
