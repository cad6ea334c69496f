using System.Collections.Immutable;
using NodaTime;

namespace Sessions.Web.Api;

/// <summary>Who came to a session.</summary>
/// <param name="Minutes">How long the session is.</param>
/// <param name="NeededMinutes">Who was there for less missed it.</param>
/// <param name="State"><c>unknown</c>, <c>collected</c></param>
/// <param name="CollectedAt">When the newest report was read; null while unknown.</param>
/// <param name="Settling">What was settled is about to be counted.</param>
public sealed record AttendanceListDocument(
    string Course,
    string Session,
    string Title,
    string Timezone,
    Instant StartUtc,
    Instant EndUtc,
    double Minutes,
    double NeededMinutes,
    string State,
    Instant? CollectedAt,
    bool Settling,
    ImmutableArray<AttendeeDocument> Learners,
    ImmutableArray<UnmatchedDocument> Unmatched);

/// <param name="Verdict"><c>present</c>, <c>missed</c>, <c>unknown</c></param>
/// <param name="Minutes">By the reports; null while there are none.</param>
/// <param name="By"><c>reports</c>, <c>instructor</c>, <c>reply</c>, <c>roster</c> (they joined it afterwards); null
/// while unknown.</param>
public sealed record AttendeeDocument(string Learner, string Name, string Verdict, double? Minutes, string? By);

/// <summary>Somebody who joined and is on no roster under that address.</summary>
/// <param name="Key">What the same person joins under the next time.</param>
public sealed record UnmatchedDocument(string Name, string? Email, int Minutes, string Key);

/// <summary>The instructor's word: all of it is taken, or, where something in it is wrong, nothing.</summary>
/// <param name="Set">Who was there, whatever the reports say.</param>
/// <param name="Match">Who those are that nobody knew.</param>
public sealed record AttendanceRequest(
    ImmutableArray<AttendanceWordRequest>? Set = null, ImmutableArray<JoinerRequest>? Match = null);

/// <param name="Word"><c>present</c>, <c>missed</c>, or <c>auto</c>: as the reports say.</param>
public sealed record AttendanceWordRequest(string Learner, string Word);

/// <param name="Joiner">A name, address or key as the list shows it.</param>
/// <param name="Learner">An address on the roster; null for somebody who is no learner.</param>
public sealed record JoinerRequest(string Joiner, string? Learner);
