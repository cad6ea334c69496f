namespace Sessions.Ledger;

/// <summary>The words in which the history tells what happened; timeline, log and mail summaries use the same.</summary>
public static class EventName
{
    public const string CourseAccepted = "course.accepted";
    public const string MeetingCreated = "meeting.created";
    public const string MeetingUpdated = "meeting.updated";
    public const string MeetingCancelled = "meeting.cancelled";
    public const string InvitationSent = "invitation.sent";
    public const string UpdateSent = "update.sent";
    public const string CancellationSent = "cancellation.sent";
    public const string ReminderSent = "reminder.sent";
    public const string ReplyReceived = "reply.received";
    public const string SessionStarted = "session.started";
    public const string SessionEnded = "session.ended";
    public const string AttendanceCollected = "attendance.collected";
    public const string RecordingFound = "recording.found";
    public const string RecordingArchived = "recording.archived";
    public const string RecordingOriginalRemoved = "recording.original-removed";
    public const string RecordingMissing = "recording.missing";
    public const string WatchLinkSent = "watch-link.sent";
    public const string RecordingWatched = "recording.watched";
    public const string RecordingExpiring = "recording.expiring";
    public const string RecordingExpired = "recording.expired";
    public const string Warning = "warning";
}

/// <summary>One line of the append-only history.</summary>
/// <param name="Learner">The address as it was when this was done; null where it concerns no one in particular.</param>
/// <param name="Detail">A sentence for people; never a secret.</param>
public sealed record HistoryEntry(
    NodaTime.Instant At,
    string Event,
    Courses.CourseId Course,
    string? Session,
    string? Learner,
    string Detail);
