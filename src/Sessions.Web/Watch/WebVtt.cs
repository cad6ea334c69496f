using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;

namespace Sessions.Web.Watch;

/// <summary>
/// Reads WebVTT as it comes, and writes it as browsers want it. Teams writes <c>0:0:5.320</c> where the standard
/// asks for <c>00:00:05.320</c> (W3C WebVTT, 4.1; Graph, callTranscript content), and a browser drops such cues.
/// </summary>
public static partial class WebVtt
{
    public static ImmutableArray<Cue> Read(string text)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var cues = ImmutableArray.CreateBuilder<Cue>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (TimingPattern.Match(lines[i]) is not { Success: true } timing)
                continue;

            // A caption ends at an empty line, or where the next one begins without any.
            var body = lines.Skip(i + 1).TakeWhile(line => line.Trim().Length > 0 && !TimingPattern.IsMatch(line));
            if (ReadCue(timing, string.Join('\n', body)) is { } cue)
                cues.Add(cue);
        }

        return cues.ToImmutable();
    }

    public static string Write(IEnumerable<Cue> cues)
    {
        var text = new StringBuilder("WEBVTT\n");
        foreach (var cue in cues)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{Stamp(cue.Start)} --> {Stamp(cue.End)}\n");
            if (cue.Speaker is not null)
                text.Append(CultureInfo.InvariantCulture, $"<v {Escape(cue.Speaker)}>");

            text.Append(Escape(cue.Text)).Append('\n');
        }

        return text.ToString();
    }

    private static Cue? ReadCue(Match timing, string body)
    {
        var (start, end) = (ReadTime(timing, "from"), ReadTime(timing, "to"));
        var speaker = VoicePattern.Match(body) is { Success: true } voice ? Plain(voice.Groups["name"].Value) : null;
        var said = Plain(TagPattern.Replace(body, ""));
        return end > start && said.Length > 0 ? new(start, end, speaker is "" ? null : speaker, said) : null;
    }

    private static Duration ReadTime(Match timing, string side)
    {
        // Hours may be left out, and figures come with or without leading zeros.
        var parts = timing.Groups[side].Value.Split(':', '.', ',');
        var fraction = timing.Groups[side].Value.AsSpan().IndexOfAny('.', ',') < 0 ? "" : parts[^1];
        var whole = fraction.Length == 0 ? parts : parts[..^1];
        return Duration.FromHours(whole.Length > 2 ? Number(whole[^3]) : 0)
            + Duration.FromMinutes(Number(whole[^2]))
            + Duration.FromSeconds(Number(whole[^1]))
            + Duration.FromMilliseconds(Number(fraction.PadRight(3, '0')[..3]));
    }

    private static long Number(string digits) =>
        long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    // Whatever stood there as an entity becomes text, and empty lines would end the caption.
    private static string Plain(string text) => string.Join('\n', WebUtility.HtmlDecode(text)
        .ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Stamp(Duration time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}.{time.Milliseconds:000}");

    [GeneratedRegex(
        @"^\s*(?<from>(\d{1,4}:)?\d{1,3}:\d{1,3}([.,]\d{1,9})?)\s*-->\s*" +
        @"(?<to>(\d{1,4}:)?\d{1,3}:\d{1,3}([.,]\d{1,9})?)(\s.*)?$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TimingPattern { get; }

    [GeneratedRegex(@"<v(\.[^\s>]*)?\s+(?<name>[^>]*)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VoicePattern { get; }

    // Only what WebVTT knows as a tag: "a < b" is speech.
    [GeneratedRegex(
        @"</?(v|c|i|b|u|ruby|rt|lang)([.\s][^>]*)?>|<\d[\d:.]*>", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex TagPattern { get; }
}
