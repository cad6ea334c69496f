using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Planning;

/// <summary>
/// The promise is the wall clock. The facts hold the zone as today's zone data has it, and the instants as older
/// data may have given them: where they differ, the instants follow.
/// </summary>
public static class KeepingHours
{
    internal static IEnumerable<DueStep> Steps(SessionFacts session, Instant now)
    {
        if (now < session.Time.Start && !StandsAsResolved(session.Time))
            yield return new(now, Next(session.Time));
    }

    /// <summary>Whether the zone data of today give the instants that are known.</summary>
    public static bool StandsAsResolved(SessionTime time) =>
        Includes(WallClock.Read(time.LocalStart, time.Zone), time.Start)
        && Includes(WallClock.Read(time.LocalEnd, time.Zone), time.End);

    private static Step Next(SessionTime time) =>
        (WallClock.Read(time.LocalStart, time.Zone), WallClock.Read(time.LocalEnd, time.Zone)) switch
        {
            (OneInstant start, OneInstant end) => new ResolveHours(start.Instant, end.Instant),
            (OneInstant, _) => new AskForHours(time.LocalEnd),
            _ => new AskForHours(time.LocalStart),
        };

    // An hour that has become one of two is still the one that was meant.
    private static bool Includes(WallClockReading reading, Instant known) => reading switch
    {
        OneInstant one => one.Instant == known,
        RepeatedTime twice => twice.Earlier.ToInstant() == known || twice.Later.ToInstant() == known,
        _ => false,
    };
}
