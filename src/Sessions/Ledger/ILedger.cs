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

    Task<ImmutableArray<CourseId>> ListCoursesAsync(CancellationToken cancel);

    /// <summary>
    /// Keeps what a step did, with its history lines and outbox rows, on top of <paramref name="seen"/>.
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

    /// <summary>The history of a course, oldest first.</summary>
    Task<ImmutableArray<HistoryEntry>> ReadHistoryAsync(
        CourseId course, string? session, EmailAddress? learner, CancellationToken cancel);

    /// <returns>Whom the link was made for; null for an unknown or revoked token, which look the same.</returns>
    Task<LinkTarget?> FindLinkAsync(string tokenHash, CancellationToken cancel);
}

/// <summary>A course and all its sessions.</summary>
/// <param name="Accepted">The course as it was last accepted; removed sessions are not in it.</param>
/// <param name="Learners">Everyone ever on the roster; those who left are marked.</param>
/// <param name="Sessions">By start, removed ones among them.</param>
public sealed record CourseFacts(
    Course Accepted, ImmutableArray<EnrolledLearner> Learners, ImmutableArray<SessionFacts> Sessions);

public sealed record EnrolledLearner(LearnerId Id, Learner Learner, bool Left, int LinkGeneration);

/// <summary>Whose link it is, and to what.</summary>
/// <param name="Session">Null for the learner's own page; the session's slug for a watch link.</param>
public sealed record LinkTarget(CourseId Course, LearnerId Learner, string? Session);

/// <summary>Someone else wrote first: read again and decide anew.</summary>
public sealed class ConflictException(string message, Exception? innerException = null)
    : Exception(message, innerException);
