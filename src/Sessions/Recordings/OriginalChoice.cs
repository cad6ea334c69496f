using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Sessions.Ledger;

namespace Sessions.Recordings;

/// <summary>
/// Which file a recording is: by name, length and time together, and only if no other file could be it. A doubt
/// leaves every file where it is.
/// </summary>
public static partial class OriginalChoice
{
    /// <summary>How far the time in a file's name may lie from the recording's own.</summary>
    private static readonly Duration Slack = Duration.FromMinutes(2);

    /// <summary>How long Teams may take to store the file after the recording's end.</summary>
    private static readonly Duration Storing = Duration.FromHours(24);

    private static readonly LocalDateTimePattern Stamp =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd_HHmmss");

    public static OriginalMatch Among(
        IReadOnlyCollection<Original> files, string subject, RecordingFacts recording)
    {
        if (recording.Video is not { } archived)
            return None("the recording is not archived yet");

        var named = files.Where(file => IsNamed(file, subject, recording)).ToImmutableArray();
        var alike = named.Where(file => file.Length == archived.Length && IsStored(file, recording)).ToImmutableArray();
        return (named.Length, alike.Length) switch
        {
            (0, _) => None("no file in the organizer's Recordings folder has the recording's heading and time"),
            (_, 0) => None($"{Names(named)} has the recording's name and not its length or time"),
            (_, > 1) => None($"several files could be the recording: {Names(alike)}"),
            _ => Proven(alike[0], archived),
        };
    }

    private static OriginalMatch Proven(Original file, ArchivedFile archived) => file switch
    {
        { Sha256: { } hash } when !hash.Equals(archived.Sha256, StringComparison.OrdinalIgnoreCase) =>
            None($"'{file.Name}' has the recording's name and length and other bytes"),
        { ETag: null or "" } => None($"'{file.Name}' comes without a version, so that a change could not be seen"),
        _ => new(file, $"'{file.Name}' alone has the recording's heading, time and length"),
    };

    private static bool IsNamed(Original file, string subject, RecordingFacts recording) =>
        NameOfRecording().Match(file.Name) is { Success: true } name
        && Letters(name.Groups["subject"].Value) == Letters(subject)
        && Stamp.Parse(name.Groups["at"].Value) is { Success: true, Value: var at }
        && IsAt(at.InUtc().ToInstant() - recording.Created, inUtc: name.Groups["utc"].Success);

    // The name says its hour in a zone that is told only at times: any that somebody keeps will do.
    private static bool IsAt(Duration off, bool inUtc)
    {
        const int Quarter = 15;
        var zone = inUtc ? Duration.Zero : Duration.FromMinutes(Math.Round(off.TotalMinutes / Quarter) * Quarter);
        var rest = off - zone;
        return rest >= -Slack && rest <= Slack && zone >= Duration.FromHours(-12) && zone <= Duration.FromHours(14);
    }

    private static bool IsStored(Original file, RecordingFacts recording) =>
        file.Created is { } created && created >= recording.Created - Slack && created <= recording.Ended + Storing;

    // A heading's colon, slash or quote cannot stand in a file's name; what Teams puts there is not documented.
    private static string Letters(string text) =>
        string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static OriginalMatch None(string reason) => new(null, reason);

    private static string Names(ImmutableArray<Original> files) =>
        string.Join(", ", files.Select(file => $"'{file.Name}'"));

    [GeneratedRegex(
        @"^(?<subject>.*)-(?<at>\d{8}_\d{6})(?<utc>UTC)?-Meeting Recording\.mp4$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameOfRecording();
}
