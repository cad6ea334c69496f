using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;

namespace Sessions.Ledger;

/// <summary>Something that was done, as a step reports it. The ledger keeps it and tells it in the history.</summary>
public abstract record Fact
{
    private protected Fact()
    {
    }
}

public sealed record SessionBegan : Fact;

public sealed record SessionFinished : Fact;

/// <summary>Newer zone data moved the instants; the wall-clock hours are the same.</summary>
public sealed record HoursResolved(Instant Start, Instant End, string TzdbVersion) : Fact;

/// <summary>The event stands on the organizer's calendar and has a join address.</summary>
public sealed record MeetingCreated(
    string TransactionId, string EventId, string ICalUId, string JoinUrl, string Subject, Instant Start, Instant End)
    : Fact;

public sealed record OnlineMeetingFound(string OnlineMeetingId) : Fact;

public sealed record MeetingOptionsSet : Fact;

public sealed record MeetingUpdated(string Subject, Instant Start, Instant End) : Fact;

public sealed record MeetingCancelled : Fact;

/// <summary>The learner's calendar entry is to become this; the message is in the outbox by the same transaction.</summary>
/// <param name="First">No entry stood before: told as an invitation, not as an update.</param>
public sealed record InvitationQueued(
    LearnerId Learner, ITipMethod Method, string Uid, int Sequence, Instant Stamp, InvitationContent Content, bool First)
    : Fact;

/// <summary>A reminder is in the outbox.</summary>
public sealed record ReminderQueued(LearnerId Learner, Period Before) : Fact;

/// <summary>The learner said whether to expect them; the newest word counts.</summary>
/// <param name="SentAt">When they said it, by their own account (a REPLY's DTSTAMP) or ours (a page).</param>
public sealed record ReplyReceived(LearnerId Learner, ReplyAnswer Answer, ReplySource Source, Instant SentAt) : Fact
{
    /// <summary>Where it came from, if not from the address that was invited.</summary>
    public EmailAddress? From { get; init; }
}

/// <summary>The learner answered an entry whose hours may have been others: told in the history, and no more.</summary>
public sealed record OutdatedReply(LearnerId Learner, ReplyAnswer Answer) : Fact;

/// <summary>The learner proposed other hours (RFC 5546 3.2.7); that they stay as they are is in the outbox.</summary>
public sealed record CounterReceived(LearnerId Learner) : Fact
{
    /// <summary>When they proposed them: the same proposal is declined once, however often it is read.</summary>
    public Instant? SentAt { get; init; }
}

/// <summary>The reports so far, united: replaces what was collected before.</summary>
/// <param name="Presences">Every learner on the roster, those not seen with zero.</param>
public sealed record AttendanceCollected(
    ImmutableArray<string> Reports,
    ImmutableDictionary<LearnerId, Duration> Presences,
    ImmutableArray<UnmatchedJoiner> Unmatched)
    : Fact;

/// <summary>The instructor said who a joiner of no known address is.</summary>
/// <param name="Key">As in <see cref="UnmatchedJoiner.Key"/>; it holds for every session of the course.</param>
/// <param name="Learner">Null for someone who is no learner.</param>
public sealed record JoinerSettled(string Key, LearnerId? Learner) : Fact;

/// <summary>The instructor's word on who was there, which stands above any report.</summary>
/// <param name="Word">Null takes it back.</param>
public sealed record AttendanceSet(LearnerId Learner, AttendanceWord? Word) : Fact;

/// <summary>No report came by the stated time; the instructor is asked who was there.</summary>
public sealed record AttendanceAsked(Instant Since) : Fact;

/// <summary>Graph said that something of the session has appeared: the next look is due now.</summary>
public sealed record ArtifactsAnnounced : Fact;

/// <summary>Teams was asked once more for reports, recordings and transcripts.</summary>
public sealed record Looked : Fact;

public sealed record RecordingFound(string SourceId, string? CorrelationId, Instant Created, Instant Ended) : Fact
{
    /// <summary>Given by the instructor, not found in Teams.</summary>
    public bool ByHand { get; init; }
}

public sealed record RecordingArchived(string SourceId, ArchivedFile Video) : Fact;

public sealed record CaptionsArchived(string SourceId, ArchivedFile Captions) : Fact;

/// <summary>No recording came by the stated time. It is still looked for.</summary>
public sealed record RecordingMissing(Instant Since) : Fact;

/// <summary>A recording that Teams lists could not be archived by the stated time. It is still tried.</summary>
public sealed record RecordingGivenUp(string SourceId, string Why) : Fact;

/// <summary>The archive's copy was read again and compared.</summary>
/// <param name="Damage">Null when every byte is as it was; else what differs.</param>
public sealed record RecordingVerified(string SourceId, string? Damage) : Fact;

/// <summary>Teams' own file went to the recycle bin.</summary>
public sealed record OriginalRemoved(string SourceId) : Fact;

/// <summary>Teams' own file was to go and stays.</summary>
public sealed record OriginalKept(string SourceId, string Why) : Fact;

/// <summary>Nobody may watch until it is published again.</summary>
public sealed record RecordingsHidden : Fact;

public sealed record RecordingsPublished : Fact;

/// <summary>The mail that the recording goes soon is in the outbox.</summary>
public sealed record ExpiryTold(LearnerId Learner, Instant ExpiresAt) : Fact;

/// <summary>The archive's copy and its captions were deleted, as the course's policy says.</summary>
public sealed record RecordingExpired(string SourceId) : Fact;

/// <summary>The instructor's summary of the session is in the outbox.</summary>
public sealed record SummaryQueued(SessionSummary Summary) : Fact;

/// <summary>The mail with the learner's own watch link is in the outbox.</summary>
public sealed record WatchLinkQueued(LearnerId Learner) : Fact;

/// <summary>Something a person should know, and nothing to stop for.</summary>
public sealed record Warned(string Detail) : Fact;

/// <summary>Whether a learner means to come (RFC 5545 3.2.12, PARTSTAT).</summary>
public enum ReplyAnswer
{
    Coming,
    Tentative,

    /// <summary>Said with the wish for the recording, whichever way it was said.</summary>
    CannotCome,
}

public enum ReplySource
{
    Mail,
    Page,
}

public enum AttendanceWord
{
    Present,
    Missed,
}

/// <summary>What a scheduling message does (RFC 5546 1.4).</summary>
public enum ITipMethod
{
    Request,
    Cancel,

    /// <summary>The entry stands as it is, whatever was proposed (3.2.8).</summary>
    DeclineCounter,
}
