using NodaTime;
using Sessions.Ledger;

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
}

internal static class RecordingStatuses
{
    // "Usually within an hour" must not stand there all day.
    private static readonly Duration Usual = Duration.FromHours(2);

    extension(RecordingStatus)
    {
        public static RecordingStatus Of(SessionFacts session, Instant now)
        {
            if (session.Recordings.Any(recording => recording.Video is not null))
                return RecordingStatus.Ready;

            if (session.Removed || now < session.Time.End)
                return RecordingStatus.None;

            if (!session.Recordings.IsEmpty)
                return RecordingStatus.Processing;

            return session.Search.MissingReported ? RecordingStatus.Missing
                : now < session.Time.End + Usual ? RecordingStatus.Processing
                : RecordingStatus.Late;
        }
    }
}
