using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Sessions.Courses;

namespace Sessions.Ledger;

/// <summary>Everything that is known about one session: what was asked for, and what has been done.</summary>
/// <param name="Removed">No longer in the course file: what was promised is to be taken back.</param>
/// <param name="Version">Rises with every change; who writes on top of an older one is refused.</param>
public sealed record SessionFacts(
    Course Course,
    CourseSession Session,
    bool Removed,
    MeetingFacts? Meeting,
    ImmutableArray<LearnerFacts> Learners,
    bool StartNoted,
    bool EndNoted,
    AttendanceFacts? Attendance,
    SearchFacts Search,
    ImmutableArray<RecordingFacts> Recordings,
    long Version)
{
    public SessionId Id => Session.Id;

    public SessionTime Time => Session.Time;

    /// <summary>One reminder of one start: when the session moves, its reminders are due anew.</summary>
    public string ReminderKey(Period before) =>
        $"{PeriodPattern.Roundtrip.Format(before)} {InstantPattern.ExtendedIso.Format(Time.Start)}";
}

/// <summary>The meeting as Teams has it.</summary>
/// <param name="TransactionId">What makes a repeated create the same create (Graph, event resource).</param>
/// <param name="Start">The start Teams was last told.</param>
/// <param name="OnlineMeetingId">Null until it was looked up by its join address.</param>
public sealed record MeetingFacts(
    string TransactionId,
    string EventId,
    string ICalUId,
    string JoinUrl,
    string? OnlineMeetingId,
    bool OptionsSet,
    string Subject,
    Instant Start,
    Instant End,
    bool Cancelled);

/// <summary>One learner, as far as this session goes.</summary>
/// <param name="Left">No longer on the roster.</param>
/// <param name="LinkGeneration">Rises when the learner's links are revoked; part of what the links are made from.</param>
/// <param name="RemindersTold">The reminders already queued, by <see cref="SessionFacts.ReminderKey"/>.</param>
public sealed record LearnerFacts(
    LearnerId Id,
    Learner Learner,
    bool Left,
    int LinkGeneration,
    InvitationFacts? Invitation,
    ImmutableHashSet<string> RemindersTold,
    PresenceFacts? Presence,
    bool WatchLinkTold);

/// <summary>The learner's calendar entry as it was last told (RFC 5545 3.8.4.7, 3.8.7.2, 3.8.7.4).</summary>
/// <param name="FirstTold">When the first invitation to this address was queued.</param>
/// <param name="To">The address under whose calendar the entry stands.</param>
/// <param name="TellAnew">Asked for: to be told once more, although it means the same.</param>
public sealed record InvitationFacts(
    string Uid,
    int Sequence,
    Instant Stamp,
    InvitationContent Told,
    bool Cancelled,
    Instant FirstTold,
    EmailAddress To,
    bool TellAnew = false);

/// <summary>What a learner sees of a session in the calendar.</summary>
/// <param name="ZoneId">The course's zone, in which the times are worded.</param>
public sealed record InvitationContent(
    string CourseTitle,
    string SessionTitle,
    string? Description,
    Instant Start,
    Instant End,
    string ZoneId,
    string JoinUrl,
    string OrganizerName,
    string OrganizerEmail)
{
    /// <summary>
    /// Whether a learner who knows one need not be told the other: same hours, same link, same heading. A
    /// reworded description disturbs nobody's calendar.
    /// </summary>
    public bool MeansTheSame(InvitationContent other) =>
        Start == other.Start && End == other.End && JoinUrl == other.JoinUrl && SessionTitle == other.SessionTitle
        && OrganizerEmail == other.OrganizerEmail;
}

/// <summary>How long one learner was in the session, from the reports; the instructor's word is not in here.</summary>
public sealed record PresenceFacts(Duration Attended);

/// <summary>What the attendance reports said, united and clipped to the session's hours.</summary>
/// <param name="CollectedAt">When the newest of them was read.</param>
/// <param name="Reports">The ids of the reports read.</param>
/// <param name="Unmatched">Who joined and is on no roster under that address: for the instructor to settle.</param>
public sealed record AttendanceFacts(
    Instant CollectedAt,
    ImmutableArray<string> Reports,
    ImmutableArray<UnmatchedJoiner> Unmatched);

/// <param name="Email">Null for guests: Teams gives none.</param>
public sealed record UnmatchedJoiner(string DisplayName, string? Email, Duration Attended);

/// <summary>How often artifacts were looked for after the end.</summary>
/// <param name="MissingReported">The recording was reported missing, once.</param>
public sealed record SearchFacts(int Looks, Instant? LastLook, bool MissingReported)
{
    public static SearchFacts None { get; } = new(0, null, MissingReported: false);
}

/// <summary>One recording that Teams made of the session, and what became of it.</summary>
/// <param name="SourceId">The callRecording's id.</param>
/// <param name="CorrelationId">contentCorrelationId: the same on the transcript that belongs to it.</param>
/// <param name="Video">The archive's proven copy; null until there is one.</param>
/// <param name="Captions">The archived WebVTT; null until there is one.</param>
public sealed record RecordingFacts(
    string SourceId,
    string? CorrelationId,
    Instant Created,
    Instant Ended,
    ArchivedFile? Video,
    ArchivedFile? Captions);

/// <summary>A file in the archive whose bytes were compared with their source.</summary>
/// <param name="Sha256">Of the whole file, lower-case hexadecimal.</param>
public sealed record ArchivedFile(string BlobName, long Length, string Sha256, Instant ArchivedAt);
