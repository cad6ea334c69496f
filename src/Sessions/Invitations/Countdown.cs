using NodaTime;

namespace Sessions.Invitations;

/// <summary>How long until the start, as people say it.</summary>
internal static class Countdown
{
    // A reminder of one day leaves a little late, and on the night the clocks change a day has 23 or 25 hours:
    // from here on days are counted, as on a wall calendar.
    private static readonly Duration CountedInDays = Duration.FromMinutes((22 * 60) + 30);

    private static readonly Duration CountedInHours = Duration.FromMinutes(90);

    public static string Say(Instant from, Instant start, DateTimeZone zone, Wording wording)
    {
        var left = start - from;
        if (left < Duration.FromMinutes(1))
            return wording.Now;

        var days = Period.DaysBetween(from.InZone(zone).Date, start.InZone(zone).Date);
        if (left >= CountedInDays && days > 0)
            return wording.InDays(days);

        var minutes = (int)Math.Round(left.TotalMinutes, MidpointRounding.AwayFromZero);
        return left >= CountedInHours || minutes == 60
            ? wording.InHours((int)Math.Round(left.TotalHours, MidpointRounding.AwayFromZero))
            : wording.InMinutes(minutes);
    }
}
