using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Sessions.Hosts.Tests.Demo;

/// <summary>Judges archived files with nothing of the product.</summary>
internal static partial class Archive
{
    private static readonly DurationPattern CueTime = DurationPattern.CreateWithInvariantCulture("HH:mm:ss.fff");

    public static async Task<string> Sha256Async(string file)
    {
        await using var bytes = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, TestContext.Current.CancellationToken));
    }

    public static async Task<JsonDocument> ManifestAsync(string video) => JsonDocument.Parse(
        await File.ReadAllTextAsync($"{video}.manifest.json", TestContext.Current.CancellationToken));

    /// <returns>What W3C WebVTT 4.1 forbids and stands there all the same.</returns>
    public static IEnumerable<string> WrongInWebVtt(string text)
    {
        var blocks = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        if (blocks is not ["WEBVTT" or "WEBVTT\n", _, ..])
            yield return "it is not WEBVTT, an empty line and at least one cue";

        var last = Duration.Zero;
        foreach (var block in blocks.Skip(1))
        {
            var cue = CuePattern.Match(block);
            if (!cue.Success)
            {
                yield return $"no cue: {block}";
                continue;
            }

            var (start, end) = (Time(cue, "start"), Time(cue, "end"));
            if (start < last || end <= start)
                yield return $"out of order: {block}";
            last = start;
        }
    }

    private static Duration Time(Match cue, string name)
    {
        var text = cue.Groups[name].Value;
        return CueTime.Parse(text.Length == 9 ? $"00:{text}" : text).GetValueOrThrow();
    }

    [GeneratedRegex(
        @"^([^\n]*\n)?(?<start>(\d{2,}:)?\d{2}:\d{2}\.\d{3}) --> (?<end>(\d{2,}:)?\d{2}:\d{2}\.\d{3})[^\n]*\n.*\S",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex CuePattern { get; }
}
