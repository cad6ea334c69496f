using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

public sealed class ChapterMarksTests
{
    [Fact]
    public void A_silence_twice_the_usual_begins_a_chapter_named_by_its_first_words()
    {
        var chapters = ChapterMarks.Suggest(
        [
            Said(0, 10, "Welcome to You are here. I am Becky."), Said(10.4, 20, "Today we practise."),
            Said(21, 30, "Before you say a word, breathe out slowly."), Said(30.4, 40, "Stand aside."),
            Said(41, 50, "Thank you, and goodbye"),
        ]);

        Assert.Equal(
            ["0 Welcome to You are here", "21 Before you say a word, breathe out slowly", "41 Thank you, and goodbye"],
            Shown(chapters));
    }

    [Fact]
    public void Someone_else_speaking_begins_a_chapter_without_a_silence()
    {
        var chapters = ChapterMarks.Suggest(
        [
            Said(0, 10, "One."), Said(10, 20, "Two."), Said(20, 30, "Three.", "Ada"), Said(30, 40, "Four.", "Ada"),
            Said(40, 50, "Five."), Said(50, 60, "Six."), Said(60, 70, "Seven."),
        ]);

        Assert.Equal(["0 One", "20 Three", "40 Five"], Shown(chapters));
    }

    [Fact]
    public void Even_talk_has_no_chapters() => Assert.Empty(ChapterMarks.Suggest(
        [.. Enumerable.Range(0, 100).Select(i => Said(i * 10, (i * 10) + 8.5, $"Sentence {i}."))]));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_few_words_have_no_chapters(int cues) => Assert.Empty(ChapterMarks.Suggest(
        [.. Enumerable.Range(0, cues).Select(i => Said(i * 100, (i * 100) + 1, "Hm."))]));

    [Fact]
    public void Many_silences_leave_the_longest_few_well_apart()
    {
        var at = 0.0;
        var cues = ImmutableArray.CreateBuilder<Cue>();
        for (var i = 0; i < 1000; i++)
        {
            at += i % 10 == 0 ? 1 + (i * 37 % 59) : 0.1;
            cues.Add(Said(at, at + 4, $"Sentence {i}."));
            at += 4;
        }

        var chapters = ChapterMarks.Suggest(cues.ToImmutable());

        Assert.InRange(chapters.Length, 3, ChapterMarks.Most);
        var spacing = Duration.FromSeconds(at / 20);
        Assert.All(
            chapters.Zip(chapters.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= spacing * 0.95));
    }

    [Fact]
    public void A_long_sentence_is_cut_between_words()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 40));

        var chapters = ChapterMarks.Suggest(
            [Said(0, 1, words), Said(1, 2, "a"), Said(2, 3, "b"), Said(9, 10, "c"), Said(20, 21, "d")]);

        Assert.Equal(string.Join(' ', Enumerable.Repeat("word", 12)) + "…", chapters[0].Title);
    }

    [Fact]
    public void Chapters_of_the_whole_fall_into_its_parts()
    {
        ImmutableArray<Chapter> all =
        [
            new(Duration.Zero, "A"), new(Duration.FromMinutes(9), "B"), new(Duration.FromMinutes(10), "C"),
            new(Duration.FromMinutes(99), "D"),
        ];

        var ten = Duration.FromMinutes(10);
        Assert.Equal(["0 A", "540 B"], Shown(ChapterMarks.Within(all, Duration.Zero, ten)));
        Assert.Equal(["0 C", "5340 D"], Shown(ChapterMarks.Within(all, ten, length: null)));
    }

    private static Cue Said(double from, double to, string text, string speaker = "Becky") =>
        new(Duration.FromSeconds(from), Duration.FromSeconds(to), speaker, text);

    private static IEnumerable<string> Shown(ImmutableArray<Chapter> chapters) =>
        chapters.Select(c => FormattableString.Invariant($"{c.At.TotalSeconds:0} {c.Title}"));
}
