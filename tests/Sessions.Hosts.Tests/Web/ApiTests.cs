using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Web.Api;

namespace Sessions.Hosts.Tests.Web;

public sealed class ApiTests
{
    private const string Roster = "email,name\nada@example.net,Ada Hart\nben@example.net,Ben Ito\n";

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [InlineData("Basic " + WebApp.ApiKey)]
    public async Task Without_the_key_nothing_is_told(string? authorization)
    {
        await using var app = await WebApp.StartAsync();

        var answer = authorization is null
            ? await app.GetAsync("/api/v1/courses")
            : await app.SendAsync(HttpMethod.Get, "/api/v1/courses", ("Authorization", authorization));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task With_Entra_the_answer_to_a_stranger_is_the_same()
    {
        await using var app = await WebApp.StartAsync(settings:
        [
            ("Sessions:Api:Authentication", "Entra"),
            ("Sessions:Api:Authority", "https://login.example.com/tenant/v2.0"),
            ("Sessions:Api:Audience", "api://sessions"),
        ]);

        var answer = await app.GetAsync("/api/v1/courses");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_plan_shows_both_utc_hours_and_changes_nothing()
    {
        await using var app = await StartEmptyAsync();

        var json = await JsonAsync(await PostAsync(app, "plan", World.Yaml, Roster));

        Assert.Equal("you-are-here", json.GetProperty("course").GetString());
        Assert.Equal("America/Los_Angeles", json.GetProperty("timezone").GetString());
        var sessions = json.GetProperty("sessions").EnumerateArray().ToList();
        Assert.Equal(
            [
                ("2025-10-22T10:00:00", "-07:00", "2025-10-22T17:00:00Z", "2025-10-22T18:15:00Z"),
                ("2025-11-12T10:00:00", "-08:00", "2025-11-12T18:00:00Z", "2025-11-12T19:00:00Z"),
            ],
            sessions.Select(s => (
                Text(s, "localStart"), Text(s, "offset"), Text(s, "startUtc"), Text(s, "endUtc"))));
        Assert.Equal(2, json.GetProperty("learners").GetProperty("total").GetInt32());
        Assert.Contains(
            "after-course-end",
            json.GetProperty("warnings").EnumerateArray().Select(warning => Text(warning, "code")));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("accepted").ValueKind);
        Assert.Empty(app.World.Ledger.Courses);
    }

    [Fact]
    public async Task A_setup_is_kept()
    {
        await using var app = await StartEmptyAsync();

        var answer = await PostAsync(app, "setup", World.Yaml, Roster);
        var plan = await ReadAsync<PlanDocument>(answer);

        Assert.Equal((true, true), (plan.Accepted, plan.Changed));
        var kept = app.World.Ledger.Courses[World.CourseId];
        Assert.Equal("You are here", kept.Accepted.Title);
        Assert.Equal(
            ["ada@example.net", "ben@example.net"], kept.Learners.Select(learner => learner.Learner.Email.Value));
    }

    [Fact]
    public async Task A_setup_that_changes_nothing_is_not_accepted_twice()
    {
        await using var app = await WebApp.StartAsync();

        var plan = await ReadAsync<PlanDocument>(await PostAsync(app, "setup", World.Yaml, roster: null));

        Assert.Equal((true, false), (plan.Accepted, plan.Changed));
        Assert.Equal(0, app.World.Ledger.Accepted);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("setup")]
    public async Task Every_problem_of_both_files_comes_at_once_and_nothing_changes(string verb)
    {
        await using var app = await StartEmptyAsync();
        var yaml = World.Yaml.Replace("America/Los_Angeles", "Mars/Base", StringComparison.Ordinal)
            .Replace("date: 2025-10-22", "date: 2025-13-22", StringComparison.Ordinal);

        var answer = await PostAsync(app, verb, yaml, "email,name\nnot-an-address,Ada\n");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problems = (await ReadAsync<ProblemsDocument>(answer)).Problems;
        Assert.Contains(problems, problem => problem is { File: "course.yaml", Line: 5 });
        Assert.Contains(problems, problem => problem is { File: "course.yaml", Line: 12 });
        Assert.Contains(problems, problem => problem is { File: "learners.csv", Line: 2 });
        Assert.All(problems, problem => Assert.True(problem.Column > 0 && problem.Right.Length > 0));
        Assert.Empty(app.World.Ledger.Courses);
        Assert.Equal(0, app.World.Ledger.Accepted);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("{\"courseFile\":null}", HttpStatusCode.BadRequest)]
    [InlineData("{\"roster\":null}", HttpStatusCode.BadRequest)]
    public async Task A_request_that_is_no_plan_is_refused_as_a_problem(string body, HttpStatusCode expected)
    {
        await using var app = await StartEmptyAsync();

        var answer = await PostRawAsync(app, "plan", body);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task More_than_4_MB_are_not_read()
    {
        await using var app = await StartEmptyAsync();

        var answer = await PostRawAsync(app, "plan", new string(' ', (4 * 1024 * 1024) + 1));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task The_status_of_a_course_tells_all_of_its_sessions()
    {
        var world = new World();
        world.AddRecording(World.Session1, [1, 2, 3], "WEBVTT");
        world.Time.Now = Instant.FromUtc(2025, 10, 23, 0, 0);
        world.Agenda.Items["you-are-here/session-2"] = new(
            "you-are-here/session-2", Instant.FromUtc(2025, 11, 11, 18, 0), 1);
        world.Change(World.Session1, s => s with
        {
            Attendance = new(world.Time.Now, ["r"], [new("Guest", null, Duration.FromMinutes(61))]),
            Learners = [.. s.Learners.Select(l => l with { Presence = new(Duration.FromMinutes(20)) })],
        });
        await using var app = await WebApp.StartAsync(
            world, ("Sessions:Mail:Transport", "Pickup"), ("Sessions:Teams:Credential", "None"));

        var status = await ReadAsync<StatusDocument>(await GetAsync(app, "courses/you-are-here"));

        Assert.Equal(2, status.Notes.Length);
        Assert.Equal(1, status.Learners);
        var (first, second) = (status.Sessions[0], status.Sessions[1]);
        Assert.Equal(("over", "upcoming"), (first.State, second.State));
        Assert.Equal(
            new MeetingDocument("ready", "https://teams.example.com/l/meetup-join/session-1?p=a%20b&c=d", true),
            first.Meeting);
        Assert.Equal(new InvitationsDocument(1, 0, 0), first.Invitations);
        Assert.Equal(("collected", 0, 1), (first.Attendance.State, first.Attendance.Present, first.Attendance.Missed));
        Assert.Equal(new UnmatchedDocument("Guest", null, 61, "name:Guest"), Assert.Single(first.Attendance.Unmatched));
        Assert.Equal(
            new RecordingDocument(
                "archived", 3, "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81", Captions: true),
            Assert.Single(first.Recordings));
        Assert.Equal("unknown", second.Attendance.State);
        Assert.Equal(new NextDocument(Instant.FromUtc(2025, 11, 11, 18, 0), "send reminders"), second.Next);
        Assert.Equal(
            "1 person joined you-are-here/session-1 and could not be matched to the roster: " +
            "'sessions attendance you-are-here/session-1' names them, --match says who they are.",
            Assert.Single(status.NeedsAttention));
    }

    [Fact]
    public async Task What_waits_and_what_was_refused_is_counted()
    {
        var world = new World();
        AddMessage(world, 1, MessageState.Refused);
        AddMessage(world, 2, MessageState.Pending);
        AddMessage(world, 3, MessageState.Sent);
        await using var app = await WebApp.StartAsync(world);

        var status = await ReadAsync<StatusDocument>(await GetAsync(app, "courses/you-are-here"));

        Assert.Equal(new MessagesDocument(1, 0, 1, 1), status.Messages);
        Assert.Equal(
            "1 message was refused by the mail server: 'sessions log you-are-here' says which and why.",
            Assert.Single(status.NeedsAttention));
    }

    [Fact]
    public async Task Why_mail_waits_is_said_among_what_needs_a_person()
    {
        var world = new World();
        world.Outbox.Held.Add(new(
            213, "The mail server refused the sign-in: check Sessions:Mail:UserName and :Password",
            Instant.FromUtc(2025, 10, 1, 17, 0)));
        await using var app = await WebApp.StartAsync(world);

        var status = await ReadAsync<StatusDocument>(await GetAsync(app, "courses/you-are-here"));

        Assert.Equal(
            "213 messages wait until Wed 2025-10-01 10:00 PDT: "
            + "The mail server refused the sign-in: check Sessions:Mail:UserName and :Password.",
            Assert.Single(status.NeedsAttention));
    }

    [Fact]
    public async Task The_log_tells_each_instant_in_the_courses_zone_too()
    {
        await using var app = await WebApp.StartAsync();
        app.World.Ledger.Add(new(
            Instant.FromUtc(2025, 10, 22, 17, 0), EventName.SessionStarted, World.CourseId, "session-1", null, "on"));
        app.World.Ledger.Add(new(
            Instant.FromUtc(2025, 11, 12, 18, 0), EventName.SessionStarted, World.CourseId, "session-2", null, "on"));

        var json = await JsonAsync(await GetAsync(app, "courses/you-are-here/log?session=session-1"));

        Assert.Equal(
            """
            [{"at":"2025-10-22T17:00:00Z","local":"2025-10-22T10:00:00-07:00","event":"session.started",
            "course":"you-are-here","session":"session-1","learner":null,"detail":"on"}]
            """.ReplaceLineEndings(""),
            json.GetRawText());
    }

    [Theory]
    [InlineData("courses/nowhere")]
    [InlineData("courses/nowhere/log")]
    [InlineData("courses/NOT%20A%20SLUG")]
    [InlineData("nothing")]
    public async Task What_does_not_exist_is_a_problem_document(string path)
    {
        await using var app = await WebApp.StartAsync();

        var answer = await GetAsync(app, path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_courses_are_listed_with_their_next_session()
    {
        await using var app = await WebApp.StartAsync();

        var courses = await ReadAsync<List<CourseSummaryDocument>>(await GetAsync(app, "courses"));

        Assert.Equal(
            new CourseSummaryDocument(
                "you-are-here", "You are here", "America/Los_Angeles", 2, Instant.FromUtc(2025, 10, 22, 17, 0)),
            Assert.Single(courses));
    }

    [Fact]
    public async Task The_description_names_the_api_and_no_page()
    {
        await using var app = await WebApp.StartAsync();

        var json = await JsonAsync(await app.GetAsync("/openapi/v1.json"));

        Assert.Equal(
            [
                "/api/v1/courses", "/api/v1/courses/{course}", "/api/v1/courses/{course}/cancel",
                "/api/v1/courses/{course}/links", "/api/v1/courses/{course}/links/revoke",
                "/api/v1/courses/{course}/log", "/api/v1/courses/{course}/resend",
                "/api/v1/courses/{course}/sessions/{session}/attendance",
                "/api/v1/courses/{course}/sessions/{session}/recordings",
                "/api/v1/courses/{course}/sessions/{session}/recordings/hide",
                "/api/v1/courses/{course}/sessions/{session}/recordings/publish",
                "/api/v1/courses/{course}/sessions/{session}/recordings/{number}/captions",
                "/api/v1/courses/{course}/sessions/{session}/recordings/{number}/verify",
                "/api/v1/courses/{course}/sessions/{session}/recordings/{sha256}.mp4",
                "/api/v1/plan", "/api/v1/setup",
            ],
            json.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_is_alive_always_and_ready_while_the_ledger_answers()
    {
        await using var app = await WebApp.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/health/ready")).StatusCode);

        app.World.Ledger.Fault = new InvalidOperationException("gone");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/health/live")).StatusCode);
    }

    [Theory]
    [InlineData(
        "Sessions:Api:Authentication", "Foo", "Sessions:Api:Authentication: found 'Foo' — expected Entra or Key")]
    [InlineData("Sessions:Api:Key", "short", "Sessions:Api:Key: found 5 characters — expected a secret of at least 32")]
    [InlineData(
        "Sessions:PublicUrl", "learn",
        "Sessions:PublicUrl: found 'learn' — expected an address like https://learn.example.org")]
    public async Task A_wrong_setting_stops_the_host_and_is_named(string key, string value, string message)
    {
        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(
            () => WebApp.StartAsync(settings: (key, value)));

        Assert.Equal(message, wrong.Message);
    }

    private static async Task<WebApp> StartEmptyAsync()
    {
        var app = await WebApp.StartAsync();
        app.World.Ledger.Courses.Clear();
        return app;
    }

    private static Task<HttpResponseMessage> PostAsync(WebApp app, string verb, string yaml, string? roster) =>
        PostRawAsync(app, verb, JsonSerializer.Serialize(
            new PlanRequest(
                new SourceText("course.yaml", yaml), roster is null ? null : new SourceText("learners.csv", roster)),
            ApiJson.Options));

    private static Task<HttpResponseMessage> PostRawAsync(WebApp app, string verb, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{verb}")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", WebApp.ApiKey);
        // A body that is refused is refused before it is sent.
        request.Headers.ExpectContinue = true;
        return app.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<HttpResponseMessage> GetAsync(WebApp app, string path) =>
        app.SendAsync(HttpMethod.Get, $"/api/v1/{path}", ("Authorization", $"Bearer {WebApp.ApiKey}"));

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<T>(ApiJson.Options, TestContext.Current.CancellationToken))!;

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static void AddMessage(World world, long number, MessageState state)
    {
        var session = world.Ledger.Courses[World.CourseId].Sessions[0];
        var message = new OutboxMessage(
            number, MessageKind.Invitation, $"m{number}@example.org", session.Id, world.Learner.Id,
            world.Learner.Learner, 1, null, 0, world.Time.Now, InvitationContents.Of(session), null, 0,
            Doubtful: false);
        world.Outbox.Rows[number] = (message, state);
    }
}
