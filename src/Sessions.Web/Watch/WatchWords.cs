using System.Globalization;
using System.Text.Json;
using Sessions.Ledger;
using Sessions.Web.Languages;
using Sessions.Web.Learners;

namespace Sessions.Web.Watch;

/// <summary>What of the watch page's sentences depends on more than the language.</summary>
internal static class WatchWords
{
    /// <summary>Why nothing plays and what is to be expected; null where something does.</summary>
    public static (string Title, string Text)? Why(SessionFacts session, RecordingStatus status, PageText text) =>
        status switch
        {
            RecordingStatus.Ready => null,
            RecordingStatus.Hidden => (text["Watch.Hidden.Title"], text["Watch.Hidden.Text"]),
            RecordingStatus.Deleted => (
                text.Say("Watch.Deleted.Title", RecordingStatus.DeletedOn(session, text)!), text["Watch.Deleted.Text"]),
            RecordingStatus.Missing => (text["Watch.Missing.Title"], text["Watch.Missing.Text"]),
            RecordingStatus.None => (text["Watch.None.Title"], text["Watch.None.Text"]),
            RecordingStatus.Late => (text["Watch.Late.Title"], text["Watch.Late.Text"]),
            _ => (text["Watch.Processing.Title"], text["Watch.Processing.Text"]),
        };

    /// <summary>For the script, which has none of its own.</summary>
    public static string Script(PageText text) => JsonSerializer.Serialize(new
    {
        resume = text["Watch.Resume"],
        stopped = text["Watch.Stopped"],
        found = text["Watch.Found"],
        gone = text["Watch.Gone"],
        watched = text["Watch.Watched"],
    });

    public static string Speed(double speed, PageText text) => speed == 1
        ? text["Watch.Speed.Normal"]
        : text.Say("Watch.Speed.Times", speed.ToString("0.##", CultureInfo.GetCultureInfo(text.Language)));

    /// <summary>What the player's keys do; the arrows are the browser's own.</summary>
    public static IEnumerable<(string Key, string Does)> Keys(PageText text, bool captions) =>
    [
        (text["Watch.Key.Space"], text["Watch.Key.Play"]),
        ("K", text["Watch.Key.Play"]),
        ("J", text["Watch.Key.Back"]),
        ("L", text["Watch.Key.Forward"]),
        .. (captions ? [("C", text["Watch.Key.Captions"])] : (IEnumerable<(string, string)>)[]),
        ("<", text["Watch.Key.Slower"]),
        (">", text["Watch.Key.Faster"]),
    ];
}
