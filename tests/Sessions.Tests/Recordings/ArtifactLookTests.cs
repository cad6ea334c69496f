using System.Collections.Immutable;
using NodaTime;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

public sealed class ArtifactLookTests
{
    private static readonly Instant Start = SampleSession.Start;
    private static readonly Instant End = SampleSession.End;

    [Theory]
    [InlineData(-120, -1, false)]
    [InlineData(-120, 0, false)]
    [InlineData(-5, 61, true)]
    [InlineData(2, 30, true)]
    [InlineData(31, 59, true)]
    [InlineData(89, 95, true)]
    [InlineData(90, 95, false)]
    [InlineData(1440, 1500, false)]
    [InlineData(1, null, true)]
    [InlineData(-1440, null, false)]
    public void Only_what_was_recorded_in_the_sessions_hours_is_its_recording(int from, int? to, bool found)
    {
        var created = Start + Duration.FromMinutes(from);
        Instant? ended = to is { } minutes ? Start + Duration.FromMinutes(minutes) : null;

        var facts = Decide([new SourceRecording("a", "c", created, ended)], []);

        var expected = new RecordingFound("a", "c", created, ended ?? created + Duration.FromHours(1));
        Assert.Equal(found ? [expected] : [], facts);
    }

    [Fact]
    public void Every_part_is_found_once_in_order_and_what_is_known_is_not_found_again()
    {
        var later = new SourceRecording("b", "2", Start + Duration.FromMinutes(30), End);
        var known = new SourceRecording(SampleSession.Recording.SourceId, "1", Start, End);
        var earlier = new SourceRecording("a", null, Start, Start + Duration.FromMinutes(30));

        var facts = ArtifactLook.Decide(
            SampleSession.Facts(SampleSession.Recording), [later, known, earlier, later], []);

        Assert.Equal(
            [
                new RecordingFound("a", null, Start, Start + Duration.FromMinutes(30)),
                new RecordingFound("b", "2", Start + Duration.FromMinutes(30), End),
            ],
            facts);
    }

    [Fact]
    public void A_recording_without_a_correlation_id_takes_the_only_transcript_left_over()
    {
        var lone = new SourceRecording("a", null, Start, End);
        var paired = new SourceRecording("b", "2", Start, End);

        Assert.Equal("3", Correlation(Decide([lone, paired], [Transcript("t", "2"), Transcript("u", "3")])));
        Assert.Null(Correlation(Decide([lone, paired], [Transcript("t", "3"), Transcript("u", "4")])));
        Assert.Null(Correlation(Decide([lone, lone with { Id = "c" }], [Transcript("t", "3")])));
        Assert.Null(Correlation(Decide([lone, paired], [Transcript("t", "2"), Transcript("u", null)])));

        static string? Correlation(ImmutableArray<Fact> facts) =>
            facts.OfType<RecordingFound>().Single(f => f.SourceId == "a").CorrelationId;
    }

    [Fact]
    public void Captions_are_due_for_recordings_that_have_none_and_a_transcript()
    {
        var bare = SampleSession.Recording;
        var done = bare with
        {
            SourceId = "done",
            CorrelationId = "corr-2",
            Captions = new ArchivedFile("x.vtt", 1, "00", End),
        };
        var session = SampleSession.Facts(
            bare, done, bare with { SourceId = "late", CorrelationId = "corr-3" },
            bare with { SourceId = "odd", CorrelationId = null });
        var first = Transcript("first", "corr-1");

        var due = ArtifactLook.CaptionsDue(
            session,
            [
                first with { Id = "second", Created = End }, first, Transcript("other", "corr-2"),
                Transcript("stray", null),
            ]);

        Assert.Equal([new CaptionsDue(bare, first)], due);
    }

    private static ImmutableArray<Fact> Decide(
        ImmutableArray<SourceRecording> recordings, ImmutableArray<SourceTranscript> transcripts) =>
        ArtifactLook.Decide(SampleSession.Facts(), recordings, transcripts);

    private static SourceTranscript Transcript(string id, string? correlation) => new(id, correlation, Start);
}
