using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;

namespace Sessions.Ledger;

/// <summary>What was asked for and what has been done. Every write is one transaction.</summary>
public interface ILedger
{
    /// <returns>Null when no such session was ever accepted.</returns>
    Task<SessionFacts?> FindSessionAsync(SessionId id, CancellationToken cancel);

    /// <summary>Every session of the course, removed ones too, by start; null when the course is unknown.</summary>
    Task<CourseFacts?> FindCourseAsync(CourseId id, CancellationToken cancel);

    /// <summary>The course as far as one learner goes: no other is in it, neither in the sessions.</summary>
    Task<CourseFacts?> FindForLearnerAsync(CourseId id, LearnerId learner, CancellationToken cancel);

    Task<ImmutableArray<CourseId>> ListCoursesAsync(CancellationToken cancel);

    /// <summary>
    /// Keeps what a step did, with its history lines and outbox rows, on top of <paramref name="seen"/>. What a
    /// person said puts every session it concerns on the agenda for now.
    /// </summary>
    /// <exception cref="ConflictException">Someone else wrote since <paramref name="seen"/> was read.</exception>
    Task RecordAsync(SessionFacts seen, IReadOnlyCollection<Fact> facts, Instant now, CancellationToken cancel);

    /// <summary>
    /// Makes the course file and roster what is wanted, and puts every session they touch on the agenda for now.
    /// Durable when it returns.
    /// </summary>
    /// <param name="roster">Null leaves the learners as they are.</param>
    /// <param name="warnings">What the plan warned of, for the history.</param>
    Task AcceptAsync(
        Course course, Roster? roster, IReadOnlyCollection<string> warnings, Instant now, CancellationToken cancel);

    /// <summary>Asks for calendar entries that are to be told once more, of sessions that are not over.</summary>
    /// <returns>How many; none where the course or the session is unknown.</returns>
    Task<int> TellAnewAsync(CourseId course, TellAnew request, Instant now, CancellationToken cancel);

    /// <summary>
    /// Takes sessions that are not over back, as if they were no longer in the course file: meetings and calendar
    /// entries go. Accepting a file that has them brings them back.
    /// </summary>
    /// <param name="session">Null for all of them.</param>
    /// <returns>How many are taken back that were not before.</returns>
    Task<int> CancelAsync(CourseId course, string? session, Instant now, CancellationToken cancel);

    /// <summary>Makes a learner's links worthless at once, and makes new ones.</summary>
    /// <param name="learner">Null for everyone on the roster.</param>
    /// <returns>How many learners have new links.</returns>
    Task<int> RevokeLinksAsync(CourseId course, EmailAddress? learner, Instant now, CancellationToken cancel);

    /// <summary>The history of a course, oldest first.</summary>
    Task<ImmutableArray<HistoryEntry>> ReadHistoryAsync(
        CourseId course, string? session, EmailAddress? learner, CancellationToken cancel);

    /// <returns>Whom the link was made for; null for an unknown or revoked token, which look the same.</returns>
    Task<LinkTarget?> FindLinkAsync(string tokenHash, CancellationToken cancel);
}

/// <summary>Whose entries are to be told once more.</summary>
/// <param name="Session">Null for every session of the course.</param>
/// <param name="Learner">Null for everyone on the roster.</param>
/// <param name="OnlyWhatChanged">Only where a word differs from what was told, be it one that disturbs nobody by
/// itself.</param>
public sealed record TellAnew(string? Session, EmailAddress? Learner, bool OnlyWhatChanged)
{
    public bool Concerns(SessionFacts session, LearnerFacts learner) =>
        learner is { Left: false, Invitation: { Cancelled: false } invitation }
        && (Learner is null || learner.Learner.Email == Learner)
        && (!OnlyWhatChanged || invitation.Told != InvitationContents.Of(session));
}

/// <summary>A course and all its sessions.</summary>
/// <param name="Accepted">The course as it was last accepted; removed sessions are not in it.</param>
/// <param name="Learners">Everyone ever on the roster; those who left are marked.</param>
/// <param name="Sessions">By start, removed ones among them.</param>
public sealed record CourseFacts(
    Course Accepted, ImmutableArray<EnrolledLearner> Learners, ImmutableArray<SessionFacts> Sessions)
{
    /// <summary>The first that is neither removed nor over; null when there is none.</summary>
    public SessionFacts? NextSession(Instant now) =>
        Sessions.FirstOrDefault(session => !session.Removed && session.Time.End > now);
}

public sealed record EnrolledLearner(LearnerId Id, Learner Learner, bool Left, int LinkGeneration);

/// <summary>Whose link it is, and to what.</summary>
/// <param name="Session">Null for the learner's own page; the session's slug for a watch link.</param>
public sealed record LinkTarget(CourseId Course, LearnerId Learner, string? Session);

/// <summary>Someone else wrote first: read again and decide anew.</summary>
public sealed class ConflictException(string message, Exception? innerException = null)
    : Exception(message, innerException);
