using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Graph;

public sealed class ArchiveReadinessTests : IDisposable
{
    private const string Course = """
        course: maps
        title: Maps
        timezone: Europe/London
        instructor: { name: Becky Russell, email: becky.russell@example.org }
        sessions:
          - id: one
            title: Reading
            date: 2026-10-07
            time: 10:00-11:00
          - id: two
            title: Drawing
            date: 2026-10-08
            time: 10:00-11:00
        """;

    private const string NotReady = "The archive is not ready: ";

    private const string Ready = "The archive is ready: nothing stands in the way any more";

    private static readonly CourseId Maps = new("maps");

    private static readonly Instant Accepted = Instant.FromUtc(2026, 10, 1, 8, 0);

    private readonly string _root = Directory.CreateTempSubdirectory("sessions-archive-").FullName;

    private string Archive => Path.Combine(_root, "archive");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task An_archive_that_cannot_be_written_needs_a_person_before_any_recording_and_until_it_can()
    {
        await File.WriteAllTextAsync(Archive, "", TestContext.Current.CancellationToken);
        await using var run = await StartAsync();
        await run.SetUpAsync(Course);

        Assert.StartsWith($"{NotReady}{Archive} cannot be written (", Assert.Single(await NotesAsync(run)), StringComparison.Ordinal);
        Assert.StartsWith(NotReady, (await run.StatusAsync(Maps)).NeedsAttention[0], StringComparison.Ordinal);

        File.Delete(Archive);
        await run.AdvanceToAsync(Accepted + Duration.FromMinutes(31));

        Assert.Equal(Ready, (await NotesAsync(run))[^1]);
        Assert.DoesNotContain((await run.StatusAsync(Maps)).NeedsAttention, IsNote);
    }

    [Fact]
    public async Task An_archive_that_was_lost_before_the_start_is_told_of_at_the_start()
    {
        await using var run = await StartAsync();
        await run.SetUpAsync(Course);
        Assert.Empty(await NotesAsync(run));

        await run.StopAsync();
        Directory.Delete(Archive, recursive: true);
        await File.WriteAllTextAsync(Archive, "", TestContext.Current.CancellationToken);
        await run.StartAsync();
        await run.UntilAsync(async () => (await NotesAsync(run)).Count == 1);

        Assert.StartsWith(NotReady, (await run.StatusAsync(Maps)).NeedsAttention[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_that_may_not_write_asks_for_the_check_of_the_next_session()
    {
        var sound = Directory.CreateDirectory(Path.Combine(_root, "sound")).FullName;
        Directory.CreateSymbolicLink(Archive, sound);
        await using var run = await StartAsync();
        await run.SetUpAsync(Course);
        await run.AdvanceToAsync(Instant.FromUtc(2026, 10, 7, 12, 0));
        Assert.Empty(await NotesAsync(run));

        // Nobody makes directories there, not even root.
        File.Delete(Archive);
        Directory.CreateSymbolicLink(Archive, "/sys/kernel");
        await run.AdvanceToAsync(Instant.FromUtc(2026, 10, 7, 18, 0));

        Assert.StartsWith(NotReady, Assert.Single(await NotesAsync(run)), StringComparison.Ordinal);
        Assert.Contains((await run.StatusAsync(Maps)).NeedsAttention, IsNote);
    }

    private Task<Installation> StartAsync() => Installation.StartAsync(
        Accepted, publicUrl: null, switches: null, ("Sessions:Archive:Directory", Archive));

    private static bool IsNote(string text) => text.StartsWith("The archive is ", StringComparison.Ordinal);

    private static async Task<List<string>> NotesAsync(Installation run) =>
    [
        .. (await run.HistoryAsync(Maps))
            .Where(e => e.Event == EventName.Warning && IsNote(e.Detail)).Select(e => e.Detail),
    ];
}
