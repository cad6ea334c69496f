using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;

namespace Sessions.Recordings;

/// <summary>Where the chapters of a recording begin: by the instructor's word, else suggested by its captions.</summary>
public static class ChapterMarks
{
    /// <summary>More than a person takes in at a glance is no help.</summary>
    public const int Most = 12;

    private const int Fewest = 3;

    private const int TitleLength = 60;

    /// <summary>A shorter silence is breathing.</summary>
    private static readonly Duration ShortestPause = Duration.FromMilliseconds(700);

    /// <summary>Who hands over to someone else pauses less: it counts as this much more silence.</summary>
    private static readonly Duration ChangeOfSpeaker = Duration.FromSeconds(1);

    /// <summary>The part that one segment of the recording has in chapters that were given for the whole.</summary>
    /// <param name="from">How much recording lies before the segment.</param>
    /// <param name="length">Null for the last segment: whatever is left belongs to it.</param>
    /// <returns>Counted from the segment's own beginning.</returns>
    public static ImmutableArray<Chapter> Within(ImmutableArray<Chapter> chapters, Duration from, Duration? length) =>
    [
        .. chapters
            .Where(c => c.At >= from && (length is null || c.At < from + length))
            .Select(c => c with { At = c.At - from }),
    ];

    /// <summary>
    /// A chapter begins with the first words, and after the longest silences: each at least twice as long as the
    /// usual one, no two chapters nearer than a twentieth of the whole. Titles are the first words said.
    /// </summary>
    /// <returns>None where that makes fewer than three.</returns>
    public static ImmutableArray<Chapter> Suggest(ImmutableArray<Cue> cues)
    {
        if (cues.Length < Fewest)
            return [];

        var spacing = (cues.Max(c => c.End) - cues[0].Start) / 20;
        var starts = new List<Cue> { cues[0] };
        foreach (var cue in Candidates(cues))
        {
            if (starts.Count < Most && starts.All(s => Between(s, cue) >= spacing))
                starts.Add(cue);
        }

        return starts.Count < Fewest
            ? []
            : [.. starts.OrderBy(c => c.Start).Select(c => new Chapter(c.Start, FirstWords(c.Text)))];
    }

    /// <summary>Cues that follow a silence out of the usual, the longest first.</summary>
    private static IEnumerable<Cue> Candidates(ImmutableArray<Cue> cues)
    {
        var pauses = cues.Zip(cues.Skip(1), (before, cue) => (Cue: cue, Weight: Weight(before, cue))).ToList();
        var usual = pauses.Select(p => p.Weight).Order().ElementAt((pauses.Count - 1) / 2);
        var enough = Duration.Max(ShortestPause, usual * 2);
        return pauses.Where(p => p.Weight >= enough).OrderByDescending(p => p.Weight).Select(p => p.Cue);
    }

    private static Duration Weight(Cue before, Cue cue) =>
        Duration.Max(Duration.Zero, cue.Start - before.End)
        + (before.Speaker == cue.Speaker ? Duration.Zero : ChangeOfSpeaker);

    private static Duration Between(Cue one, Cue other) =>
        one.Start < other.Start ? other.Start - one.Start : one.Start - other.Start;

    private static string FirstWords(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var title = words.FirstOrDefault("…");
        foreach (var word in words.Skip(1))
        {
            if (title[^1] is '.' or '!' or '?')
                break;

            if (title.Length + 1 + word.Length > TitleLength)
                return title.TrimEnd(',', ';', ':') + "…";

            title += " " + word;
        }

        return title.TrimEnd('.', ',', ';', ':') is { Length: > 0 } bare ? bare : title;
    }
}
