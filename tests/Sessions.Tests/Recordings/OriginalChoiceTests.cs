using NodaTime;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

public sealed class OriginalChoiceTests
{
    private const string Subject = "Maps: \"Where\" am I?";

    private const string Hash = "aa00";

    private static readonly RecordingFacts Archived = SampleSession.Recording with
    {
        Video = new("maps/session-1/a.mp4", 1000, Hash, SampleSession.Now),
    };

    private static readonly Original Film = new(
        "drive", "item", "Maps_ Where am I_-20251022_170000-Meeting Recording.mp4", 1000, "\"{1},1\"",
        SampleSession.End, Hash.ToUpperInvariant());

    [Theory]
    [InlineData("Maps_ Where am I_-20251022_170000-Meeting Recording.mp4")]
    [InlineData("maps where AM I-20251022_170131UTC-Meeting Recording.mp4")]
    [InlineData("Maps Where am I-20251022_190000-Meeting Recording.mp4")]
    [InlineData("Maps Where am I-20251022_224500-Meeting Recording.mp4")]
    [InlineData("Maps Where am I-20251022_095900-Meeting Recording.mp4")]
    public void The_one_file_of_that_heading_time_and_length_is_the_recording(string name)
    {
        var match = Among(Film with { Name = name }, Film with { Name = "Notes.docx" });

        Assert.Equal(Film with { Name = name }, match.Original);
        Assert.Contains(name, match.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Maps Where am I-20251022_190000UTC-Meeting Recording.mp4")]
    [InlineData("Maps Where am I-20251022_190700-Meeting Recording.mp4")]
    [InlineData("Maps Where am I-20251024_170000-Meeting Recording.mp4")]
    [InlineData("Maps Where am I-20251399_170000-Meeting Recording.mp4")]
    [InlineData("Maps Where are we-20251022_170000-Meeting Recording.mp4")]
    [InlineData("Maps Where am I-20251022_170000-Meeting Transcript.mp4")]
    [InlineData("Maps Where am I-20251022_170000-Meeting Recording.mp4.docx")]
    [InlineData("Maps Where am I.mp4")]
    [InlineData("")]
    public void A_file_of_another_name_is_not_the_recording(string name)
    {
        var match = Among(Film with { Name = name });

        Assert.Null(match.Original);
        Assert.Contains("no file", match.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(999L, 60)]
    [InlineData(null, 60)]
    [InlineData(1000L, -5)]
    [InlineData(1000L, 60 * 26)]
    [InlineData(1000L, null)]
    public void A_file_of_that_name_and_another_length_or_time_is_not_the_recording(long? length, int? minutes)
    {
        var created = minutes is { } after ? SampleSession.Start + Duration.FromMinutes(after) : (Instant?)null;

        var match = Among(Film with { Length = length, Created = created });

        Assert.Null(match.Original);
        Assert.Contains("not its length or time", match.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_files_that_could_be_it_are_both_left()
    {
        var match = Among(Film, Film with { ItemId = "copy", Name = Film.Name.ToUpperInvariant() });

        Assert.Null(match.Original);
        Assert.Contains("several", match.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_segment_of_the_same_session_is_told_apart_by_its_time_and_length()
    {
        var second = Film with
        {
            ItemId = "second",
            Name = "Maps Where am I-20251022_173000-Meeting Recording.mp4",
            Length = 500,
        };

        Assert.Equal(Film, Among(second, Film).Original);
    }

    [Fact]
    public void Other_bytes_of_the_same_length_are_not_the_recording()
    {
        Assert.Null(Among(Film with { Sha256 = "bb11" }).Original);
        Assert.NotNull(Among(Film with { Sha256 = null }).Original);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_file_without_a_version_stays(string? tag) => Assert.Null(Among(Film with { ETag = tag }).Original);

    [Fact]
    public void Nothing_is_the_original_of_what_is_not_archived()
    {
        var match = OriginalChoice.Among([Film], Subject, SampleSession.Recording);

        Assert.Null(match.Original);
        Assert.Contains("not archived", match.Reason, StringComparison.Ordinal);
    }

    private static OriginalMatch Among(params Original[] files) => OriginalChoice.Among(files, Subject, Archived);
}
