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

/// <summary>The reports so far, united: replaces what was collected before.</summary>
/// <param name="Presences">Every learner on the roster, those not seen with zero.</param>
public sealed record AttendanceCollected(
    ImmutableArray<string> Reports,
    ImmutableDictionary<LearnerId, Duration> Presences,
    ImmutableArray<UnmatchedJoiner> Unmatched)
    : Fact;

/// <summary>Teams was asked once more for reports, recordings and transcripts.</summary>
public sealed record Looked : Fact;

public sealed record RecordingFound(string SourceId, string? CorrelationId, Instant Created, Instant Ended) : Fact;

public sealed record RecordingArchived(string SourceId, ArchivedFile Video) : Fact;

public sealed record CaptionsArchived(string SourceId, ArchivedFile Captions) : Fact;

/// <summary>No recording came by the stated time. It is still looked for.</summary>
public sealed record RecordingMissing(Instant Since) : Fact;

/// <summary>The mail with the learner's own watch link is in the outbox.</summary>
public sealed record WatchLinkQueued(LearnerId Learner) : Fact;

/// <summary>Something a person should know, and nothing to stop for.</summary>
public sealed record Warned(string Detail) : Fact;

/// <summary>What a scheduling message does (RFC 5546 1.4).</summary>
public enum ITipMethod
{
    Request,
    Cancel,
}
