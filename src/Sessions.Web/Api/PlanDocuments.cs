using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;

namespace Sessions.Web.Api;

/// <summary>What <c>plan</c> and <c>setup</c> hand in.</summary>
/// <param name="Roster">Null leaves the learners as they are.</param>
/// <param name="Notify">Tell whoever was told another word of it, even of what disturbs nobody by itself.</param>
public sealed record PlanRequest(SourceText CourseFile, SourceText? Roster = null, bool Notify = false);

/// <summary>What a course file would do, session by session.</summary>
/// <param name="Accepted">Of <c>setup</c>: it is kept. Null in a <c>plan</c>.</param>
/// <param name="Changed">Of <c>setup</c>: something will be done that was not done before.</param>
public sealed record PlanDocument(
    string Course,
    string Title,
    string Timezone,
    string Tzdb,
    ImmutableArray<WarningDocument> Warnings,
    ImmutableArray<PlannedSessionDocument> Sessions,
    PlannedLearnersDocument Learners,
    ImmutableArray<string> Notes,
    bool? Accepted = null,
    bool? Changed = null);

public sealed record WarningDocument(string Code, string Message);

/// <param name="Offset">From UTC at the start: <c>-07:00</c>.</param>
/// <param name="Removed">No longer in the course file.</param>
public sealed record PlannedSessionDocument(
    string Id,
    string Title,
    LocalDateTime LocalStart,
    LocalDateTime LocalEnd,
    string Timezone,
    string Offset,
    Instant StartUtc,
    Instant EndUtc,
    bool Removed,
    ImmutableArray<string> Actions);

/// <param name="Total">On the roster afterwards.</param>
/// <param name="Moved">Which of the added and removed addresses are one person's, known by the name.</param>
public sealed record PlannedLearnersDocument(
    int Total, int Added, int Removed, ImmutableArray<string> AddedEmails, ImmutableArray<string> RemovedEmails,
    ImmutableArray<AddressMoveDocument> Moved);

public sealed record AddressMoveDocument(string Name, string From, string To);

/// <summary>Everything that is wrong with what was handed in; nothing was changed.</summary>
public sealed record ProblemsDocument(ImmutableArray<Problem> Problems);
