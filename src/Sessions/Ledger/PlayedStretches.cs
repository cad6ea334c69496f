using System.Collections.Immutable;
using NodaTime;

namespace Sessions.Ledger;

/// <summary>Stretches of play, joined where they touch, so that what was played twice counts once.</summary>
public static class PlayedStretches
{
    /// <summary>How many are kept; of more, the shortest are forgotten.</summary>
    public const int Most = 200;

    /// <returns>In order of recording and time, none touching another; one that ends where it begins adds nothing.</returns>
    public static ImmutableArray<PlayedStretch> Add(ImmutableArray<PlayedStretch> known, PlayedStretch more)
    {
        if (more.To <= more.From)
            return known;

        var joined = new List<PlayedStretch>();
        foreach (var stretch in known.Add(more).OrderBy(s => s.Recording).ThenBy(s => s.From))
        {
            if (joined is [.., var last] && last.Recording == stretch.Recording && stretch.From <= last.To)
                joined[^1] = last with { To = Duration.Max(last.To, stretch.To) };
            else
                joined.Add(stretch);
        }

        return joined.Count <= Most ? [.. joined] : Longest(joined);
    }

    public static Duration Length(ImmutableArray<PlayedStretch> stretches) =>
        stretches.Aggregate(Duration.Zero, (sum, s) => sum + (s.To - s.From));

    private static ImmutableArray<PlayedStretch> Longest(IEnumerable<PlayedStretch> stretches) =>
    [
        .. stretches.OrderByDescending(s => s.To - s.From).Take(Most)
            .OrderBy(s => s.Recording).ThenBy(s => s.From),
    ];
}
