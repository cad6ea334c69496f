using System.Collections.Immutable;
using NodaTime;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

public sealed class ArchiveNotesTests
{
    private static readonly ArchiveFinding Full = new(ArchiveTrouble.DiskFull, "Make room");

    [Fact]
    public void What_stands_in_the_way_is_told_once_until_it_is_gone()
    {
        Assert.Null(ArchiveNotes.Of(null, History()));
        Assert.Equal("The archive is not ready: Make room", ArchiveNotes.Of(Full, History("Teams is not ready: x"))?.Detail);

        var told = History("The archive is not ready: Make room", "other");
        Assert.Null(ArchiveNotes.Of(Full, told));
        Assert.Equal("The archive is not ready: Make room", ArchiveNotes.Standing(told));

        var ready = ArchiveNotes.Of(null, told)!.Detail;
        Assert.Null(ArchiveNotes.Standing([.. told, .. History(ready)]));
    }

    [Fact]
    public void No_answer_is_no_verdict() =>
        Assert.Null(ArchiveNotes.Of(new(ArchiveTrouble.Unreachable, "It did not answer"), History()));

    private static ImmutableArray<HistoryEntry> History(params string[] details) =>
    [
        .. details.Select(detail => new HistoryEntry(
            Instant.FromUtc(2025, 10, 1, 9, 0), EventName.Warning, new("maps"), "session-1", null, detail)),
    ];
}
