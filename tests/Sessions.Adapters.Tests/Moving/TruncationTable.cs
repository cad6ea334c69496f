using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using NodaTime;
using Sessions.Adapters.Graph;
using Sessions.Adapters.Teams;
using Sessions.Adapters.Tests.Archive;
using Sessions.Adapters.Tests.Resilience;
using Sessions.Adapters.Tests.Teams;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Adapters.Tests.Moving;

/// <summary>
/// Every way in which an HTTP answer can be less than it seems: the client of Teams reads it from a real socket, the
/// move puts it into a real archive, and what is there in the end is nothing, or, after another try, the whole.
/// </summary>
public abstract class TruncationTable : ArchiveTest
{
    private static readonly Instant Began = Instant.FromUtc(2025, 10, 22, 17, 0);

    private static readonly RecordingFacts Recording = new(
        "Vj1=", "c", Began, Began + Duration.FromHours(1), Video: null, Captions: null);

    public static TheoryData<string> Answers => [.. WireAnswers.Cut.Keys];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task It_leaves_nothing_behind_and_the_next_try_brings_the_whole(string how)
    {
        await using var server = new CutServer();
        server.Then(WireAnswers.Cut[how]);
        server.Then(WireAnswers.Whole("video/mp4", WireAnswers.Film));

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => MoveAsync(server));

        Assert.Equal(FaultKind.Transient, fault.Kind);
        Assert.Empty(await NamesAsync());
        Assert.Equal(1, server.Asked);

        var moved = Assert.IsType<RecordingArchived>(Assert.Single(await MoveAsync(server)));
        Assert.Equal(2, server.Asked);
        Assert.Equal(FileDigest.Of(WireAnswers.Film).Sha256, moved.Video.Sha256);
        Assert.Equal(
            FileDigest.Of(WireAnswers.Film), await FileDigest.ReadAsync(Open(), moved.Video.BlobName, Cancel));
        Assert.Equal(
            [moved.Video.BlobName, moved.Video.BlobName + ".manifest.json"],
            (await NamesAsync()).Order(StringComparer.Ordinal));
    }

    /// <summary>What anybody who looks into the archive finds there.</summary>
    private protected abstract Task<IReadOnlyList<string>> NamesAsync();

    private async Task<ImmutableArray<Fact>> MoveAsync(CutServer server)
    {
        var options = new TeamsOptions
        {
            Endpoint = $"http://127.0.0.1:{server.Port}/v1.0",
            Credential = "None",
            IdleTimeout = "PT1S",
        };
        var time = new SwiftTime(Given.AttemptTimeout);
        using var client = GraphClients.Create(
            options, GraphClients.Bearer(options, new FixedToken()), Given.Retrying(time), GraphClients.Network());
        var source = new TeamsRecordings(new(client, time, time), Options.Create(options), TimeProvider.System);
        return await MovedRecording.MoveAsync(source, Recording, Open(), Cancel);
    }
}
