using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Recordings;
using Sessions.Web.Languages;
using Sessions.Web.Learners;

namespace Sessions.Web.Watch;

/// <summary>What the watch page shows.</summary>
/// <param name="Parts">In the order in which they were recorded.</param>
/// <param name="MoreToCome">A further part is known and not archived yet.</param>
/// <param name="PartMissing">A further part is known and could not be archived.</param>
public sealed record WatchView(
    string CourseTitle,
    string SessionTitle,
    SessionHours Hours,
    ImmutableArray<VideoPart> Parts,
    RecordingStatus Status,
    bool MoreToCome,
    bool PartMissing)
{
    /// <summary>The instructor gave no chapters; these were guessed.</summary>
    public bool ChaptersSuggested { get; init; }

    /// <summary>Counted as watched by this learner.</summary>
    public bool Watched { get; init; }

    /// <summary>Why there is nothing to watch, and what is to be expected; null where there is.</summary>
    public (string Title, string Text)? Why { get; init; }

    public bool AnyCues => Parts.Any(part => !part.Cues.IsEmpty);

    /// <summary>What of a session can be watched, in order; nothing while it is hidden.</summary>
    public static ImmutableArray<RecordingFacts> PartsOf(SessionFacts session) => session.RecordingsHidden
        ? []
        : session.Watchable;

    internal static async Task<WatchView> FromAsync(
        SessionFacts session, LearnerId learner, Instant now, CaptionShelf shelf, PageText text,
        CancellationToken cancel)
    {
        var parts = await ReadPartsAsync(session, shelf, cancel);
        var time = session.Time;
        return new(
            session.Course.Title, session.Session.Title, SessionHours.In(time.Zone, time.Start, time.End, text),
            parts, RecordingStatus.Of(session, now),
            MoreToCome: session.Recordings.Any(recording => recording.IsAwaited),
            PartMissing: session.Recordings.Any(recording => recording.GivenUp is not null))
        {
            ChaptersSuggested = session.Session.Chapters.IsEmpty,
            Watched = session.Learners.Any(l => l.Id == learner && l.Watched?.CreditedAt is not null),
            Why = WatchWords.Why(session, RecordingStatus.Of(session, now), text),
        };
    }

    private static async Task<ImmutableArray<VideoPart>> ReadPartsAsync(
        SessionFacts session, CaptionShelf shelf, CancellationToken cancel)
    {
        var recordings = PartsOf(session);
        var given = session.Session.Chapters;
        var parts = ImmutableArray.CreateBuilder<VideoPart>();
        var before = Duration.Zero;
        foreach (var recording in recordings)
        {
            var cues = await shelf.ReadAsync(recording.Captions, cancel);
            var length = recording.Ended - recording.Created;
            var last = parts.Count == recordings.Length - 1;
            parts.Add(new(parts.Count + 1, recording.Video!.Sha256[..16], length, cues)
            {
                Chapters = given.IsEmpty
                    ? ChapterMarks.Suggest(cues)
                    : ChapterMarks.Within(given, before, last ? null : length),
            });
            before += length;
        }

        return parts.ToImmutable();
    }
}

/// <param name="Number">From 1.</param>
/// <param name="Key">What the browser remembers the position under; says nothing to anyone else.</param>
/// <param name="Length">What the recording is said to last.</param>
public sealed record VideoPart(int Number, string Key, Duration Length, ImmutableArray<Cue> Cues)
{
    public ImmutableArray<Chapter> Chapters { get; init; } = [];
}
