using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;

namespace Sessions.Planning;

/// <summary>What accepting a course file and roster would do. Making one changes nothing.</summary>
/// <param name="TzdbVersion">Of the zone data that gave the instants.</param>
/// <param name="Sessions">By start; those to be removed are among them.</param>
/// <param name="ChangesNothing">The course, the sessions and the learners are already wanted so: no step is due, and
/// nothing need be accepted.</param>
public sealed record CoursePlan(
    CourseId Course,
    string Title,
    DateTimeZone Zone,
    string TzdbVersion,
    ImmutableArray<PlanWarning> Warnings,
    ImmutableArray<PlannedSession> Sessions,
    PlannedLearners Learners,
    bool ChangesNothing);

/// <summary>Something that may be meant so, and should be seen before anything is sent.</summary>
/// <param name="Code">One of <see cref="WarningCodes"/>.</param>
/// <param name="Message">A sentence for a person.</param>
public sealed record PlanWarning(string Code, string Message);

/// <param name="Removed">In the ledger and no longer in the course file.</param>
/// <param name="Actions">Short words in the order of doing, such as <c>move meeting</c>,
/// <c>update 12 invitations</c>; empty when nothing is to be done.</param>
public sealed record PlannedSession(
    SessionId Id, string Title, SessionTime Time, bool Removed, ImmutableArray<string> Actions);

/// <param name="Total">On the roster afterwards.</param>
/// <param name="Added">Addresses that were not on it before.</param>
/// <param name="Removed">Addresses that are no longer on it.</param>
/// <param name="Moved">Which of those are the same person.</param>
public sealed record PlannedLearners(
    int Total, ImmutableArray<EmailAddress> Added, ImmutableArray<EmailAddress> Removed,
    ImmutableArray<AddressMove> Moved);

/// <summary>A learner whose calendar entries and links move to another address.</summary>
public sealed record AddressMove(string Name, EmailAddress From, EmailAddress To);

/// <summary>What a plan may warn of.</summary>
public static class WarningCodes
{
    public const string AfterCourseEnd = "after-course-end";
    public const string AlreadyPast = "already-past";
    public const string BeforeCourseStart = "before-course-start";
    public const string ClockChange = "clock-change";
    public const string NoLearners = "no-learners";
    public const string Soon = "soon";
}
