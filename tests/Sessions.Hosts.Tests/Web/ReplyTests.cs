using System.Net;
using System.Text.Json;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Web;

public sealed class ReplyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("coming", ReplyAnswer.Coming, "Kept: you're coming")]
    [InlineData("recording", ReplyAnswer.CannotCome, "Kept: you can't make it")]
    public async Task An_answer_is_kept_and_leads_to_a_page_that_says_so(
        string answer, ReplyAnswer expected, string heading)
    {
        await using var app = await WebApp.StartAsync();

        using var posted = await PostAsync(app, answer);

        Assert.Equal(HttpStatusCode.SeeOther, posted.StatusCode);
        Assert.Equal(expected, Reply(app)?.Answer);
        Assert.Contains(heading, Decoded(await app.TextAsync(posted.Headers.Location!.ToString())), StringComparison.Ordinal);
        Assert.Contains("You said:", await app.TextAsync($"/l/{app.World.PageToken}"), StringComparison.Ordinal);
        Assert.NotNull(app.World.Agenda.Items.GetValueOrDefault("you-are-here/session-1"));
    }

    [Fact]
    public async Task An_answer_can_be_changed_and_each_change_is_in_the_log_once()
    {
        await using var app = await WebApp.StartAsync();

        foreach (var answer in new[] { "recording", "recording", "coming" })
            (await PostAsync(app, answer)).Dispose();

        Assert.Equal(ReplyAnswer.Coming, Reply(app)?.Answer);
        var history = await app.World.Ledger.ReadHistoryAsync(World.CourseId, null, null, Cancel);
        Assert.Equal(
            ["can't make it, and wants the recording (on the page)", "is coming (on the page)"],
            history.Where(e => e.Event == EventName.ReplyReceived).Select(e => e.Detail));
    }

    [Theory]
    [InlineData("GET", "reply?session=session-1&answer=recording")]
    [InlineData("HEAD", "reply?session=session-1&answer=recording")]
    [InlineData("PUT", "reply")]
    [InlineData("GET", "reply/session-1?answer=recording")]
    [InlineData("HEAD", "reply/session-1")]
    public async Task Whatever_is_no_POST_changes_nothing(string method, string path)
    {
        await using var app = await WebApp.StartAsync();

        using var answer = await app.SendAsync(new HttpMethod(method), $"/l/{app.World.PageToken}/{path}");

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.MethodNotAllowed, HttpStatusCode.OK });
        Assert.Null(Reply(app));
    }

    [Theory]
    [InlineData("session-9")]
    [InlineData("")]
    [InlineData("../session-1")]
    [InlineData("you-are-here/session-1")]
    [InlineData("session-1\r\nLocation: https://evil.example")]
    public async Task A_session_that_does_not_exist_gets_the_page_of_any_wrong_address(string session)
    {
        await using var app = await WebApp.StartAsync();
        var missing = await app.Client.GetAsync("/nowhere", Cancel);

        using var answer = await PostAsync(app, "coming", session);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(await missing.Content.ReadAsStringAsync(Cancel), await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Null(Reply(app));
    }

    [Fact]
    public async Task A_link_that_opens_nothing_keeps_no_answer()
    {
        await using var app = await WebApp.StartAsync();

        using var watch = await PostAsync(app, "coming", token: app.World.WatchToken(World.Session1));
        using var unknown = await PostAsync(app, "coming", token: "unknown");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (watch.StatusCode, unknown.StatusCode));
        Assert.Null(Reply(app));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.SeeOther)]
    [InlineData("Origin", "null", HttpStatusCode.SeeOther)]
    public async Task A_form_on_another_site_is_refused(string header, string value, HttpStatusCode expected)
    {
        await using var app = await WebApp.StartAsync();

        using var answer = await PostAsync(app, "coming", headers: (header, value));

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected is HttpStatusCode.SeeOther, Reply(app) is not null);
    }

    [Theory]
    [InlineData("maybe")]
    [InlineData("")]
    [InlineData("CannotCome")]
    public async Task An_answer_that_no_button_sends_is_refused(string answer)
    {
        await using var app = await WebApp.StartAsync();

        using var posted = await PostAsync(app, answer);

        Assert.Equal(HttpStatusCode.BadRequest, posted.StatusCode);
        Assert.Null(Reply(app));
    }

    [Fact]
    public async Task A_session_that_is_over_keeps_the_answer_it_had()
    {
        var world = new World();
        world.Time.Now = Instant.FromUtc(2025, 10, 22, 18, 15);
        await using var app = await WebApp.StartAsync(world);

        using var posted = await PostAsync(app, "coming");

        Assert.Null(Reply(app));
        Assert.Contains(
            "nothing was changed", await app.TextAsync(posted.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "value=\"session-1\"", await app.TextAsync($"/l/{world.PageToken}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_left_and_who_answers_for_a_removed_session_gets_the_page_of_any_wrong_address()
    {
        var left = new World();
        left.Leave();
        await using var app = await WebApp.StartAsync(left);
        using var gone = await PostAsync(app, "coming");
        var removed = new World();
        removed.Change(World.Session1, s => s with { Removed = true });
        await using var other = await WebApp.StartAsync(removed);
        using var cancelled = await PostAsync(other, "coming");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (gone.StatusCode, cancelled.StatusCode));
    }

    [Fact]
    public async Task Someone_elses_write_in_between_does_not_lose_the_answer()
    {
        await using var app = await WebApp.StartAsync();
        app.World.Ledger.Conflicts = 3;

        using var posted = await PostAsync(app, "recording");

        Assert.Equal(ReplyAnswer.CannotCome, Reply(app)?.Answer);
    }

    [Fact]
    public async Task The_form_speaks_Spanish_too()
    {
        await using var app = await WebApp.StartAsync(new World(language: "es"));

        Assert.Contains(
            "No puedo asistir, envíenme la grabación", await app.TextAsync($"/l/{app.World.PageToken}"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_instructor_sees_who_comes_and_what_could_not_be_read()
    {
        await using var app = await WebApp.StartAsync();
        (await PostAsync(app, "recording")).Dispose();
        app.World.Inbox.Entries.Add(new(
            EmailAddress.Parse("becky.russell@example.org"), "m", app.World.Time.Now, app.World.Time.Now,
            InboxOutcome.Quarantined, null, "an answer longer than 256 KiB"));
        app.Client.DefaultRequestHeaders.Authorization = new("Bearer", WebApp.ApiKey);

        using var status = JsonDocument.Parse(await app.TextAsync("/api/v1/courses/you-are-here"));

        var replies = status.RootElement.GetProperty("sessions")[0].GetProperty("replies");
        Assert.Equal(
            """{"coming":0,"tentative":0,"cannotCome":1,"noAnswer":0,"absentees":[{"name":"Ada Hart","email":"ada@example.net"}]}""",
            replies.GetRawText());
        Assert.Equal(1, status.RootElement.GetProperty("sessions")[1].GetProperty("replies").GetProperty("noAnswer").GetInt32());
        Assert.Contains("longer than 256 KiB", status.RootElement.GetProperty("needsAttention").GetRawText(), StringComparison.Ordinal);
    }

    private static string Decoded(string html) => WebUtility.HtmlDecode(html);

    private static ReplyFacts? Reply(WebApp app) => app.World.Ledger.Courses[World.CourseId].Sessions
        .Single(s => s.Id == World.Session1).Learners.Single().Reply;

    private static async Task<HttpResponseMessage> PostAsync(
        WebApp app, string answer, string session = "session-1", string? token = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/l/{token ?? app.World.PageToken}/reply")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["session"] = session,
                ["answer"] = answer,
            }),
        };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        return await app.Client.SendAsync(request, Cancel);
    }
}
