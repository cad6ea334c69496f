using System.Globalization;
using System.Text;
using NodaTime;

namespace Sessions.Recordings;

/// <summary>Writes captions strictly (WebVTT 4.1 to 4.3).</summary>
internal static class WebVttWriter
{
    private const string Header = "WEBVTT\n";

    public static string Write(IEnumerable<Cue> cues)
    {
        var file = new StringBuilder(Header);
        foreach (var cue in cues)
            Append(file, cue);
        return file.ToString();
    }

    private static void Append(StringBuilder file, Cue cue)
    {
        var text = Escape(CaptionText.Clean(cue.Text));
        if (text.Length == 0)
            return;

        var speaker = Escape(CaptionText.Clean(cue.Speaker ?? "").Replace('\n', ' '));
        file.Append('\n').Append(Time(cue.Start)).Append(" --> ").Append(Time(cue.End)).Append('\n');
        file.Append(speaker.Length > 0 ? $"<v {speaker}>{text}</v>" : text).Append('\n');
    }

    // '>' as well: "-->" within a text would begin another cue.
    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Time(Duration time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Math.Floor(time.TotalHours):00}:{time.Minutes:00}:{time.Seconds:00}.{time.Milliseconds:000}");
}
