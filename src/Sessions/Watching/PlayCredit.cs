using System.Collections.Immutable;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Watching;

/// <summary>When playing counts as having watched.</summary>
public static class PlayCredit
{
    /// <summary>The end of a session is often silence and goodbyes; half would be too little.</summary>
    private const double Share = 2.0 / 3;

    /// <summary>A player's clock and a container's length differ by that much at most.</summary>
    private static readonly Duration Slack = Duration.FromSeconds(2);

    /// <summary>Two thirds of all parts together.</summary>
    public static Duration Enough(IEnumerable<Duration> lengths) =>
        lengths.Aggregate(Duration.Zero, (sum, length) => sum + length) * Share;

    /// <summary>
    /// How long a part lasts: what the player measured, unless it is longer than the recording is said to be. A
    /// learner who lies about it could as well have pressed the button that takes their word.
    /// </summary>
    /// <param name="measured">Null where the player knows nothing yet.</param>
    public static Duration LengthOf(RecordingFacts part, Duration? measured)
    {
        var said = part.Ended - part.Created;
        return measured > Duration.Zero && (measured < said || said <= Duration.Zero) ? measured.Value : said;
    }

    /// <returns>Whether the stretch can have been played at all.</returns>
    public static bool IsWithin(PlayedStretch stretch, ImmutableArray<Duration> lengths) =>
        stretch.Recording >= 1 && stretch.Recording <= lengths.Length
        && stretch.From >= Duration.Zero && stretch.From < stretch.To
        && stretch.To <= lengths[stretch.Recording - 1] + Slack;
}
