using NodaTime;
using Sessions.Ledger;
using Sessions.Web.Languages;

namespace Sessions.Web.Learners;

/// <summary>How far a session's recording is, as honestly as we know.</summary>
public enum RecordingStatus
{
    /// <summary>Nothing to say: not over yet, or none of the reader's business.</summary>
    None,
    Processing,
    Late,

    /// <summary>Looked for in vain until the stated time.</summary>
    Missing,
    Ready,

    /// <summary>There, and taken out of sight by the instructor.</summary>
    Hidden,

    /// <summary>It was there; its time is over.</summary>
    Deleted,
}

internal static class RecordingStatuses
{
    // "Usually within an hour" must not stand there all day.
    private static readonly Duration Usual = Duration.FromHours(2);

    extension(RecordingStatus)
    {
        public static RecordingStatus Of(SessionFacts session, Instant now)
        {
            if (session.Recordings.Any(recording => recording.CanBeWatched))
                return session.RecordingsHidden ? RecordingStatus.Hidden : RecordingStatus.Ready;

            if (session.Recordings.Any(recording => recording.ExpiredAt is not null))
                return RecordingStatus.Deleted;

            if (session.Removed || now < session.Time.End)
                return RecordingStatus.None;

            if (!session.Recordings.IsEmpty)
            {
                return session.Recordings.Any(recording => recording.IsAwaited)
                    ? RecordingStatus.Processing
                    : RecordingStatus.Late;
            }

            return session.Search.MissingReported ? RecordingStatus.Missing
                : now < session.Time.End + Usual ? RecordingStatus.Processing
                : RecordingStatus.Late;
        }

        /// <summary>The day of the last deletion, in the course's zone; null when nothing was deleted.</summary>
        public static string? DeletedOn(SessionFacts session, PageText text) =>
            session.Recordings.Max(recording => recording.ExpiredAt) is { } at
                ? text.Wording.DateOf(at.InZone(session.Time.Zone).Date)
                : null;
    }
}
