using System.Net;
using System.Text;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Web;

public sealed class PlayedTests
{
    private static readonly Duration Length = Duration.FromSeconds(90);

    [Fact]
    public async Task Two_thirds_really_played_are_credited_once()
    {
        await using var app = await StartAsync();

        var first = await PostAsync(app, Piece(1, 0, 40));
        var again = await PostAsync(app, Piece(1, 10, 40));
        var rest = await PostAsync(app, $"{Piece(1, 40, 55)},{Piece(1, 70, 75)}");

        Assert.Equal("{\"watched\":false}", await BodyAsync(first));
        Assert.Equal("{\"watched\":false}", await BodyAsync(again));
        Assert.Equal("{\"watched\":true}", await BodyAsync(rest));
        Assert.All(app.World.WatchLog.Wanted, wanted => Assert.Equal(Duration.FromSeconds(60), wanted));
        Assert.Contains("You have watched this recording.", await app.TextAsync(Watch(app)));
    }

    [Fact]
    public async Task A_recording_said_to_be_longer_than_it_is_counts_as_long_as_it_plays()
    {
        await using var app = await StartAsync();

        await PostAsync(app, Piece(1, 0, 20), "30.5");
        await PostAsync(app, Piece(1, 0, 20), "9000");

        Assert.Equal(Duration.FromSeconds(30.5) * (2.0 / 3), app.World.WatchLog.Wanted[0]);
        Assert.Equal(Length * (2.0 / 3), app.World.WatchLog.Wanted[1]);
    }

    [Theory]
    [InlineData("{\"part\":1,\"from\":10,\"to\":10}")]
    [InlineData("{\"part\":1,\"from\":10,\"to\":5}")]
    [InlineData("{\"part\":1,\"from\":-1,\"to\":5}")]
    [InlineData("{\"part\":1,\"from\":0,\"to\":93}")]
    [InlineData("{\"part\":1,\"from\":0,\"to\":1e300}")]
    [InlineData("{\"part\":2,\"from\":0,\"to\":5}")]
    [InlineData("{\"part\":0,\"from\":0,\"to\":5}")]
    [InlineData("{\"part\":1,\"from\":0}")]
    [InlineData("{\"part\":1,\"from\":0,\"to\":5,\"more\":1}")]
    [InlineData("")]
    [InlineData("{")]
    public async Task What_cannot_have_been_played_is_refused(string piece)
    {
        await using var app = await StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(app, piece)).StatusCode);
        Assert.Empty(app.World.WatchLog.Wanted);
    }

    [Fact]
    public async Task More_than_a_player_can_play_is_refused()
    {
        var world = new World();
        world.AddRecording(World.Session1, [1], vtt: null, length: Duration.FromHours(3));
        await using var app = await WebApp.StartAsync(world);

        var whole = await PostAsync(app, Piece(1, 0, 10800));
        var some = await PostAsync(app, Piece(1, 0, 600));
        var soon = await PostAsync(app, Piece(1, 600, 1200));

        Assert.Equal(HttpStatusCode.TooManyRequests, whole.StatusCode);
        Assert.Equal(HttpStatusCode.OK, some.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, soon.StatusCode);
        Assert.True(soon.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal(Duration.FromMinutes(10), PlayedStretches.Length(world.WatchLog.Stretches));
    }

    [Fact]
    public async Task Bodies_too_large_or_of_another_kind_are_refused()
    {
        await using var app = await StartAsync();

        var large = await PostAsync(app, string.Join(',', Enumerable.Repeat(Piece(1, 0, 5), 200)));
        var text = await app.Client.PostAsync(
            $"{Watch(app)}/played", new StringContent("said=watched"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, text.StatusCode);
        Assert.Empty(app.World.WatchLog.Wanted);
    }

    [Fact]
    public async Task Without_script_the_learners_word_is_taken()
    {
        await using var app = await StartAsync();
        Assert.Contains($"<form method=\"post\" action=\"{Watch(app)}/played\">", await app.TextAsync(Watch(app)));

        var answer = await SayAsync(app, "watched");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(Watch(app), answer.Headers.Location?.ToString());
        Assert.Equal([Duration.Zero], app.World.WatchLog.Wanted);
        var page = await app.TextAsync(Watch(app));
        Assert.Contains("You have watched this recording.", page);
        Assert.DoesNotContain("<form", page);
    }

    [Fact]
    public async Task Another_word_is_not_taken()
    {
        await using var app = await StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await SayAsync(app, "nothing")).StatusCode);
        Assert.Empty(app.World.WatchLog.Wanted);
    }

    [Fact]
    public async Task What_was_hidden_is_not_credited_and_the_page_is_told_why()
    {
        await using var app = await StartAsync();
        app.World.Change(World.Session1, s => s with { RecordingsHidden = true });

        var report = await PostAsync(app, Piece(1, 0, 5));
        await SayAsync(app, "watched");

        Assert.Equal(HttpStatusCode.Conflict, report.StatusCode);
        Assert.Contains("taken this recording out of sight", await BodyAsync(report), StringComparison.Ordinal);
        Assert.Empty(app.World.WatchLog.Wanted);
    }

    [Fact]
    public async Task An_unknown_link_reports_nothing()
    {
        await using var app = await StartAsync();

        var answer = await app.Client.PostAsync(
            "/watch/unknown/played", Report(Piece(1, 0, 5), "90"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("This page is not here", await BodyAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_only_follows_links_changes_nothing()
    {
        await using var app = await StartAsync();
        var world = app.World;
        var before = world.Ledger.Courses[World.CourseId];
        string[] paths =
        [
            $"/l/{world.PageToken}", $"/l/{world.PageToken}/calendar.ics", Watch(app), $"{Watch(app)}/video",
            $"{Watch(app)}/captions.vtt", $"{Watch(app)}/state", $"{Watch(app)}/played",
            $"{Watch(app)}?said=watched", $"{Watch(app)}/played?said=watched",
        ];

        foreach (var path in paths)
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Options })
                await app.SendAsync(method, path);
        }

        Assert.Same(before, world.Ledger.Courses[World.CourseId]);
        Assert.Empty(world.WatchLog.Wanted);
    }

    [Fact]
    public async Task The_status_counts_who_watched()
    {
        await using var app = await StartAsync();
        await SayAsync(app, "watched");

        var answer = await app.SendAsync(
            HttpMethod.Get, $"/api/v1/courses/{World.CourseId}", ("Authorization", $"Bearer {WebApp.ApiKey}"));

        Assert.Contains(
            "\"watchLinks\":{\"sent\":0,\"watched\":1}", await BodyAsync(answer), StringComparison.Ordinal);
    }

    private static Task<WebApp> StartAsync()
    {
        var world = new World();
        world.AddRecording(World.Session1, [1, 2, 3], vtt: null, length: Length);
        return WebApp.StartAsync(world);
    }

    private static string Watch(WebApp app) => $"/watch/{app.World.WatchToken(World.Session1)}";

    private static string Piece(int part, int from, int to) => $"{{\"part\":{part},\"from\":{from},\"to\":{to}}}";

    private static StringContent Report(string pieces, string length) =>
        new($"{{\"played\":[{pieces}],\"lengths\":[{length}]}}", Encoding.UTF8, "application/json");

    private static Task<HttpResponseMessage> PostAsync(WebApp app, string pieces, string length = "null") =>
        app.Client.PostAsync($"{Watch(app)}/played", Report(pieces, length), TestContext.Current.CancellationToken);

    private static Task<HttpResponseMessage> SayAsync(WebApp app, string word)
    {
        var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["said"] = word });
        return app.Client.PostAsync($"{Watch(app)}/played", form, TestContext.Current.CancellationToken);
    }

    private static Task<string> BodyAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
