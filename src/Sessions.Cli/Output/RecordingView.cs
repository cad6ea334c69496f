using NodaTime;
using NodaTime.Text;
using Sessions.Web.Api;
using Spectre.Console;

namespace Sessions.Cli.Output;

/// <summary>A session's recordings, for people.</summary>
internal static class RecordingView
{
    private static readonly ZonedDateTimePattern Local =
        ZonedDateTimePattern.CreateWithInvariantCulture("ddd d MMM uuuu HH:mm x", zoneProvider: null);

    public static void Show(IAnsiConsole console, RecordingListDocument list)
    {
        console.MarkupLineInterpolated($"[bold]{list.Title}[/] ({list.Course}/{list.Session})");
        if (list.Hidden)
            console.WriteLine("Hidden: nobody can watch until --publish.");
        if (list.ExpiresAt is { } expires)
            console.WriteLine($"Kept until {At(expires, list)}.");
        if (list.Recordings.IsEmpty)
            console.WriteLine("There is no recording. To add one by hand: --add FILE.mp4");
        foreach (var recording in list.Recordings)
            Show(console, list, recording);
    }

    private static void Show(IAnsiConsole console, RecordingListDocument list, KeptRecordingDocument recording)
    {
        var origin = recording.ByHand ? "added by hand" : $"from Teams, {At(recording.Created, list)}";
        var shown = recording is { State: "archived", Shown: false } ? ", a later rendering is shown instead" : "";
        console.WriteLine($"  {recording.Number}  {recording.State}, {origin}{shown}");
        if (recording.Blob is { } blob)
        {
            console.WriteLine($"     {blob}, {Wording.Bytes(recording.Length ?? 0)}, {(recording.Captions ? "with captions" : "no captions")}");
            console.WriteLine($"     sha256 {recording.Sha256}");
        }

        if (recording.VerifiedAt is { } verified)
            console.WriteLine($"     read again {At(verified, list)}: {recording.Damage ?? "every byte is as it was"}");
        if (recording.Original is "removed" or "kept")
            console.WriteLine($"     Teams' own file: {(recording.Original == "removed" ? "in the recycle bin" : "left where it is, see the log")}");
    }

    private static string At(Instant at, RecordingListDocument list) => Local.Format(at.InZone(Zones.Tzdb[list.Timezone]));
}
