using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;

namespace Sessions.Recordings;

/// <summary>Reads captions leniently: times without leading zeroes, negative ones, any line ending, no header.</summary>
internal static partial class WebVttReader
{
    private const string Arrow = "-->";
    private const int PatternTimeout = 1000;

    // What a cue that ends where it begins, or before, is given: a player shows no cue without a length.
    private static readonly Duration Shortest = Duration.FromMilliseconds(1);

    public static IEnumerable<Cue> Read(string text)
    {
        var payload = new StringBuilder();
        (Duration Start, Duration End)? hours = null;
        foreach (var line in Lines(text).Append(""))
        {
            // An arrow alone makes no timing: somebody may have said it.
            var timing = ReadTiming(line);
            if (timing is not null || line.Length == 0)
            {
                foreach (var cue in Cues(hours, payload.ToString()))
                    yield return cue;
                payload.Clear();
                hours = timing;
            }
            else if (hours is not null)
            {
                payload.Append(payload.Length > 0 ? "\n" : "").Append(line);
            }
        }
    }

    private static string[] Lines(string text) => text
        .TrimStart('\uFEFF')
        .Replace("\r\n", "\n", StringComparison.Ordinal)
        .Replace('\r', '\n')
        .Split('\n')
        .Select(l => string.IsNullOrWhiteSpace(l) ? "" : l)
        .ToArray();

    private static (Duration Start, Duration End)? ReadTiming(string line)
    {
        var arrow = line.IndexOf(Arrow, StringComparison.Ordinal);
        return arrow >= 0
            && ReadTime(line[..arrow]) is { } start && ReadTime(line[(arrow + Arrow.Length)..]) is { } end
            ? (start, end)
            : null;
    }

    private static Duration? ReadTime(string text)
    {
        var match = Time.Match(text);
        if (!match.Success)
            return null;

        var fraction = match.Groups["fraction"].Value.PadRight(3, '0')[..3];
        var time = Duration.FromHours(Number(match.Groups["hours"].Value))
            + Duration.FromMinutes(Number(match.Groups["minutes"].Value))
            + Duration.FromSeconds(Number(match.Groups["seconds"].Value))
            + Duration.FromMilliseconds(Number(fraction));
        return match.Value.Contains('-', StringComparison.Ordinal) ? -time : time;
    }

    private static int Number(string digits) =>
        digits.Length == 0 ? 0 : int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>One cue per voice: a payload may hold what several people said.</summary>
    private static IEnumerable<Cue> Cues((Duration Start, Duration End)? hours, string payload)
    {
        if (hours is not { } told || (told.Start < Duration.Zero && told.End <= Duration.Zero))
            yield break;

        var start = Duration.Max(told.Start, Duration.Zero);
        var end = Duration.Max(told.End, start + Shortest);
        string? speaker = null;
        var from = 0;
        foreach (Match voice in Voice.Matches(payload))
        {
            if (Cue(payload[from..voice.Index], speaker) is { } before)
                yield return before;
            speaker = voice.Groups["name"].Value;
            from = voice.Index + voice.Length;
        }
        if (Cue(payload[from..], speaker) is { } last)
            yield return last;

        Cue? Cue(string marked, string? name) => Plain(Tag.Replace(marked, "")) is { Length: > 0 } text
            ? new Cue(start, end, OneLine(name), text)
            : null;
    }

    private static string? OneLine(string? name) =>
        name is not null && Plain(name).ReplaceLineEndings(" ") is { Length: > 0 } plain ? plain : null;

    private static string Plain(string escaped) => CaptionText.Clean(WebUtility.HtmlDecode(escaped));

    [GeneratedRegex(
        @"^\s*-?(?:(?<hours>\d{1,5}):)?-?(?<minutes>\d{1,4}):-?(?<seconds>\d{1,4})(?:[.,](?<fraction>\d{1,9}))?(?![\d:])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, PatternTimeout)]
    private static partial Regex Time { get; }

    [GeneratedRegex(
        @"<v(?:\.[^\s>]*)?(?:\s+(?<name>[^>]*))?>",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, PatternTimeout)]
    private static partial Regex Voice { get; }

    [GeneratedRegex(@"<[^>]*>", RegexOptions.CultureInvariant, PatternTimeout)]
    private static partial Regex Tag { get; }
}
