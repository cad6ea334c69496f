using System.Collections.Immutable;
using NodaTime;

namespace Sessions.Web.Api;

/// <summary>How a course stands.</summary>
/// <param name="Notes">What of the outside world is only pretended.</param>
/// <param name="NeedsAttention">Sentences, each something that a person has to do or to know.</param>
public sealed record StatusDocument(
    string Course,
    string Title,
    string Timezone,
    int Learners,
    ImmutableArray<string> Notes,
    ImmutableArray<SessionStatusDocument> Sessions,
    MessagesDocument Messages,
    ImmutableArray<string> NeedsAttention);

/// <param name="State"><c>upcoming</c>, <c>live</c>, <c>over</c>, <c>cancelled</c></param>
/// <param name="Next">Null when there is nothing left to look for.</param>
public sealed record SessionStatusDocument(
    string Id,
    string Title,
    LocalDateTime LocalStart,
    LocalDateTime LocalEnd,
    string Timezone,
    Instant StartUtc,
    Instant EndUtc,
    string State,
    MeetingDocument Meeting,
    InvitationsDocument Invitations,
    AttendanceDocument Attendance,
    ImmutableArray<RecordingDocument> Recordings,
    bool RecordingMissing,
    WatchLinksDocument WatchLinks,
    NextDocument? Next)
{
    public required RepliesDocument Replies { get; init; }
}

/// <param name="State"><c>none</c>, <c>created</c>, <c>ready</c>, <c>cancelled</c></param>
/// <param name="Updated">Whether Teams was told the heading and hours that are wanted now.</param>
public sealed record MeetingDocument(string State, string? JoinUrl, bool Updated);

/// <param name="Pending">Learners whose calendar entry is not yet what is wanted.</param>
public sealed record InvitationsDocument(int Invited, int Cancelled, int Pending);

/// <param name="Absentees">Who can't come.</param>
public sealed record RepliesDocument(
    int Coming, int Tentative, int CannotCome, int NoAnswer, ImmutableArray<AbsenteeDocument> Absentees);

public sealed record AbsenteeDocument(string Name, string Email);

/// <param name="State"><c>unknown</c>, <c>collected</c></param>
/// <param name="Present">Learners who were there for the course's share of the session, or are by the instructor's
/// word; null while unknown.</param>
public sealed record AttendanceDocument(
    string State, int? Present, int? Missed, ImmutableArray<UnmatchedDocument> Unmatched)
{
    /// <summary>Learners of whom it is not known.</summary>
    public int Unknown { get; init; }
}

/// <param name="State"><c>found</c>, <c>archived</c></param>
/// <param name="Length">In bytes; null until archived.</param>
public sealed record RecordingDocument(string State, long? Length, string? Sha256, bool Captions);

/// <param name="Watched">Learners who really played enough of it, or said that they watched it.</param>
public sealed record WatchLinksDocument(int Sent, int Watched);

public sealed record NextDocument(Instant At, string What);

public sealed record MessagesDocument(int Pending, int Sending, int Sent, int Refused);

/// <summary>One course in the list.</summary>
/// <param name="Next">The next session's start; null when all are over.</param>
public sealed record CourseSummaryDocument(string Course, string Title, string Timezone, int Sessions, Instant? Next);

/// <summary>One line of the history.</summary>
/// <param name="Local">The same instant in the course's zone.</param>
public sealed record LogEntryDocument(
    Instant At, OffsetDateTime Local, string Event, string Course, string? Session, string? Learner, string Detail);
