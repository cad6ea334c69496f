using Npgsql;
using Sessions.Adapters.Tests.Mail;
using Sessions.Hosts.Tests.Cli;
using Sessions.Hosts.Tests.Demo;
using Sessions.Simulator;

namespace Sessions.Hosts.Tests.Processes;

/// <summary>Two workers and a web host, each a process, on one PostgreSQL: what one learns, all know.</summary>
[Trait("Service", "Postgres")]
public sealed class ClusterTests : IAsyncLifetime
{
    private const int Learners = 80;

    private const string Key = "0123456789abcdef0123456789abcdef";

    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(1);

    private readonly CliHome _home = new();

    private readonly List<CliCommand> _hosts = [];

    private readonly string _database = $"cluster_{Guid.NewGuid():n}";

    private string _web = "";

    private SimulatedTenant _tenant = null!;

    private static string Server => Environment.GetEnvironmentVariable("SESSIONS_TEST_POSTGRES")
        ?? throw new InvalidOperationException("SESSIONS_TEST_POSTGRES is not set; tests/run sets it");

    private string OfTheLedger =>
        new NpgsqlConnectionStringBuilder(Server) { Database = _database, MaxPoolSize = 20 }.ToString();

    private string Mail => _home.At("mail");

    public async ValueTask InitializeAsync()
    {
        await ExecuteAsync($"CREATE DATABASE {_database}");
        _tenant = await SimulatedTenant.StartAsync(new(), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();
        await _tenant.DisposeAsync();
        await ExecuteAsync($"DROP DATABASE {_database} WITH (FORCE)");
        _home.Dispose();
    }

    [Fact]
    public async Task Two_workers_make_one_meeting_a_session_and_mail_everyone_once()
    {
        await WorkerAsync();
        await WorkerAsync();
        await WebAsync();
        var course = new ComingCourse("cluster") { Learners = Learners };
        var (file, roster) = course.WriteTo(_home);

        (await Run("setup", file, "--learners", roster, "--yes", "--json")).Ended(0);

        await UntilAsync(async () => await CountAsync("Sent") == 2 * Learners, "the last invitation");
        var mails = PickedUpMail.ReadAll(Mail);
        Assert.Equal(2 * Learners, mails.Count);
        Assert.Equal(mails.Count, mails.DistinctBy(m => (m.To, m.Start)).Count());
        Assert.All(mails, m => Assert.Empty(MailLint.Check(m.Bytes)));
        Assert.Equal(2, _tenant.Events.Count);
        var events = (await Run("log", "cluster", "--json")).Ended(0).Json.EnumerateArray()
            .Select(e => e.GetProperty("event").GetString()).ToList();
        Assert.Equal(2, events.Count(e => e == "meeting.created"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task When_one_of_two_workers_is_killed_the_other_mails_what_still_waits(int killed)
    {
        CliCommand[] workers = [await WorkerAsync(), await WorkerAsync()];
        await WebAsync();
        var course = new ComingCourse("killed") { Learners = Learners };
        var (file, roster) = course.WriteTo(_home);

        var setup = Run("setup", file, "--learners", roster, "--yes", "--json");
        await UntilAsync(() => MailFiles() >= 10, "the first mails");
        await workers[killed].KillAsync();
        await setup;

        // The other takes a worker for dead after a minute; what that one had taken stays marked as being sent
        // until its lease ends, minutes from now. At most one message of each lane left and was not noted as sent.
        await UntilAsync(async () => await CountAsync("Pending") == 0, "an end of what waits");
        var (sent, taken) = (await CountAsync("Sent"), await CountAsync("Sending"));
        Assert.Equal(2 * Learners, sent + taken);
        Assert.InRange(taken, 0, 100);
        var mails = PickedUpMail.ReadAll(Mail).DistinctBy(m => m.MessageId).ToList();
        Assert.InRange(mails.Count, sent, sent + 3);
        Assert.Equal(mails.Count, mails.DistinctBy(m => (m.To, m.Start)).Count());
    }

    [Fact]
    public async Task What_the_web_host_accepts_a_worker_in_another_process_does_within_seconds()
    {
        await WorkerAsync();
        await WebAsync();
        var course = new ComingCourse("apart");
        var (file, roster) = course.WriteTo(_home);
        (await Run("setup", file, "--learners", roster, "--yes", "--json")).Ended(0);
        await UntilAsync(() => MailFiles() == 6, "the invitations");

        var later = course with { Starts = [new(11, 0), new(10, 0)] };
        later.WriteTo(_home);
        (await Run("setup", file, "--learners", roster, "--yes", "--json")).Ended(0);

        await UntilAsync(() => MailFiles() == 9, "the updates");
        Assert.Equal(
            Enumerable.Range(1, 3).Select(n => (Given.Address(n, "apart"), later.StartOf(0))),
            PickedUpMail.ReadAll(Mail).Where(m => m.Kind == "update").Select(m => (m.To, m.Start)).Order());
        Assert.Contains(_tenant.Events, e => e.Start == later.StartOf(0).ToDateTimeOffset());
    }

    private static async Task ExecuteAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create(Server);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static Task UntilAsync(Func<bool> holds, string what) => UntilAsync(() => Task.FromResult(holds()), what);

    private static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(4), $"no sign of {what}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private async Task<long> CountAsync(string state)
    {
        await using var source = NpgsqlDataSource.Create(OfTheLedger);
        await using var command = source.CreateCommand("SELECT count(*) FROM outbox WHERE state = $1");
        command.Parameters.Add(new() { Value = state });
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private int MailFiles() => Directory.Exists(Mail) ? Directory.GetFiles(Mail, "*.eml").Length : 0;

    private Task<CliResult> Run(params string[] arguments) => _home.RunWithAsync(
        [("SESSIONS_SERVER", _web), ("SESSIONS_KEY", Key)], arguments);

    private async Task<CliCommand> WorkerAsync()
    {
        var worker = HostProcess.Launch("Sessions.Worker", _home, Shared());
        _hosts.Add(worker);
        await worker.LineAsync("Application started", StartPatience);
        return worker;
    }

    private async Task WebAsync()
    {
        var web = HostProcess.Launch(
            "Sessions.Web", _home,
            [
                .. Shared(), ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("Sessions__Api__Authentication", "Key"),
                ("Sessions__Api__Key", Key),
            ]);
        _hosts.Add(web);
        _web = await web.LineAsync("Now listening on: ", StartPatience);
    }

    private IEnumerable<(string Name, string Value)> Shared() =>
    [
        ("Sessions__Database__Provider", "Postgres"),
        ("Sessions__Database__ConnectionString", OfTheLedger),
        ("Sessions__Links__Key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
        ("Sessions__PublicUrl", "https://sessions.example.org"),
        ("Sessions__Teams__Endpoint", _tenant.BaseAddress.ToString()),
        ("Sessions__Teams__Credential", "None"),
        ("Sessions__Mail__Transport", "Pickup"),
        ("Sessions__Mail__Directory", Mail),
        ("Sessions__Archive__Directory", _home.At("archive")),
    ];
}
