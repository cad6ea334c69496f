using System.Net;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Sessions.Ledger;
using Sessions.Web;

namespace Sessions.Hosts.Tests.Web;

public sealed class LinkTests
{
    [Fact]
    public async Task Whatever_opens_nothing_gets_one_and_the_same_page()
    {
        var world = new World();
        var revoked = world.WatchToken(World.Session2);
        world.Ledger.Links.Remove(LinkToken.Hash(revoked));
        await using var app = await WebApp.StartAsync(world);
        string[] wrong =
        [
            "/l/AAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "/l/short",
            "/l/%3Cscript%3E",
            $"/l/{new string('x', 3000)}",
            $"/l/{world.WatchToken(World.Session1)}",
            "/l/AAAAAAAAAAAAAAAAAAAAAAAAAAA/calendar.ics",
            $"/l/{world.PageToken}/sessions/no-such.ics",
            $"/watch/{revoked}",
            $"/watch/{world.PageToken}",
            "/watch/AAAAAAAAAAAAAAAAAAAAAAAAAAA/video",
            $"/watch/{world.WatchToken(World.Session1)}/captions.vtt",
            "/nowhere/at/all",
        ];

        var answers = new List<string>();
        foreach (var path in wrong)
            answers.Add(await EverythingOfAsync(await app.GetAsync(path)));

        Assert.StartsWith("404", answers[0], StringComparison.Ordinal);
        Assert.Contains("This page is not here", answers[0]);
        Assert.Equal(answers[0], Assert.Single(answers.Distinct()));
    }

    [Fact]
    public async Task Credentials_are_looked_at_for_the_api_alone()
    {
        var (world, looks) = (new World(), new CountedAuthentication());
        await using var app = WebHost.Build([], builder =>
        {
            WebApp.Compose(builder, world, new Logbook(), []);
            builder.Services.AddSingleton<IAuthenticationService>(looks);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        foreach (var path in (string[])[$"/l/{world.PageToken}", $"/l/{world.PageToken}/calendar.ics", "/nowhere", "/"])
            await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(0, looks.Count);

        await client.GetAsync("/api/v1/courses", TestContext.Current.CancellationToken);
        Assert.NotEqual(0, looks.Count);
    }

    [Fact]
    public async Task Even_a_malformed_token_is_hashed_and_looked_up()
    {
        await using var app = await WebApp.StartAsync();

        await app.GetAsync("/l/!");
        await app.GetAsync("/watch/%20");

        Assert.Equal([LinkToken.Hash("!"), LinkToken.Hash(" ")], app.World.Ledger.LookedUp);
    }

    /// <summary>
    /// That all wrong links take equally long is proven by what they cost, not by the clock: one request differs from the
    /// next of its kind by more than a further question to the ledger takes, and by how much depends on the machine.
    /// </summary>
    [Fact]
    public async Task A_wrong_link_costs_one_question_to_the_ledger_whatever_is_wrong_with_it()
    {
        var world = new World();
        var revoked = world.WatchToken(World.Session2);
        world.Ledger.Links.Remove(LinkToken.Hash(revoked));
        await using var app = await WebApp.StartAsync(world);
        string[] wrong =
        [
            $"/watch/{revoked}", "/watch/AAAAAAAAAAAAAAAAAAAAAAAAAAA", $"/watch/{world.PageToken}",
            $"/watch/{new string('x', 3000)}", $"/watch/{revoked}/video", $"/watch/{revoked}/state", $"/l/{revoked}",
        ];

        foreach (var path in wrong)
        {
            var before = world.Ledger.Questions;
            Assert.Equal(HttpStatusCode.NotFound, (await app.GetAsync(path)).StatusCode);
            Assert.Equal(before + 1, world.Ledger.Questions);
        }
    }

    [Fact]
    public async Task Head_says_what_get_says_without_the_body()
    {
        var world = new World();
        world.AddRecording(World.Session1, [1, 2, 3], vtt: null);
        await using var app = await WebApp.StartAsync(world);
        var watch = $"/watch/{world.WatchToken(World.Session1)}";

        foreach (var path in new[] { $"/l/{world.PageToken}", watch, $"{watch}/video", $"{watch}/state", "/l/none" })
        {
            var get = await app.GetAsync(path);
            var head = await app.SendAsync(HttpMethod.Head, path);

            Assert.Equal(get.StatusCode, head.StatusCode);
            Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
            Assert.Equal(Names(get), Names(head));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }

        static IEnumerable<string> Names(HttpResponseMessage answer) =>
            answer.Headers.Select(h => h.Key).Where(name => name != "Transfer-Encoding").Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("page")]
    [InlineData("watch")]
    [InlineData("missing")]
    [InlineData("home")]
    [InlineData("api")]
    [InlineData("health")]
    public async Task Every_answer_carries_the_security_headers(string which)
    {
        await using var app = await WebApp.StartAsync();

        var answer = await app.GetAsync(which switch
        {
            "page" => $"/l/{app.World.PageToken}",
            "watch" => $"/watch/{app.World.WatchToken(World.Session1)}",
            "missing" => "/l/none",
            "home" => "/",
            "api" => "/api/v1/courses",
            _ => "/health/live",
        });

        Assert.Equal(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
            "media-src 'self'; " +
            "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            Header(answer, "Content-Security-Policy"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("noindex, nofollow, noarchive", Header(answer, "X-Robots-Tag"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Contains("camera=()", Header(answer, "Permissions-Policy"));
        Assert.Contains("no-store", Header(answer, "Cache-Control"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_failure_keeps_the_headers_and_tells_nothing()
    {
        await using var app = await WebApp.StartAsync();
        app.World.Ledger.Fault = new InvalidOperationException("secret detail");

        var answer = await app.GetAsync($"/l/{app.World.PageToken}");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Something went wrong", body);
        Assert.DoesNotContain("secret detail", body);
    }

    [Theory]
    [InlineData("ServiceUri", "https://account.blob.core.windows.net/", "https://account.blob.core.windows.net")]
    [InlineData("ConnectionString", "AccountName=acc;AccountKey=eA==", "https://acc.blob.core.windows.net")]
    [InlineData("ConnectionString", "UseDevelopmentStorage=true", "http://127.0.0.1:10000")]
    public async Task Videos_may_come_from_the_archives_own_host_alone(string key, string value, string origin)
    {
        await using var app = await WebApp.StartAsync(
            settings: [("Sessions:Archive:Provider", "Azure"), ($"Sessions:Archive:{key}", value)]);

        var answer = await app.GetAsync("/");

        Assert.Contains($"media-src 'self' {origin};", Header(answer, "Content-Security-Policy"));
    }

    [Fact]
    public async Task Https_is_kept_to_outside_loopback()
    {
        await using var app = await WebApp.StartAsync(
            settings: [("Sessions:Web:KnownProxies", "127.0.0.1"), ("AllowedHosts", "*")]);

        var outside = await app.SendAsync(
            HttpMethod.Get, "/", ("X-Forwarded-Proto", "https"), ("Host", "learn.example.org"));
        var loopback = await app.SendAsync(
            HttpMethod.Get, "/", ("X-Forwarded-Proto", "https"), ("Host", "localhost"));

        Assert.Equal("max-age=31536000", Header(outside, "Strict-Transport-Security"));
        Assert.False(loopback.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task No_token_gets_into_a_log_even_at_trace()
    {
        var world = new World();
        world.AddRecording(World.Session1, [1], vtt: null);
        world.Archive.Elsewhere = new Uri("https://blobs.example.com/video?sig=very-secret");
        await using var app = await WebApp.StartAsync(
            world,
            ("Logging:LogLevel:Default", "Trace"),
            ("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace"),
            ("Logging:LogLevel:Microsoft.AspNetCore.Routing.Matching", "Trace"));
        var watch = world.WatchToken(World.Session1);

        await app.GetAsync($"/l/{world.PageToken}");
        await app.GetAsync($"/l/{world.PageToken}/calendar.ics");
        await app.GetAsync($"/watch/{watch}/video");
        await app.GetAsync($"/watch/{watch}/state");
        await app.SendAsync(HttpMethod.Post, $"/watch/{watch}/played");
        foreach (var body in new[] { "{\"played\":[{\"part\":1,\"from\":0,\"to\":5}]}", "{", new string('x', 9000) })
        {
            await app.Client.PostAsync(
                $"/watch/{watch}/played", new StringContent(body, Encoding.UTF8, "application/json"),
                TestContext.Current.CancellationToken);
        }

        await app.GetAsync("/l/unknown-but-maybe-mistyped");
        world.Ledger.Fault = new InvalidOperationException("broken");
        await app.GetAsync($"/l/{world.PageToken}");

        Assert.NotEmpty(app.Logs.Lines);
        Assert.All(app.Logs.Lines, line =>
        {
            Assert.DoesNotContain(world.PageToken, line);
            Assert.DoesNotContain(watch, line);
            Assert.DoesNotContain("unknown-but-maybe-mistyped", line);
            Assert.DoesNotContain("very-secret", line);
        });
    }

    [Fact]
    public async Task Guessing_is_slowed_down_and_honest_links_behind_the_same_address_still_open()
    {
        await using var app = await WebApp.StartAsync();
        HttpResponseMessage? refused = null;
        for (var i = 0; i < 5000 && refused is null; i++)
        {
            var answer = await app.GetAsync($"/l/guess-{i}");
            refused = answer.StatusCode == HttpStatusCode.TooManyRequests ? answer : null;
        }

        var honest = await app.GetAsync($"/l/{app.World.PageToken}");

        Assert.NotNull(refused);
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.OK, honest.StatusCode);
    }

    [Fact]
    public async Task A_class_of_300_opens_its_pages_at_once_from_one_address()
    {
        var world = new World();
        for (var i = 0; i < 300; i++)
            world.Ledger.Links[LinkToken.Hash($"learner-{i}")] = new(World.CourseId, world.Learner.Id, null);

        await using var app = await WebApp.StartAsync(world);

        // More in all than one link alone may ask for.
        for (var i = 0; i < 300 * 5; i++)
            Assert.Equal(HttpStatusCode.OK, (await app.GetAsync($"/l/learner-{i % 300}/calendar.ics")).StatusCode);
    }

    [Fact]
    public async Task The_pages_own_files_may_be_kept_for_ever()
    {
        await using var app = await WebApp.StartAsync();
        var home = await app.TextAsync("/");
        var path = home.Split("rel=\"stylesheet\" href=\"")[1].Split('"')[0];

        var css = await app.GetAsync(path);

        Assert.Equal("text/css; charset=utf-8", css.Content.Headers.ContentType?.ToString());
        Assert.Equal("public, max-age=31536000, immutable", Header(css, "Cache-Control"));
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        string.Join(", ", answer.Headers.GetValues(name));

    private static async Task<string> EverythingOfAsync(HttpResponseMessage answer)
    {
        var text = new StringBuilder().Append((int)answer.StatusCode).Append('\n');
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Date"))
            text.Append(name).Append(": ").AppendJoin(", ", values).Append('\n');

        text.Append(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return text.ToString();
    }
}
