using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Planning;

/// <summary>Who is told of a recording, and when the instructor is told how it went.</summary>
internal static class TellingOfRecordings
{
    /// <summary>How long the instructor's summary waits for captions.</summary>
    private static readonly Duration CaptionsCome = Duration.FromDays(1);

    /// <summary>What is long past is no news: who starts the worker after a break is not flooded.</summary>
    private static readonly Duration Stale = Duration.FromDays(7);

    public static IEnumerable<DueStep> Steps(SessionFacts session, LookSchedule looks, Instant now)
    {
        if (Offered(session) is { IsEmpty: false } learners)
            yield return new(now, new OfferRecording(learners));
        if (session is { SummaryTold: false, Meeting.Cancelled: false } && SummaryDue(session, looks) is var due
            && now < due + Stale)
        {
            yield return new(due, new Summarize());
        }
    }

    // Only when it can really be watched, as whole as it will be; of whom nothing is known is not taken for absent.
    private static ImmutableArray<LearnerFacts> Offered(SessionFacts session)
    {
        if (session.RecordingsHidden || session.Watchable.IsEmpty || session.Recordings.Any(r => r.IsAwaited))
            return [];

        return session.Course.Policy.Notify switch
        {
            NotifyWhom.Everyone => Untold(_ => true),
            NotifyWhom.Missed => Untold(l => Missing.Of(session, l).IsMissed),
            _ => [],
        };

        ImmutableArray<LearnerFacts> Untold(Func<LearnerFacts, bool> wanted) =>
            [.. session.Learners.Where(l => l is { Left: false, WatchLinkTold: false } && wanted(l))];
    }

    // As soon as everything is known, and at the latest when the recording would be given up.
    private static Instant SummaryDue(SessionFacts session, LookSchedule looks)
    {
        var (end, latest) = (session.Time.End, session.Time.End + looks.GiveUpAfter);
        if (session.Attendance is not { Reports.IsEmpty: false } || session.Recordings.IsEmpty
            || session.Recordings.Any(r => r.IsAwaited))
        {
            return latest;
        }

        return session.Recordings.All(r => r.Captions is not null || r.GivenUp is not null) ? end : Instant.Min(end + CaptionsCome, latest);
    }
}
