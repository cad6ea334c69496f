using System.Collections.Immutable;
using NodaTime;
using Sessions.Ledger;
using Sessions.Recordings;
using Sessions.Web.Languages;
using Sessions.Web.Learners;

namespace Sessions.Web.Watch;

/// <summary>What the watch page shows.</summary>
/// <param name="Parts">In the order in which they were recorded.</param>
/// <param name="MoreToCome">A further part is known and not archived yet.</param>
public sealed record WatchView(
    string CourseTitle,
    string SessionTitle,
    SessionHours Hours,
    ImmutableArray<VideoPart> Parts,
    RecordingStatus Status,
    bool MoreToCome)
{
    public bool AnyCues => Parts.Any(part => !part.Cues.IsEmpty);

    /// <summary>What of a session can be watched, in order.</summary>
    public static ImmutableArray<RecordingFacts> PartsOf(SessionFacts session) =>
        [.. session.Recordings.Where(r => r.Video is not null).OrderBy(r => r.Created)];

    internal static async Task<WatchView> FromAsync(
        SessionFacts session, Instant now, CaptionShelf shelf, CancellationToken cancel)
    {
        var parts = ImmutableArray.CreateBuilder<VideoPart>();
        foreach (var recording in PartsOf(session))
        {
            parts.Add(new(
                parts.Count + 1, recording.Video!.Sha256[..16], recording.Ended - recording.Created,
                await shelf.ReadAsync(recording.Captions, cancel)));
        }

        var time = session.Time;
        return new(
            session.Course.Title, session.Session.Title, SessionHours.In(time.Zone, time.Start, time.End, PageText.English),
            parts.ToImmutable(), RecordingStatus.Of(session, now),
            MoreToCome: session.Recordings.Any(recording => recording.Video is null));
    }
}

/// <param name="Number">From 1.</param>
/// <param name="Key">What the browser remembers the position under; says nothing to anyone else.</param>
/// <param name="Length">What the recording is said to last.</param>
public sealed record VideoPart(int Number, string Key, Duration Length, ImmutableArray<Cue> Cues);
