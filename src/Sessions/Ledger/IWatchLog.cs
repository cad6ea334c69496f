using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;

namespace Sessions.Ledger;

/// <summary>
/// What learners really played. It is written every few seconds while many watch, so it stands beside the session's
/// version: nobody's look is made to start over by it.
/// </summary>
public interface IWatchLog
{
    /// <summary>Adds a stretch that was played; stretches played twice count once.</summary>
    /// <param name="enough">How much played time counts as watched; none at all takes the learner's word.</param>
    /// <returns>True when this made it enough; the history says so then, once.</returns>
    Task<bool> AddAsync(
        SessionId session, LearnerId learner, PlayedStretch stretch, Duration enough, Instant now,
        CancellationToken cancel);

    /// <summary>Everything the learner played of a session.</summary>
    Task<ImmutableArray<PlayedStretch>> ListAsync(SessionId session, LearnerId learner, CancellationToken cancel);
}

/// <param name="Recording">Its number on the page, from 1, in order of time.</param>
/// <param name="From">From the recording's beginning.</param>
public sealed record PlayedStretch(int Recording, Duration From, Duration To);
