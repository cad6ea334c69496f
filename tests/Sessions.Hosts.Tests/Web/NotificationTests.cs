using System.Net;
using System.Text;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Web;

public sealed class NotificationTests
{
    private const string Secret = "a-secret-that-only-graph-knows";

    private const string Token = "Validation: Testing client application reachability for subscription Request-Id: 1+1/=";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly EmailAddress Becky = EmailAddress.Parse("becky.russell@example.org");

    [Theory]
    [InlineData("/graph/notifications")]
    [InlineData("/graph/lifecycle")]
    public async Task A_handshake_gets_its_token_back_decoded_as_plain_text(string path)
    {
        await using var app = await WebApp.StartAsync();

        var answer = await PostAsync(app, $"{path}?validationToken={Uri.EscapeDataString(Token)}", "");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Token, await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    public static TheoryData<string> BadTokens => ["", "<script>alert(1)</script>", "a\r\nb", new string('x', 2049)];

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task Words_that_no_handshake_has_are_not_given_back(string token)
    {
        await using var app = await WebApp.StartAsync();

        var answer = await PostAsync(app, $"/graph/notifications?validationToken={Uri.EscapeDataString(token)}", "");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("script", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_post_reaches_the_addresses()
    {
        await using var app = await WebApp.StartAsync();

        var answer = await app.GetAsync("/graph/notifications?validationToken=a");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task A_genuine_one_asks_for_a_look_at_the_meetings_session_now()
    {
        await using var app = await WebApp.StartAsync(AfterSession1());

        var answer = await PostAsync(app, "/graph/notifications", Batch(Recording("o-1")));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal(World.Session1.ToString(), await NextAsync(app));
        Assert.Equal([(World.Session1, (Fact)new ArtifactsAnnounced())], app.World.Ledger.Recorded);
        Assert.Equal(app.World.Time.Now, app.World.Agenda.Items[World.Session1.ToString()].LookAt);
    }

    [Fact]
    public async Task One_for_a_meeting_that_nobody_knows_asks_for_what_the_organizer_waits_for()
    {
        await using var app = await WebApp.StartAsync(AfterSession1());

        await PostAsync(app, "/graph/notifications", Batch(Recording("unheard-of")));

        Assert.Equal(World.Session1.ToString(), await NextAsync(app));
    }

    public static TheoryData<string> Forgeries => new()
    {
        Recording("o-1", id: "unknown"),
        Recording("o-1", id: ""),
        Recording("o-1", secret: "wrong"),
        Recording("o-1", secret: ""),
        Recording("o-1", secret: SubscriptionSecret.Hash(Secret)),
        Recording("o-1", secret: Secret + " "),
        """{"subscriptionId":"s-1","resource":"onlineMeetings('o-1')/recordings('r')"}""",
        """{"subscriptionId":"s-1","clientState":null}""",
        """{"clientState":"a-secret-that-only-graph-knows"}""",
        "{}",
        "null",
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_one_is_answered_alike_and_asks_for_nothing(string forged)
    {
        await using var app = await WebApp.StartAsync(AfterSession1());

        var answer = await PostAsync(app, "/graph/notifications", Batch(forged));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await NothingBeforeAsync(app, "s-1");
    }

    [Fact]
    public async Task Nothing_that_was_sent_is_logged()
    {
        await using var app = await WebApp.StartAsync(AfterSession1());

        await PostAsync(app, "/graph/notifications", Batch(
            Recording("o-1"), Recording("o-1", secret: "guess\\r\\nforged line"), Recording("o-1", id: "unheard-of")));
        await NextAsync(app);

        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains(Secret, StringComparison.Ordinal)
            || line.Contains("guess", StringComparison.Ordinal) || line.Contains("unheard-of", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"value":"text"}""")]
    [InlineData("""{"value":[1]}""")]
    [InlineData("""{"value":[{"subscriptionId":{}}]}""")]
    public async Task What_is_no_notification_is_refused(string body)
    {
        await using var app = await WebApp.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(app, "/graph/notifications", body)).StatusCode);
    }

    [Fact]
    public async Task A_body_without_end_is_refused()
    {
        await using var app = await WebApp.StartAsync();
        var body = Batch(Recording(new string('x', 300 * 1024)));

        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge, (await PostAsync(app, "/graph/notifications", body)).StatusCode);
    }

    [Fact]
    public async Task A_bundle_may_be_larger_than_any_other_request_of_ours()
    {
        await using var app = await WebApp.StartAsync(AfterSession1());
        var body = Batch([.. Enumerable.Repeat(Recording("o-1"), 900)]);
        Assert.InRange(body.Length, 100 * 1024, 256 * 1024);

        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(app, "/graph/notifications", body)).StatusCode);
        Assert.Equal(World.Session1.ToString(), await NextAsync(app));
        Assert.Equal(1, app.World.Subscriptions.Asked);
    }

    [Fact]
    public async Task A_thousand_of_the_same_are_each_taken_and_are_a_look_or_a_few()
    {
        await using var app = await WebApp.StartAsync(AfterSession1());
        var body = Batch(Recording("o-1"));

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 1000).Select(_ => PostAsync(app, "/graph/notifications", body)));
        await NothingAfterAsync(app);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode));
        Assert.InRange(app.World.Ledger.Recorded.Count, 1, 100);
    }

    [Fact]
    public async Task A_flood_beyond_any_burst_of_Graphs_is_held_off()
    {
        await using var app = await WebApp.StartAsync();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 60 && !answers.Contains(HttpStatusCode.TooManyRequests); i++)
        {
            var some = await Task.WhenAll(
                Enumerable.Range(0, 100).Select(_ => PostAsync(app, "/graph/notifications", """{"value":[]}""")));
            answers.AddRange(some.Select(answer => answer.StatusCode));
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.True(answers.IndexOf(HttpStatusCode.TooManyRequests) >= 1000);
    }

    [Fact]
    public async Task One_that_comes_before_the_sessions_end_or_after_Teams_forgot_it_asks_for_nothing()
    {
        var early = AfterSession1();
        early.Time.Now = Instant.FromUtc(2025, 10, 22, 17, 30);
        await using var before = await WebApp.StartAsync(early);
        await PostAsync(before, "/graph/notifications", Batch(Recording("o-1")));
        await NothingBeforeAsync(before, "s-1");

        var late = AfterSession1();
        late.Time.Now = Instant.FromUtc(2026, 6, 1, 0, 0);
        await using var after = await WebApp.StartAsync(late);
        await PostAsync(after, "/graph/notifications", Batch(Recording("o-1")));
        await NothingBeforeAsync(after, "s-1");
    }

    [Fact]
    public async Task Who_writes_at_the_same_time_does_not_lose_it()
    {
        var world = AfterSession1();
        world.Ledger.Conflicts = 2;
        await using var app = await WebApp.StartAsync(world);

        await PostAsync(app, "/graph/notifications", Batch(Recording("o-1")));

        Assert.Equal(World.Session1.ToString(), await NextAsync(app));
    }

    [Fact]
    public async Task A_ledger_that_is_away_loses_a_round_and_not_the_next()
    {
        var world = AfterSession1();
        await using var app = await WebApp.StartAsync(world);
        world.Ledger.Fault = new InvalidOperationException("away");
        await PostAsync(app, "/graph/notifications", Batch(Recording("o-1")));
        await LoggedAsync(app, "could not be asked for");
        world.Ledger.Fault = null;

        await PostAsync(app, "/graph/notifications", Batch(Recording("o-1")));

        Assert.Equal(World.Session1.ToString(), await NextAsync(app));
    }

    [Theory]
    [InlineData("reauthorizationRequired", AgendaItem.Subscriptions)]
    [InlineData("subscriptionRemoved", AgendaItem.Subscriptions)]
    [InlineData("somethingNew", AgendaItem.Subscriptions)]
    [InlineData("missed", "you-are-here/session-1")]
    public async Task A_life_cycle_event_asks_for_what_mends_it(string what, string key)
    {
        await using var app = await WebApp.StartAsync(AfterSession1());

        var answer = await PostAsync(app, "/graph/lifecycle", Batch(
            $$"""{"subscriptionId":"s-1","clientState":"{{Secret}}","lifecycleEvent":"{{what}}","news":{} }"""));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(key, await NextAsync(app));
    }

    [Fact]
    public async Task A_forged_life_cycle_event_asks_for_nothing()
    {
        await using var app = await WebApp.StartAsync(AfterSession1());

        await PostAsync(app, "/graph/lifecycle", Batch(
            """{"subscriptionId":"s-1","clientState":"wrong","lifecycleEvent":"subscriptionRemoved"}"""));

        await NothingBeforeAsync(app, "s-1");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>An hour after the first session; its meeting is o-1, the second's o-2.</summary>
    private static World AfterSession1()
    {
        var world = new World();
        world.Time.Now = Instant.FromUtc(2025, 10, 22, 19, 15);
        world.Change(World.Session1, s => s with { Meeting = s.Meeting! with { OnlineMeetingId = "o-1" } });
        world.Change(World.Session2, s => s with { Meeting = s.Meeting! with { OnlineMeetingId = "o-2" } });
        world.Subscriptions.Kept["s-1"] = new(
            "s-1", Becky, "Recordings", SubscriptionSecret.Hash(Secret), world.Time.Now + Duration.FromDays(1));
        return world;
    }

    private static string Recording(string meeting, string id = "s-1", string secret = Secret) =>
        $$"""
        {"subscriptionId":"{{id}}","changeType":"created","tenantId":"t","clientState":"{{secret}}",
         "resource":"communications/onlineMeetings('{{meeting}}')/recordings('r')"}
        """;

    private static string Batch(params string[] notifications) => $$"""{"value":[{{string.Join(',', notifications)}}]}""";

    private static Task<HttpResponseMessage> PostAsync(WebApp app, string path, string body) =>
        app.Client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), Cancel);

    private static Task<string> NextAsync(WebApp app) =>
        app.World.Agenda.Asked.ReadAsync(Cancel).AsTask().WaitAsync(Patience, Cancel);

    /// <summary>A later genuine event is the first that asks for anything: what came before asked for nothing.</summary>
    private static async Task NothingBeforeAsync(WebApp app, string subscription)
    {
        await PostAsync(app, "/graph/lifecycle", Batch(
            $$"""
            {"subscriptionId":"{{subscription}}","clientState":"{{Secret}}","lifecycleEvent":"reauthorizationRequired"}
            """));
        Assert.Equal(AgendaItem.Subscriptions, await NextAsync(app));
        await NothingAfterAsync(app);
        Assert.Empty(app.World.Ledger.Recorded);
    }

    /// <summary>Waits until everything that was put down is worked off.</summary>
    private static async Task NothingAfterAsync(WebApp app)
    {
        await PostAsync(app, "/graph/lifecycle", Batch(
            $$"""{"subscriptionId":"s-1","clientState":"{{Secret}}","lifecycleEvent":"subscriptionRemoved"}"""));
        while (await NextAsync(app) != AgendaItem.Subscriptions)
        {
            // Looks that were asked for before.
        }
    }

    private static async Task LoggedAsync(WebApp app, string words)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!app.Logs.Lines.Any(line => line.Contains(words, StringComparison.Ordinal)))
            await Task.Delay(20, patience.Token);
    }
}
