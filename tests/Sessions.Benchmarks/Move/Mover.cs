using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Planning;
using Sessions.Recordings;
using Sessions.Worker;

namespace Sessions.Benchmarks.Move;

/// <summary>The worker as it is deployed, started, idle for a while, and then moving one recording.</summary>
internal static class Mover
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    /// <param name="args">
    /// Graph's address, the storage's connection string, a folder. Prints seconds, CPU seconds, MiB resident when
    /// idle, and MiB resident at most from then on.
    /// </param>
    public static async Task<int> RunAsync(string[] args)
    {
        using var host = WorkerHost.Build([], TimeProvider.System, builder =>
        {
            builder.Configuration.AddInMemoryCollection(Settings(args[0], args[1], args[2]));
            builder.Logging.ClearProviders();
        });
        await host.StartAsync();
        await Task.Delay(Idle);
        var idle = Resident("VmRSS:");
        // Makes the kernel forget the peak so far (proc(5)).
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5");

        var (began, cpu) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        var facts = await host.Services.GetRequiredService<VideoMove>().RunAsync(
            Session, new ArchiveVideo(Meeting, Recording), End, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var peak = Resident("VmHWM:");
        await host.StopAsync();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{seconds} {cpu.TotalSeconds} {idle} {peak}"));
        return facts is [RecordingArchived] ? 0 : 1;
    }

    private static Dictionary<string, string?> Settings(string teams, string storage, string folder) => new()
    {
        ["Sessions:PublicUrl"] = "https://sessions.example.org",
        ["Sessions:Links:Key"] = Convert.ToBase64String(new byte[32]),
        ["Sessions:Database:ConnectionString"] = $"Data Source={Path.Combine(folder, "sessions.db")}",
        ["Sessions:Mail:Directory"] = Path.Combine(folder, "mail"),
        ["Sessions:Teams:Endpoint"] = $"{teams}/v1.0",
        ["Sessions:Teams:Credential"] = "None",
        ["Sessions:Archive:Provider"] = "Azure",
        ["Sessions:Archive:ConnectionString"] = storage,
    };

    private static double Resident(string line) => double.Parse(
        File.ReadLines("/proc/self/status").First(l => l.StartsWith(line, StringComparison.Ordinal))[line.Length..]
            .Replace("kB", "", StringComparison.Ordinal),
        CultureInfo.InvariantCulture) / 1024;

    private static Instant Start { get; } = Instant.FromUtc(2025, 10, 22, 17, 0);

    private static Instant End { get; } = Start + Duration.FromHours(1);

    private static MeetingFacts Meeting { get; } = new(
        "t", "event", "ical", "https://teams.example.com/join", "meeting", OptionsSet: true, "Maps", Start, End,
        Cancelled: false);

    private static RecordingFacts Recording { get; } = new("film", "film", Start, End, Video: null, Captions: null);

    private static SessionFacts Session
    {
        get
        {
            var time = new SessionTime(
                Start.InUtc().LocalDateTime, End.InUtc().LocalDateTime, DateTimeZone.Utc, Start, End, "2025b");
            var session = new CourseSession(new SessionId(new CourseId("maps"), "one"), "Maps", time);
            var course = new Course(
                session.Id.Course, "Maps", null, null, DateTimeZone.Utc, null, null,
                new Instructor("Ada", EmailAddress.Parse("ada@example.org")), [session], CoursePolicy.Default);
            return new(
                course, session, Removed: false, Meeting, [], StartNoted: true, EndNoted: true, Attendance: null,
                SearchFacts.None, [Recording], Version: 1);
        }
    }
}
