using NodaTime;
using Sessions.Adapters.Archive;
using Sessions.Ledger;
using Sessions.Recordings;
using Sessions.Watching;

namespace Sessions.Adapters.Tests.Archive;

public sealed class FilesArchiveTests : ArchiveContract, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sessions-archive-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Nothing_but_the_blob_is_left_once_it_is_sealed()
    {
        await CommitAsync(Open(), await StageAsync(Open(), "aaaa", "bb"));
        await Open().SealAsync(Name, "video/mp4", Md5("aaaabb"), Cancel);
        await CommitAsync(Open(), await StageAsync(Open(), "cccc", "dd"));
        await StageAsync(Open(), Block(1, "bb"), "bb");
        await Open().WriteAsync("maps/a.vtt", "WEBVTT\n"u8.ToArray(), "text/vtt", Cancel);

        Assert.Equal(
            [Path.Combine(_root, "maps/a.vtt"), Path.Combine(_root, Name)],
            Directory.GetFiles(_root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Blocks_are_written_to_their_place_at_once()
    {
        await StageAsync(Open(), "aaaa");
        await StageAsync(Open(), Block(2, "cc"), "cc");

        Assert.Equal("aaaa\0\0\0\0cc", await File.ReadAllTextAsync(Path.Combine(_root, Name + ".partial"), Cancel));
    }

    [Fact]
    public async Task The_first_block_is_wanted_before_the_others() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => StageAsync(Open(), Block(1, "bbbb"), "bbbb"));

    [Fact]
    public async Task A_line_of_the_journal_cut_by_a_kill_costs_its_block_alone()
    {
        var blocks = await StageAsync(Open(), "aaaa", "bbbb", "cc");
        var journal = Path.Combine(_root, Name + ".blocks");
        var text = await File.ReadAllTextAsync(journal, Cancel);
        await File.WriteAllTextAsync(journal, text[..^9], Cancel);

        Assert.Equal(
            [new StagedBlock(blocks[0], 4), new StagedBlock(blocks[1], 4)],
            await Open().ListStagedAsync(Name, Cancel));
        await StageAsync(Open(), blocks[2], "cc");
        Assert.True(await CommitAsync(Open(), blocks));
        Assert.Equal("aaaabbbbcc", await ReadAsync(Open()));
    }

    [Fact]
    public async Task A_block_that_the_disk_lost_is_noticed_before_the_commit_and_sent_again()
    {
        var blocks = await StageAsync(Open(), "aaaa", "bbbb", "cc");
        await using (var partial = File.OpenWrite(Path.Combine(_root, Name + ".partial")))
        {
            partial.Position = 5;
            partial.WriteByte(0);
        }

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => CommitAsync(Open(), blocks));

        Assert.Equal(FaultKind.Transient, fault.Kind);
        Assert.Null(await Open().FindAsync(Name, Cancel));
        Assert.Equal(
            [new StagedBlock(blocks[0], 4), new StagedBlock(blocks[2], 2)],
            await Open().ListStagedAsync(Name, Cancel));
    }

    [Fact]
    public async Task A_partial_file_taken_away_is_begun_anew()
    {
        await StageAsync(Open(), "aaaa", "bbbb");
        File.Delete(Path.Combine(_root, Name + ".partial"));

        Assert.Empty(await Open().ListStagedAsync(Name, Cancel));
    }

    [Fact]
    public async Task The_door_hands_out_the_bytes_seekable()
    {
        await CommitAsync(Open(), await StageAsync(Open(), "aaaa", "bb"));

        var door = new FilesArchive(_root);
        var access = Assert.IsType<VideoBytes>(await door.OpenAsync(Name, Duration.FromHours(1), Cancel));

        await using var body = access.Body;
        body.Seek(3, SeekOrigin.Begin);
        using var reader = new StreamReader(body);
        Assert.Equal("abb", await reader.ReadToEndAsync(Cancel));
        Assert.Equal("video/mp4", access.ContentType);
        Assert.Equal(
            File.GetLastWriteTimeUtc(Path.Combine(_root, Name)), access.Modified.ToDateTimeUtc());
        Assert.Null(await door.OpenAsync("maps/none.mp4", Duration.FromHours(1), Cancel));
    }

    [Fact]
    public async Task A_full_disk_passes_when_somebody_makes_room()
    {
        var blocks = await StageAsync(Open(), "aaaa");
        var partial = Path.Combine(_root, Name + ".partial");
        File.Move(partial, partial + "-aside");
        File.CreateSymbolicLink(partial, "/dev/full");

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => StageAsync(Open(), Block(1, "bb"), "bb"));

        Assert.Equal(FaultKind.Transient, fault.Kind);
        Assert.Equal(
            $"the disk that holds the archive {_root} is full: make room; what was staged is kept, and the move "
                + "continues by itself",
            fault.Message);
        File.Move(partial + "-aside", partial, overwrite: true);
        Assert.Equal([new StagedBlock(blocks[0], 4)], await Open().ListStagedAsync(Name, Cancel));
    }

    [Fact]
    public async Task A_place_that_is_no_directory_is_an_outside_fault()
    {
        await File.WriteAllTextAsync(Path.Combine(_root, "maps"), "", Cancel);

        await Assert.ThrowsAsync<OutsideFaultException>(() => StageAsync(Open(), "aaaa"));
    }

    [Fact]
    public async Task A_type_that_the_name_does_not_tell_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => Open().WriteAsync("maps/a.mp4", default, "text/html", Cancel));

    protected override IArchive Open() => new FilesArchive(_root);
}
