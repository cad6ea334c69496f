using System.Collections.Immutable;
using NodaTime;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Watching;

/// <summary>What is told of a recording, to whom, once.</summary>
public static class Offering
{
    /// <summary>Each of the learners gets a watch link of their own.</summary>
    public static ImmutableArray<Fact> Offer(OfferRecording step) =>
        [.. step.Learners.Select(l => new WatchLinkQueued(l.Id))];

    public static ImmutableArray<Fact> Warn(WarnOfExpiry step) =>
        [.. step.Learners.Select(l => new ExpiryTold(l.Id, step.ExpiresAt))];

    public static ImmutableArray<Fact> Summarize(SessionFacts session)
    {
        var learners = session.Learners.Where(l => !l.Left).ToList();
        var verdicts = learners.ConvertAll(l => Missing.Of(session, l).Attended);
        var known = session.Attendance is not null || learners.Exists(l => l.Word is not null);
        var watchable = session.Watchable;
        return
        [
            new SummaryQueued(new SessionSummary(
                learners.Count,
                known ? verdicts.Count(v => v is Attended.Present) : null,
                known ? verdicts.Count(v => v is Attended.Missed) : null,
                session.Attendance?.Unmatched.Length ?? 0,
                watchable.Length,
                watchable.Aggregate(Duration.Zero, (sum, r) => sum + (r.Ended - r.Created)),
                Captions: !watchable.IsEmpty && watchable.All(r => r.Captions is not null),
                session.Learners.Count(l => l.WatchLinkTold))
            {
                GivenUp = session.Recordings.Count(r => r.GivenUp is not null),
            }),
        ];
    }
}
