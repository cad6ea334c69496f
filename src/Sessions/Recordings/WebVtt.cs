using System.Collections.Immutable;
using NodaTime;

namespace Sessions.Recordings;

/// <summary>
/// Captions (W3C WebVTT). Reads what Teams writes, which is not always WebVTT; writes WebVTT and nothing else:
/// what somebody said can never become a cue, a tag or a comment.
/// </summary>
public static class WebVtt
{
    /// <summary>
    /// Never refuses: what is no cue is passed over. Cues that end before the recording begins are left out, those
    /// that begin before it are clamped to it; in order of start.
    /// </summary>
    public static ImmutableArray<Cue> Parse(string text) => [.. WebVttReader.Read(text).OrderBy(c => c.Start)];

    /// <summary>With LF, times to the millisecond with two digits of hours or more.</summary>
    public static string Write(IEnumerable<Cue> cues) => WebVttWriter.Write(cues);
}

/// <param name="Start">From the beginning of the recording.</param>
/// <param name="Text">Plain text; more than one line where the captions have them.</param>
public sealed record Cue(Duration Start, Duration End, string? Speaker, string Text);
