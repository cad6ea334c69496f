using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sessions.Hosts.Tests.Web;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Browser;

/// <summary>Saying whether one comes, in a browser: with and without script, by hand and by keyboard.</summary>
[Trait("Service", "Browser")]
public sealed class ReplyFormTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Coming = "I'm coming";

    private const string CannotCome = "I can't make it, send me the recording";

    private const float Patience = 60_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Coming, true, ReplyAnswer.Coming, "Kept: you're coming", "a reminder comes by e-mail")]
    [InlineData(Coming, false, ReplyAnswer.Coming, "Kept: you're coming", "a reminder comes by e-mail")]
    [InlineData(CannotCome, true, ReplyAnswer.CannotCome, "Kept: you can't make it", "No reminder is sent")]
    [InlineData(CannotCome, false, ReplyAnswer.CannotCome, "Kept: you can't make it", "No reminder is sent")]
    public async Task An_answer_leads_to_a_page_that_says_what_was_kept_and_what_follows(
        string button, bool script, ReplyAnswer answer, string heading, string follows)
    {
        await using var app = await WebApp.StartAsync();
        await using var open = await OpenAsync(app, script: script);

        await Button(open, button).ClickAsync();

        await SaysAsync(open, heading);
        Assert.Contains(follows, await open.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Equal(answer, Answer(app));
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Back to all your sessions" }).ClickAsync();
        await SaysAsync(open, "You are here");
        Assert.Contains($"You said: {button}", await open.Page.InnerTextAsync("#session-1"), StringComparison.Ordinal);
        Assert.Contains("Will you be there?", await open.Page.InnerTextAsync("#session-2"), StringComparison.Ordinal);
        Assert.Empty(open.Troubles);
    }

    [Fact]
    public async Task Who_changes_their_mind_does_so_on_the_page_that_said_what_was_kept()
    {
        await using var app = await WebApp.StartAsync();
        await using var open = await OpenAsync(app);
        await Button(open, CannotCome).ClickAsync();
        await SaysAsync(open, "Kept: you can't make it");
        Assert.Equal(0, await Button(open, CannotCome).CountAsync());

        await Button(open, Coming).ClickAsync();
        await SaysAsync(open, "Kept: you're coming");
        Assert.Equal(ReplyAnswer.Coming, Answer(app));
        await Button(open, CannotCome).ClickAsync();

        await SaysAsync(open, "Kept: you can't make it");
        Assert.Equal(ReplyAnswer.CannotCome, Answer(app));
        Assert.Equal(3, await RepliesAsync(app));
    }

    [Fact]
    public async Task Looking_going_back_and_loading_again_change_nothing()
    {
        await using var app = await WebApp.StartAsync();
        await using var open = await OpenAsync(app);
        var page = open.Page.Url;
        await open.Page.GotoAsync($"{page}/reply/session-1?session=session-1&answer=coming");
        Assert.Equal("Will you be there?", await open.Page.InnerTextAsync("h1"));
        Assert.Null(Answer(app));

        await Button(open, CannotCome).ClickAsync();
        await SaysAsync(open, "Kept: you can't make it");
        await open.Page.ReloadAsync();
        await open.Page.GoBackAsync();
        await open.Page.GoForwardAsync();

        await SaysAsync(open, "Kept: you can't make it");
        Assert.Equal(1, await RepliesAsync(app));
        Assert.Equal(1, app.Answers.Count(status => status == 303));
    }

    [Fact]
    public async Task The_keyboard_is_enough_and_shows_where_it_is()
    {
        await using var app = await WebApp.StartAsync();
        await using var open = await OpenAsync(app);

        await TabToAsync(open, CannotCome);
        Assert.NotEqual("none", await FocusedAsync(open, "e => getComputedStyle(e).outlineStyle"));
        await open.Page.Keyboard.PressAsync("Enter");
        await SaysAsync(open, "Kept: you can't make it");
        Assert.Equal(ReplyAnswer.CannotCome, Answer(app));

        await TabToAsync(open, Coming);
        await open.Page.Keyboard.PressAsync("Space");
        await SaysAsync(open, "Kept: you're coming");
        Assert.Equal(ReplyAnswer.Coming, Answer(app));
    }

    [Theory]
    [InlineData(1200, null, ColorScheme.Light)]
    [InlineData(320, null, ColorScheme.Light)]
    [InlineData(320, null, ColorScheme.Dark)]
    [InlineData(1200, "es", ColorScheme.Light)]
    [InlineData(320, "es", ColorScheme.Dark)]
    public async Task Everyone_can_use_form_and_confirmation_at_every_width(int width, string? language, ColorScheme colors)
    {
        var world = new World(language: language);
        await using var app = await WebApp.StartAsync(world);
        await using var open = await OpenAsync(app, width, colors: colors);
        await open.IsUsableAsync();

        foreach (var answer in new[] { "recording", "coming" })
        {
            await open.Page.Locator($"button[value={answer}]").First.ClickAsync();
            await Assertions.Expect(open.Page.Locator($"button[value={answer}]")).ToHaveCountAsync(0, new() { Timeout = Patience });
            Assert.Equal(language ?? "en", await open.Page.GetAttributeAsync("html", "lang"));
            await open.PictureAsync($"reply-{answer}-{width}-{language ?? "en"}-{colors}");
            await open.IsUsableAsync();
        }
    }

    [Fact]
    public async Task In_Spanish_every_word_is()
    {
        await using var app = await WebApp.StartAsync(new World(language: "es"));
        await using var open = await OpenAsync(app);

        await Button(open, "No puedo asistir, envíenme la grabación").ClickAsync();

        await SaysAsync(open, "Anotado: no puede asistir");
        var text = await open.Page.InnerTextAsync("main");
        Assert.DoesNotMatch("(?i)kept|recording|reminder|sessions", text);
        Assert.Equal(ReplyAnswer.CannotCome, Answer(app));
    }

    private Task<OpenPage> OpenAsync(
        WebApp app, int width = 1200, bool script = true, ColorScheme colors = ColorScheme.Light) =>
        OpenPage.GoAsync(
            chromium.Browser, new Uri(app.Client.BaseAddress!, $"/l/{app.World.PageToken}").AbsoluteUri, width, script, colors);

    // Whoever clicks is not yet on the next page.
    private static Task SaysAsync(OpenPage open, string heading) =>
        Assertions.Expect(open.Page.Locator("h1")).ToHaveTextAsync(heading, new() { Timeout = Patience });

    // There is one for each session; the first is the next one's.
    private static ILocator Button(OpenPage open, string name) =>
        open.Page.GetByRole(AriaRole.Button, new()
        {
            NameRegex = new($"^{Regex.Escape(name)} ?: Interactive session 1$", RegexOptions.None, TimeSpan.FromSeconds(1)),
        });

    private static async Task TabToAsync(OpenPage open, string name)
    {
        for (var tabs = 0; tabs < 40; tabs++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            if (await FocusedAsync(open, "e => e.innerText") is { } text
                && text.StartsWith(name, StringComparison.Ordinal) && text.EndsWith("session 1", StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"'{name}' is not reached by Tab");
    }

    private static Task<string?> FocusedAsync(OpenPage open, string ask) =>
        open.Page.EvaluateAsync<string?>($"() => ({ask})(document.activeElement)");

    private static ReplyAnswer? Answer(WebApp app) => app.World.Ledger.Courses[World.CourseId].Sessions
        .Single(s => s.Id == World.Session1).Learners.Single().Reply?.Answer;

    private static async Task<int> RepliesAsync(WebApp app) =>
        (await app.World.Ledger.ReadHistoryAsync(World.CourseId, null, null, Cancel))
            .Count(e => e.Event == EventName.ReplyReceived);
}
