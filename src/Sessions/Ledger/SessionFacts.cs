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

    /// <summary>Who joiners without a known address are, settled once for the course; null for no learner.</summary>
    public ImmutableDictionary<string, LearnerId?> Settled { get; init; } =
        ImmutableDictionary<string, LearnerId?>.Empty;

    /// <summary>The instructor took the recordings out of sight.</summary>
    public bool RecordingsHidden { get; init; }

    /// <summary>The instructor's summary was queued.</summary>
    public bool SummaryTold { get; init; }

    /// <summary>
    /// What there is to watch, in order of time. Of what Teams rendered more than once, known by its
    /// contentCorrelationId, the copy that came last.
    /// </summary>
    public ImmutableArray<RecordingFacts> Watchable =>
    [
        .. Recordings.Where(r => r.CanBeWatched)
            .GroupBy(r => r.CorrelationId ?? r.SourceId, StringComparer.Ordinal)
            .Select(same => same.MaxBy(r => (r.Created, r.Video!.ArchivedAt))!)
            .OrderBy(r => r.Created),
    ];

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
    bool WatchLinkTold)
{
    /// <summary>Null until they say something.</summary>
    public ReplyFacts? Reply { get; init; }

    /// <summary>The instructor's word on whether they were there; null where the reports decide.</summary>
    public AttendanceWord? Word { get; init; }

    /// <summary>Null until they play it.</summary>
    public WatchFacts? Watched { get; init; }

    /// <summary>That the recording goes soon was queued.</summary>
    public bool ExpiryTold { get; init; }

    /// <summary>When it goes, as they were told; null when they were not.</summary>
    public Instant? ExpiresAsTold { get; init; }
}

/// <param name="SentAt">By it the newer of two answers is known.</param>
public sealed record ReplyFacts(ReplyAnswer Answer, ReplySource Source, Instant SentAt);

/// <param name="Played">How much of the recording was really played, repeats counted once.</param>
/// <param name="CreditedAt">When that first was enough to count as watched; null until then.</param>
public sealed record WatchFacts(Duration Played, Instant? CreditedAt);

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
/// <param name="Reports">The ids of the reports read; none when they are to be read anew.</param>
/// <param name="Unmatched">Who joined and is on no roster under that address: for the instructor to settle.</param>
public sealed record AttendanceFacts(
    Instant CollectedAt,
    ImmutableArray<string> Reports,
    ImmutableArray<UnmatchedJoiner> Unmatched);

/// <param name="Email">Null for guests: Teams gives none.</param>
public sealed record UnmatchedJoiner(string DisplayName, string? Email, Duration Attended)
{
    /// <summary>
    /// What the same person joins under the next time: <c>mail:</c>, <c>id:</c> or <c>name:</c> and a value.
    /// </summary>
    public string Key { get; init; } = Email is null ? $"name:{DisplayName}" : $"mail:{Email}";
}

/// <summary>How often artifacts were looked for after the end.</summary>
/// <param name="MissingReported">The recording was reported missing, once.</param>
public sealed record SearchFacts(int Looks, Instant? LastLook, bool MissingReported)
{
    /// <summary>The instructor was asked who was there, once.</summary>
    public bool AttendanceAsked { get; init; }

    public static SearchFacts None { get; } = new(0, null, MissingReported: false);

    /// <summary>Where a search stands that is to be taken up now: long unlooked, and its gaps grow anew.</summary>
    /// <param name="start">The session's.</param>
    public static Instant LongAgo(Instant start) => start - Duration.FromDays(1);
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
    ArchivedFile? Captions)
{
    /// <summary>Given by the instructor, not found in Teams.</summary>
    public bool ByHand { get; init; }

    /// <summary>When every byte of the copy was last read and compared; null while only the move has proven it.</summary>
    public Instant? VerifiedAt { get; init; }

    /// <summary>What the last comparison found wrong; null when nothing.</summary>
    public string? Damage { get; init; }

    public OriginalState Original { get; init; }

    /// <summary>When the copy was deleted, as the course's policy says; the row is the record of it.</summary>
    public Instant? ExpiredAt { get; init; }

    /// <summary>Why there is still no copy, once nobody waits for it any more; null where one is there or awaited.</summary>
    public string? GivenUp { get; init; }

    /// <summary>No copy yet, and there will be one as far as anybody knows.</summary>
    public bool IsAwaited => Video is null && GivenUp is null;

    /// <summary>Whether there is a copy to watch.</summary>
    public bool CanBeWatched => Video is not null && ExpiredAt is null;
}

/// <summary>Teams' own file.</summary>
public enum OriginalState
{
    /// <summary>Nothing was done about it.</summary>
    Untouched,

    /// <summary>In the recycle bin.</summary>
    Removed,

    /// <summary>It was to be removed and could not be told for certain, or had changed.</summary>
    Kept,
}

/// <summary>What the instructor is told after a session, once.</summary>
/// <param name="Present">Null while attendance is not known.</param>
/// <param name="Unmatched">Joiners whom nobody has settled.</param>
/// <param name="Recordings">How many can be watched.</param>
/// <param name="Length">Of all of them together.</param>
/// <param name="LinksSent">Learners who were sent a watch link.</param>
public sealed record SessionSummary(
    int Learners, int? Present, int? Missed, int Unmatched, int Recordings, Duration Length, bool Captions, int LinksSent)
{
    /// <summary>How many recordings could not be archived.</summary>
    public int GivenUp { get; init; }
}

/// <summary>A file in the archive whose bytes were compared with their source.</summary>
/// <param name="Sha256">Of the whole file, lower-case hexadecimal.</param>
public sealed record ArchivedFile(string BlobName, long Length, string Sha256, Instant ArchivedAt);
