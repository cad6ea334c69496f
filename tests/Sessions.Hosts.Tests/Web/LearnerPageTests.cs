using System.Net;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Web;

public sealed class LearnerPageTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Fact]
    public async Task Each_time_stands_in_the_courses_zone_and_in_the_learners_own()
    {
        await using var app = await WebApp.StartAsync(new World(Berlin));

        var page = await PageAsync(app);

        Assert.Contains("Wednesday, October 22, 2025", page);
        Assert.Contains("10:00 am – 11:15 am PDT", page);
        Assert.Contains("In Berlin:", page);
        Assert.Contains("7:00 pm – 8:15 pm CEST", page);
        Assert.Contains("Wednesday, November 12, 2025", page);
        Assert.Contains("10:00 am – 11:00 am PST", page);
        Assert.Contains("7:00 pm – 8:00 pm CET", page);
    }

    [Fact]
    public async Task A_learner_whose_browser_prefers_Spanish_reads_the_page_in_Spanish()
    {
        await using var app = await WebApp.StartAsync(new World(Berlin));
        app.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("es-MX,es;q=0.9");

        var page = await PageAsync(app);

        Assert.Contains("<html lang=\"es\">", page);
        Assert.Contains("miércoles, 22 de octubre de 2025", page);
        Assert.Contains("10:00 – 11:15 PDT", page);
        Assert.Contains("En Berlin:", page);
        Assert.Contains("Entrar en Teams", page);
        Assert.DoesNotContain("Wednesday", page);
    }

    [Fact]
    public async Task An_own_time_is_not_repeated_for_a_learner_in_the_courses_zone()
    {
        await using var app = await WebApp.StartAsync(
            new World(DateTimeZoneProviders.Tzdb["America/Los_Angeles"]));

        Assert.DoesNotContain("In Los Angeles:", await PageAsync(app));
    }

    [Fact]
    public async Task A_learner_without_a_zone_gets_the_devices_filled_in_by_script()
    {
        await using var app = await WebApp.StartAsync();

        var page = await PageAsync(app);

        Assert.Contains("hidden data-start=\"2025-10-22T17:00:00Z\" data-end=\"2025-10-22T18:15:00Z\"", page);
        Assert.DoesNotContain(">In ", page);
    }

    [Theory]
    [InlineData("2025-10-22T16:29:59", "Upcoming", "join")]
    [InlineData("2025-10-22T16:30:00", "Upcoming", "button")]
    [InlineData("2025-10-22T17:00:00", "Live now", "button")]
    [InlineData("2025-10-22T18:14:59", "Live now", "button")]
    [InlineData("2025-10-22T18:15:00", "Over", null)]
    public async Task Joining_becomes_the_button_half_an_hour_before_and_ends_with_the_session(
        string now, string state, string? style)
    {
        var world = new World();
        world.Time.Now = NodaTime.Text.InstantPattern.ExtendedIso.Parse(now + "Z").Value;
        await using var app = await WebApp.StartAsync(world);

        var first = Article(await PageAsync(app), "session-1");

        Assert.Contains($">{state}</p>", first);
        const string Href = "href=\"https://teams.example.com/l/meetup-join/session-1?p=a%20b&amp;c=d\"";
        if (style is null)
            Assert.DoesNotContain(Href, first);
        else
            Assert.Contains($"class=\"{style}\" {Href}", first);
    }

    [Fact]
    public async Task What_is_hidden_or_deleted_is_said_to_be_and_has_no_link()
    {
        var world = new World();
        world.AddRecording(World.Session1, [1], vtt: null);
        world.Change(World.Session1, s => s with { RecordingsHidden = true });
        world.AddRecording(World.Session2, [2], vtt: null);
        world.Expire(World.Session2, Instant.FromUtc(2026, 11, 13, 12, 0));
        await using var app = await WebApp.StartAsync(world);

        var page = await PageAsync(app);

        Assert.Contains("the instructor has taken it out of sight", Article(page, "session-1"));
        Assert.Contains("deleted on Friday, November 13, 2026", Article(page, "session-2"));
        Assert.DoesNotContain("/watch/", page);
    }

    [Fact]
    public async Task Adding_links_are_encoded_and_carry_utc()
    {
        await using var app = await WebApp.StartAsync();

        var first = WebUtility.HtmlDecode(Article(await PageAsync(app), "session-1"));

        const string Title = "You%20are%20here%3A%20Interactive%20session%201";
        const string Join = "https%3A%2F%2Fteams.example.com%2Fl%2Fmeetup-join%2Fsession-1%3Fp%3Da%2520b%26c%3Dd";
        Assert.Contains(
            $"https://calendar.google.com/calendar/render?action=TEMPLATE&text={Title}" +
            "&dates=20251022T170000Z%2F20251022T181500Z&ctz=America%2FLos_Angeles" +
            $"&details=Join%3A%20{Join}&location={Join}\"",
            first);
        foreach (var host in new[] { "outlook.live.com", "outlook.office.com" })
        {
            Assert.Contains(
                $"https://{host}/calendar/0/deeplink/compose?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent" +
                $"&subject={Title}&startdt=2025-10-22T17%3A00%3A00Z&enddt=2025-10-22T18%3A15%3A00Z" +
                $"&body=Join%3A%20{Join}&location={Join}\"",
                first);
        }

        Assert.Contains($"/l/{app.World.PageToken}/sessions/session-1.ics\"", first);
    }

    [Fact]
    public async Task Subscribing_uses_the_public_address()
    {
        await using var app = await WebApp.StartAsync(
            settings: ("Sessions:PublicUrl", "https://learn.example.org/"));

        var page = await PageAsync(app);

        var path = $"learn.example.org/l/{app.World.PageToken}/calendar.ics";
        Assert.Contains($"href=\"webcal://{path}\"", page);
        Assert.Contains($"href=\"https://{path}\"", page);
    }

    [Theory]
    [InlineData("2025-10-22T18:20:00", "being processed, usually ready within an hour")]
    [InlineData("2025-10-22T22:00:00", "not here yet, which is longer than usual")]
    public async Task A_recording_that_is_not_there_yet_is_told_honestly(string now, string words)
    {
        var world = new World();
        world.Time.Now = NodaTime.Text.InstantPattern.ExtendedIso.Parse(now + "Z").Value;
        await using var app = await WebApp.StartAsync(world);

        var first = Article(await PageAsync(app), "session-1");

        Assert.Contains(words, first);
        Assert.DoesNotContain("there will be none", first);
    }

    [Fact]
    public async Task There_will_be_none_is_said_only_once_it_was_reported_missing()
    {
        var world = new World();
        world.Time.Now = Instant.FromUtc(2025, 10, 26, 0, 0);
        await using var app = await WebApp.StartAsync(world);
        Assert.DoesNotContain("there will be none", await PageAsync(app));

        world.Change(World.Session1, s => s with { Search = s.Search with { MissingReported = true } });

        Assert.Contains("there will be none", Article(await PageAsync(app), "session-1"));
    }

    [Fact]
    public async Task An_archived_recording_is_behind_the_learners_own_watch_link()
    {
        var world = new World();
        world.AddRecording(World.Session1, [1, 2, 3], vtt: null);
        world.Time.Now = Instant.FromUtc(2025, 10, 23, 0, 0);
        await using var app = await WebApp.StartAsync(world);

        var first = Article(await PageAsync(app), "session-1");

        Assert.Contains($"href=\"/watch/{world.WatchToken(World.Session1)}\">Watch the recording", first);
    }

    [Fact]
    public async Task A_removed_session_is_struck_out_and_called_cancelled()
    {
        var world = new World();
        world.Change(World.Session2, s => s with { Removed = true });
        await using var app = await WebApp.StartAsync(world);

        var second = Article(await PageAsync(app), "session-2");

        Assert.Contains(">Cancelled</p>", second);
        Assert.Contains("<del>Interactive session 2</del>", second);
        Assert.DoesNotContain("Join in Teams", second);
        Assert.DoesNotContain("Add to a calendar", second);
    }

    [Fact]
    public async Task A_removed_session_the_learner_never_heard_of_is_not_mentioned()
    {
        var world = new World();
        world.Change(World.Session2, s => s with
        {
            Removed = true,
            Learners = [.. s.Learners.Select(l => l with { Invitation = null })],
        });
        await using var app = await WebApp.StartAsync(world);

        Assert.DoesNotContain("Interactive session 2", await PageAsync(app));
    }

    [Fact]
    public async Task Someone_who_left_sees_everything_cancelled_and_nothing_to_watch()
    {
        var world = new World();
        world.AddRecording(World.Session1, [1], vtt: null);
        world.Leave();
        await using var app = await WebApp.StartAsync(world);

        var page = await PageAsync(app);

        Assert.Contains("no longer on the list", page);
        Assert.Contains("<del>Interactive session 1</del>", page);
        Assert.DoesNotContain("/watch/", page);
        Assert.DoesNotContain("teams.example.com", page);
    }

    [Fact]
    public async Task What_is_ahead_stands_before_what_is_over()
    {
        var world = new World();
        world.Time.Now = Instant.FromUtc(2025, 10, 23, 0, 0);
        await using var app = await WebApp.StartAsync(world);

        var page = await PageAsync(app);

        Assert.Equal(
            ["Coming up", "session-2", "Earlier sessions", "session-1"],
            new[] { "Coming up", "session-1", "Earlier sessions", "session-2" }.OrderBy(what => page.IndexOf(
                what.StartsWith("session", StringComparison.Ordinal) ? $"id=\"{what}\"" : $">{what}<",
                StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_course_without_sessions_says_so()
    {
        var world = new World();
        var facts = world.Ledger.Courses[World.CourseId];
        world.Ledger.Courses[World.CourseId] = facts with { Sessions = [] };
        await using var app = await WebApp.StartAsync(world);

        Assert.Contains("No live sessions yet", await PageAsync(app));
    }

    [Fact]
    public async Task A_meeting_that_does_not_exist_yet_has_no_link()
    {
        var world = new World();
        world.Change(World.Session1, s => s with { Meeting = null });
        await using var app = await WebApp.StartAsync(world);

        var first = Article(await PageAsync(app), "session-1");

        Assert.Contains("The Teams link is being made", first);
        Assert.DoesNotContain("Join in Teams", first);
    }

    [Fact]
    public async Task A_join_address_that_is_no_web_address_is_never_a_link()
    {
        var world = new World();
        world.Change(World.Session1, s => s with { Meeting = s.Meeting! with { JoinUrl = "javascript:alert(1)" } });
        await using var app = await WebApp.StartAsync(world);

        Assert.DoesNotContain("javascript:alert", await PageAsync(app));
    }

    [Fact]
    public async Task A_hostile_title_is_text()
    {
        const string Hostile = "<script>alert('x')</script>\" onclick=\"y";
        var world = new World();
        var facts = world.Ledger.Courses[World.CourseId];
        world.Ledger.Courses[World.CourseId] = facts with { Accepted = facts.Accepted with { Title = Hostile } };
        world.Change(World.Session1, s => s with
        {
            Course = s.Course with { Title = Hostile },
            Session = s.Session with { Title = Hostile },
        });
        await using var app = await WebApp.StartAsync(world);

        var page = await PageAsync(app);

        Assert.DoesNotContain("<script>alert", page);
        Assert.DoesNotContain("\" onclick=\"", page);
        Assert.Contains("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;", page);
    }

    [Theory]
    [InlineData("Pickup", "Default", "This is a trial:</strong> No e-mail is sent.</aside>")]
    [InlineData(
        "Smtp", "None", "This is a trial:</strong> The Teams meetings are simulated and cannot be joined.</aside>")]
    [InlineData("Smtp", "Default", null)]
    public async Task A_trial_is_called_one(string mail, string teams, string? words)
    {
        await using var app = await WebApp.StartAsync(
            settings: [("Sessions:Mail:Transport", mail), ("Sessions:Teams:Credential", teams)]);

        var page = await PageAsync(app);

        if (words is null)
            Assert.DoesNotContain("This is a trial", page);
        else
            Assert.Contains(words, page);
    }

    private static Task<string> PageAsync(WebApp app) => app.TextAsync($"/l/{app.World.PageToken}");

    private static string Article(string page, string slug) =>
        page.Split("<article ").Single(part => part.Contains($"id=\"{slug}\"", StringComparison.Ordinal))
            .Split("</article>")[0];
}
