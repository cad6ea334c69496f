using Microsoft.AspNetCore.Http;

namespace Sessions.Hosts.Tests.Moving;

public sealed class FilesFaultTests : FaultTable
{
    [Fact]
    public async Task A_full_disk_is_waited_for_until_somebody_makes_room()
    {
        await using var session = await EndedSession.PrepareAsync(FilmLength, Archive());
        var partial = Path.Combine(session.ArchiveFolder, session.BlobName + ".partial");
        Directory.CreateDirectory(Path.GetDirectoryName(partial)!);
        // The kernel's own full disk: every write to it is answered with ENOSPC.
        File.CreateSymbolicLink(partial, "/dev/full");
        var stops = 0;

        await WorkAsync(session, () =>
        {
            Assert.False(File.Exists(Path.Combine(session.ArchiveFolder, session.BlobName)) && stops < 5);
            if (++stops == 5)
                File.Delete(partial);
            return Task.CompletedTask;
        });

        Assert.True(stops >= 5, $"{stops} stops");
        await session.AssertMovedOnceAsync();
    }

    private protected override Dictionary<string, string?> Archive() => [];
}

[Trait("Service", "Azurite")]
public sealed class AzuriteFaultTests : FaultTable, IAsyncLifetime
{
    private BlobProxy _blobs = null!;

    public async ValueTask InitializeAsync() => _blobs = await BlobProxy.StartAsync();

    public ValueTask DisposeAsync() => _blobs.DisposeAsync();

    [Theory]
    [InlineData("block", 2)]
    [InlineData("commit", 1)]
    [InlineData("read", 1)]
    [InlineData("seal", 1)]
    [InlineData("manifest", 1)]
    public async Task A_storage_that_is_busy_is_asked_again(string step, int from)
    {
        _blobs.Spoil = (seen, nth, context, _) =>
        {
            if (seen != step || nth < from || nth > from + 1)
                return Task.FromResult(true);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers["x-ms-error-code"] = "ServerBusy";
            return Task.FromResult(false);
        };
        await MovesAsync();
    }

    [Theory]
    [InlineData("block")]
    [InlineData("commit")]
    [InlineData("seal")]
    [InlineData("manifest")]
    public async Task An_answer_that_is_lost_does_not_make_it_done_twice(string step)
    {
        _blobs.Spoil = async (seen, nth, context, pass) =>
        {
            if (seen != step || nth > 1)
                return true;
            await pass();
            context.Abort();
            return false;
        };
        await MovesAsync();
    }

    private protected override Dictionary<string, string?> Archive() => _blobs.Settings();

    private async Task MovesAsync()
    {
        await using var session = await EndedSession.PrepareAsync(FilmLength, Archive());

        await WorkAsync(session);

        await session.AssertMovedOnceAsync();
        Assert.Equal(1, _blobs.Commits);
    }
}
