using System.Net.Http.Headers;
using Microsoft.Playwright;
using NodaTime;
using Sessions.Hosts.Tests.Web;

namespace Sessions.Hosts.Tests.Browser;

/// <summary>What watching is like, wherever the recordings are kept.</summary>
public abstract class WatchContract(Chromium chromium)
{
    private protected IBrowser Browser { get; } = chromium.Browser;

    private protected abstract (string Key, string? Value)[] Archive { get; }

    [Fact]
    public async Task It_plays_with_captions_and_seeks()
    {
        await using var staged = await StageAsync();
        await using var open = await staged.OpenAsync();

        await PlayAsync(open);
        await open.Page.WaitForFunctionAsync("() => document.querySelector('video').textTracks[0]?.activeCues?.length > 0");
        await open.Page.EvaluateAsync("() => { document.querySelector('video').currentTime = 30; }");

        await UntilAsync(open, "v.currentTime > 30.5 && v.currentTime < 40 && v.textTracks[0].mode === 'showing'");
        Assert.Null(await open.Page.EvaluateAsync<string?>("() => document.querySelector('video').error?.message ?? null"));
        Assert.Empty(open.Troubles);
    }

    [Fact]
    public async Task A_place_far_behind_in_the_film_plays_from_a_range_that_begins_there()
    {
        await using var staged = await StageAsync(gap: true);
        await using var open = await staged.OpenAsync();
        await PlayAsync(open);

        await open.Page.EvaluateAsync("() => { document.querySelector('video').currentTime = 40; }");

        await UntilAsync(open, "v.currentTime > 40.2");
        Assert.Contains(await StartsAsync(open.Parts), start => start > LongFilm.Gap);
        Assert.Empty(open.Troubles);
    }

    [Fact]
    public async Task After_a_reload_it_resumes_where_one_stopped()
    {
        await using var staged = await StageAsync();
        await using var open = await staged.OpenAsync();
        await PlayAsync(open);
        await open.Page.EvaluateAsync("() => { document.querySelector('video').currentTime = 20; }");
        await UntilAsync(open, "v.currentTime > 20.2");
        await open.Page.EvaluateAsync("() => document.querySelector('video').pause()");

        await open.Page.ReloadAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Resume at 0:20" }).ClickAsync();

        await UntilAsync(open, "!v.paused && v.currentTime > 20 && v.currentTime < 30");
        Assert.Empty(open.Troubles);
    }

    [Fact]
    public async Task The_speed_holds_after_a_reload()
    {
        await using var staged = await StageAsync();
        await using var open = await staged.OpenAsync();

        await open.Page.GetByLabel("Speed").SelectOptionAsync("1.5");
        await UntilAsync(open, "v.playbackRate === 1.5");
        await open.Page.ReloadAsync();

        await UntilAsync(open, "v.playbackRate === 1.5");
        Assert.Equal("1.5", await open.Page.GetByLabel("Speed").InputValueAsync());
    }

    [Fact]
    public async Task Lines_and_chapters_go_to_their_place()
    {
        await using var staged = await StageAsync();
        await using var open = await staged.OpenAsync();
        await open.Page.EvaluateAsync("() => { document.querySelector('video').muted = true; }");

        await open.Page.GetByLabel("Search the transcript").FillAsync("TWO CHOICES");
        Assert.Equal("1 of 11 lines", await open.Page.InnerTextAsync("#found"));
        await open.Page.Locator(".lines a:visible").ClickAsync();
        await UntilAsync(open, "!v.paused && v.currentTime >= 25.9 && v.currentTime < 31");
        var chapter = open.Page.GetByRole(AriaRole.Navigation, new() { Name = "Chapters" })
            .GetByRole(AriaRole.Link, new() { Name = "Before you say a word" });
        await chapter.ClickAsync();

        await UntilAsync(open, "!v.paused && v.currentTime >= 8.3 && v.currentTime < 13");
        await Assertions.Expect(chapter).ToHaveAttributeAsync("aria-current", "true");
        Assert.Empty(open.Troubles);
    }

    [Fact]
    public async Task Everything_can_be_done_by_keys_which_work_in_the_player_alone()
    {
        await using var staged = await StageAsync();
        await using var open = await staged.OpenAsync();
        var keys = open.Page.Keyboard;
        await TabToAsync(open, "video");
        await open.Page.EvaluateAsync("() => { document.querySelector('video').muted = true; }");

        await keys.PressAsync("k");
        await UntilAsync(open, "!v.paused && v.currentTime > 0");
        await keys.PressAsync("l");
        await UntilAsync(open, "v.currentTime > 10");
        await keys.PressAsync(">");
        await UntilAsync(open, "v.playbackRate === 1.25");
        await keys.PressAsync("c");
        await UntilAsync(open, "v.textTracks[0].mode === 'hidden'");
        await keys.PressAsync("k");
        await UntilAsync(open, "v.paused");

        await TabToAsync(open, "#search");
        await keys.TypeAsync("lock");
        Assert.Equal("lock", await open.Page.InputValueAsync("#search"));
        await open.Page.FillAsync("#search", "");
        await keys.TypeAsync("the door");
        await keys.PressAsync("Enter");
        await keys.PressAsync("Enter");
        await UntilAsync(open, "!v.paused && v.currentTime >= 11.4 && v.currentTime < 20");
        Assert.True(await open.Page.EvaluateAsync<bool>("() => document.activeElement.matches('.lines a:focus-visible')"));
        Assert.Empty(open.Troubles);
    }

    [Fact]
    public async Task Several_parts_play_in_a_row()
    {
        await using var staged = await StageAsync(parts: 2);
        await using var open = await staged.OpenAsync();
        Assert.Equal(
            ["Part 1 of 2", "Part 2 of 2"], await open.Page.Locator("figcaption").AllInnerTextsAsync());
        await open.Page.EvaluateAsync("() => { for (const v of document.querySelectorAll('video')) v.muted = true; }");
        await PlayAsync(open);

        await open.Page.EvaluateAsync("() => { const v = document.querySelector('video'); v.currentTime = v.duration - 1; }");

        await open.Page.WaitForFunctionAsync(
            "() => { const [a, b] = document.querySelectorAll('video'); return a.ended && !b.paused && b.currentTime > 0.5; }");
        await open.PictureAsync("watch-parts");
        Assert.Empty(open.Troubles);
    }

    [Fact]
    public async Task What_is_hidden_while_it_is_watched_stops_and_says_why()
    {
        await using var staged = await StageAsync(life: Duration.FromSeconds(8));
        await using var open = await staged.OpenAsync();
        await PlayAsync(open);
        await UntilAsync(open, "v.currentTime > 1");

        staged.World.Change(World.Session1, s => s with { RecordingsHidden = true });

        await Assertions.Expect(open.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(
            "The instructor has taken this recording out of sight", new() { Timeout = 20_000 });
        Assert.False(await open.Page.Locator("video").IsVisibleAsync());
        Assert.True(await open.Page.EvaluateAsync<bool>("() => { const v = document.querySelector('video'); return v.paused && !v.src; }"));
        await open.PictureAsync("watch-stopped");
        await open.Page.ReloadAsync();
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToContainTextAsync("out of sight");
    }

    [Fact]
    public async Task What_is_really_played_is_credited()
    {
        await using var staged = await StageAsync(said: Duration.FromSeconds(12));
        await using var open = await staged.OpenAsync();
        await open.Page.GetByLabel("Speed").SelectOptionAsync("2");

        await PlayAsync(open);
        await UntilAsync(open, "v.currentTime > 9");
        Assert.Null(staged.World.WatchLog.CreditedAt);
        await open.Page.EvaluateAsync("() => document.querySelector('video').pause()");

        await Assertions.Expect(open.Page.Locator(".credit")).ToContainTextAsync("You have watched this recording.");
        Assert.NotNull(staged.World.WatchLog.CreditedAt);
        Assert.Equal(1, Assert.Single(staged.World.WatchLog.Stretches).Recording);
        Assert.Empty(open.Troubles);
    }

    [Fact]
    public async Task Without_script_it_plays_has_chapters_and_takes_the_learners_word()
    {
        await using var staged = await StageAsync();
        await using var open = await staged.OpenAsync(script: false);
        await Assertions.Expect(open.Page.Locator("video[controls] track[kind=captions][default]")).ToHaveCountAsync(1);
        await Assertions.Expect(open.Page.GetByText("Thank you for being here.")).ToBeVisibleAsync();
        Assert.Equal(0, await open.Page.Locator(".tools:visible, .search:visible, .resume:visible").CountAsync());
        await open.PictureAsync("watch-no-script");

        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Before you say a word" }).First.ClickAsync();
        await Assertions.Expect(open.Page.Locator("video[src$='#t=8.398']")).ToHaveCountAsync(1);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "I have watched it" }).ClickAsync();

        await Assertions.Expect(open.Page.Locator(".credit")).ToContainTextAsync("You have watched this recording.");
        Assert.NotNull(staged.World.WatchLog.CreditedAt);
        Assert.Empty(open.Troubles);
    }

    private protected Task<StagedWatch> StageAsync(
        int parts = 1, Duration? life = null, Duration? said = null, bool gap = false) =>
        StagedWatch.StartAsync(Browser, Archive, parts, life, said, gap);

    private protected static async Task PlayAsync(OpenPage open)
    {
        await open.Page.EvaluateAsync("() => { const v = document.querySelector('video'); v.muted = true; return v.play(); }");
        await UntilAsync(open, "v.currentTime > 0 && v.readyState >= 2");
    }

    private protected static Task UntilAsync(OpenPage open, string what) =>
        open.Page.WaitForFunctionAsync($"() => {{ const v = document.querySelector('video'); return {what}; }}");

    // Where each partial answer begins, by its own account: "bytes 33554440-33913000/33913763".
    private static async Task<IReadOnlyList<long>> StartsAsync(IEnumerable<IResponse> parts)
    {
        var starts = new List<long>();
        foreach (var part in parts)
        {
            var range = ContentRangeHeaderValue.Parse((await part.HeaderValueAsync("Content-Range"))!);
            starts.Add(range.From!.Value);
        }
        return starts;
    }

    private static async Task TabToAsync(OpenPage open, string selector)
    {
        for (var i = 0; i < 40; i++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            if (await open.Page.EvaluateAsync<bool>("s => document.activeElement.matches(s)", selector))
                return;
        }

        Assert.Fail($"no tab leads to {selector}");
    }
}
