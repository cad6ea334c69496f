using Microsoft.Extensions.DependencyInjection;
using Sessions.Recordings;

namespace Sessions.Adapters.Tests.Archive;

public sealed class FilesArchiveCheckTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sessions-archive-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_directory_that_can_be_made_and_written_is_ready_and_left_empty()
    {
        var directory = Path.Combine(_root, "new", "archive");

        Assert.Null(await CheckAsync(directory));
        Assert.Empty(Directory.GetFileSystemEntries(directory));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_made_is_named_with_the_setting()
    {
        var file = Path.Combine(_root, "file");
        await File.WriteAllTextAsync(file, "", Cancel);

        foreach (var directory in (string[])[file, Path.Combine(file, "archive")])
        {
            var finding = await CheckAsync(directory);

            Assert.Equal(ArchiveTrouble.Directory, finding?.Trouble);
            Assert.StartsWith($"{directory} cannot be written (", finding!.Sentence, StringComparison.Ordinal);
            Assert.EndsWith("or set Sessions:Archive:Directory", finding.Sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_directory_that_nobody_may_write_is_not_ready() =>
        Assert.Equal(ArchiveTrouble.Directory, (await CheckAsync("/proc/self"))?.Trouble);

    [Fact]
    public async Task A_full_disk_is_told_as_that()
    {
        File.CreateSymbolicLink(Path.Combine(_root, ".write-check"), "/dev/full");

        Assert.Equal(
            new ArchiveFinding(ArchiveTrouble.DiskFull, $"The disk that holds {_root} is full: make room"),
            await CheckAsync(_root));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<ArchiveFinding?> CheckAsync(string directory)
    {
        await using var services =
            ArchiveSettingsTests.Services(new() { ["Sessions:Archive:Directory"] = directory });
        return await services.GetRequiredService<IArchiveCheck>().CheckAsync(Cancel);
    }
}
