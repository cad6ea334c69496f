using Microsoft.Playwright;

namespace Sessions.Hosts.Tests.Browser;

/// <summary>The two pages that learners see, in a browser, as the demo serves them.</summary>
[Trait("Service", "Browser")]
public sealed class PagesTests(ServedDemo demo) : IClassFixture<ServedDemo>
{
    [Fact]
    public async Task The_learners_page_shows_both_sessions_in_both_zones()
    {
        await using var open = await OpenPage.GoAsync(demo.Browser, demo.LearnerPage);

        var sessions = open.Page.Locator("article.session");
        Assert.Equal(2, await sessions.CountAsync());
        var text = await open.Page.InnerTextAsync("main");
        foreach (var title in new[] { "Interactive session 1", "Interactive session 2" })
            Assert.Contains(title, text, StringComparison.Ordinal);
        Assert.Equal(
            ["2025-11-12T18:00:00Z", "2025-10-22T17:00:00Z"],
            await sessions.Locator("time").EvaluateAllAsync<string[]>("all => all.map(t => t.dateTime)"));
        Assert.All(await sessions.AllInnerTextsAsync(), session =>
        {
            Assert.Matches("10:00.+(PDT|PST|Los Angeles|Pacific)", session);
            Assert.Matches(@"In .+: .+\d{1,2}:\d{2}", session);
        });
        await open.PictureAsync("learner-1200");
        Assert.Empty(open.Troubles);
    }

    [Fact]
    public async Task The_video_plays_and_captions_show()
    {
        await using var open = await OpenPage.GoAsync(demo.Browser, demo.WatchPage);
        var video = open.Page.Locator("video");
        Assert.Equal(1, await video.CountAsync());

        await video.EvaluateAsync("v => { v.muted = true; return v.play(); }");
        await open.Page.WaitForFunctionAsync("() => document.querySelector('video').currentTime > 2");

        Assert.True(await video.EvaluateAsync<bool>("v => v.error === null && v.readyState >= 2 && !v.paused"));
        Assert.True(await video.EvaluateAsync<bool>("v => v.videoWidth > 0 && v.videoHeight > 0"));
        await open.Page.WaitForFunctionAsync("() => document.querySelector('video').textTracks[0]?.cues?.length > 0");
        Assert.Equal("showing", await video.EvaluateAsync<string>("v => v.textTracks[0].mode"));
        Assert.True(await video.EvaluateAsync<bool>("v => v.textTracks[0].activeCues.length > 0"));
        await open.PictureAsync("watch-1200");
        Assert.Empty(open.Troubles);
    }

    [Fact]
    public async Task Seeking_asks_for_ranges_and_goes_on_from_there()
    {
        await using var open = await OpenPage.GoAsync(demo.Browser, demo.WatchPage);
        var video = open.Page.Locator("video");
        await open.Page.WaitForFunctionAsync("() => document.querySelector('video').readyState >= 1");
        var there = await video.EvaluateAsync<double>("v => v.duration * 0.7");

        await video.EvaluateAsync("(v, at) => { v.muted = true; v.currentTime = at; return v.play(); }", there);
        await open.Page.WaitForFunctionAsync(
            "at => { const v = document.querySelector('video'); return v.currentTime > at + 0.5 && v.readyState > 1; }",
            there);

        Assert.Null(await video.EvaluateAsync<string?>("v => v.error?.message ?? null"));
        var partial = await open.Page.APIRequest.GetAsync(
            await video.EvaluateAsync<string>("v => v.currentSrc"),
            new() { Headers = new Dictionary<string, string> { ["Range"] = "bytes=1000-1999" } });
        Assert.Equal(206, partial.Status);
        Assert.Equal(1000, (await partial.BodyAsync()).Length);
        Assert.StartsWith("bytes 1000-1999/", partial.Headers["content-range"], StringComparison.Ordinal);
        Assert.NotEmpty(open.VideoAnswers);
        Assert.All(open.VideoAnswers, status => Assert.Contains(status, new[] { 206, 302 }));
    }

    [Fact]
    public async Task A_line_of_the_transcript_goes_to_its_place_in_the_video()
    {
        await using var open = await OpenPage.GoAsync(demo.Browser, demo.WatchPage);
        await open.Page.EvaluateAsync("() => { document.querySelector('video').muted = true; }");
        var line = open.Page.Locator(".lines a").Nth(3);
        var at = await line.EvaluateAsync<double>("a => Number(a.dataset.at)");
        Assert.True(at > 5);

        await line.ClickAsync();

        await open.Page.WaitForFunctionAsync(
            "at => { const v = document.querySelector('video'); "
            + "return !v.paused && v.currentTime >= at && v.currentTime < at + 4; }",
            at);
        await Assertions.Expect(line).ToHaveAttributeAsync("aria-current", "true");
        Assert.Empty(open.Troubles);
    }

    [Fact]
    public async Task The_transcript_can_be_searched()
    {
        await using var open = await OpenPage.GoAsync(demo.Browser, demo.WatchPage);
        var word = (await open.Page.Locator(".lines .said").Nth(2).InnerTextAsync()).Split(' ').MaxBy(w => w.Length)!;

        await open.Page.GetByLabel("Search the transcript").FillAsync(word.ToUpperInvariant());

        Assert.Matches(@"^[1-9]\d* of \d+ lines$", await open.Page.InnerTextAsync("#found"));
        Assert.Equal(word, await open.Page.Locator(".lines mark").First.InnerTextAsync());
        Assert.True(await open.Page.Locator(".lines li[hidden]").CountAsync() > 0);
        await open.PictureAsync("watch-search");
    }

    [Fact]
    public async Task Without_script_a_line_of_the_transcript_opens_the_video_at_its_place()
    {
        await using var open = await OpenPage.GoAsync(demo.Browser, demo.WatchPage, script: false);
        var line = open.Page.Locator(".lines a").Nth(3);
        var at = await line.GetAttributeAsync("data-at");

        await line.ClickAsync();

        var source = await open.Page.Locator($"video[src$='#t={at}']").GetAttributeAsync("src");
        Assert.NotNull(source);
    }

    [Theory]
    [InlineData("learner", 1200, ColorScheme.Light)]
    [InlineData("learner", 320, ColorScheme.Light)]
    [InlineData("learner", 1200, ColorScheme.Dark)]
    [InlineData("watch", 1200, ColorScheme.Light)]
    [InlineData("watch", 320, ColorScheme.Light)]
    [InlineData("watch", 1200, ColorScheme.Dark)]
    public async Task Everyone_can_use_it_at_every_width(string name, int width, ColorScheme colors)
    {
        var address = name == "learner" ? demo.LearnerPage : demo.WatchPage;
        await using var open = await OpenPage.GoAsync(demo.Browser, address, width, colors: colors);

        await open.PictureAsync($"{name}-{width}-{colors}");
        await open.IsUsableAsync();
    }
}
