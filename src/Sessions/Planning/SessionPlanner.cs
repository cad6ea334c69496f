using NodaTime;
using Sessions.Ledger;

namespace Sessions.Planning;

/// <summary>
/// What one session needs next. It starts from facts each time, so a look that came late, twice or not at all
/// changes nothing but the hour at which things happen.
/// </summary>
public static class SessionPlanner
{
    public static Agenda Plan(SessionFacts session, LookSchedule looks, Instant now)
    {
        var steps = Steps(session, looks, now).ToList();
        return new Agenda(
            [.. steps.Where(s => s.At <= now).Select(s => s.Step)],
            steps.Where(s => s.At > now).MinBy(s => s.At));
    }

    private static IEnumerable<DueStep> Steps(SessionFacts session, LookSchedule looks, Instant now)
    {
        if (session.Removed)
            return [.. TakingBack.Steps(session, now), .. KeepingRecordings.Steps(session, now)];

        IEnumerable<DueStep> ahead = now < session.Time.End
            ? [.. KeepingHours.Steps(session, now), .. KeepingMeeting.Steps(session, now), .. TellingLearners.Steps(session, now)]
            : [];
        return
        [
            .. ahead, .. Following.Steps(session, looks, now), .. TellingOfRecordings.Steps(session, looks, now),
            .. KeepingRecordings.Steps(session, now),
        ];
    }
}
