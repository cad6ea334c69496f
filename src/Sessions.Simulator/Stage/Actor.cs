using System.Collections.Immutable;

namespace Sessions.Simulator.Stage;

/// <summary>Turns a kind of presence into minutes of one session.</summary>
internal sealed class Actor(Dice dice, string key, DateTimeOffset start, DateTimeOffset end)
{
    private readonly int _length = (int)(end - start).TotalSeconds;

    public int Number(int limit, params ReadOnlySpan<string> words) => dice.Below(limit, [key, .. words]);

    public bool Falls(int percent, params ReadOnlySpan<string> words) => Number(100, words) < percent;

    public SimulatedAttendee Act(string name, string? email, string role, Presence presence, bool reconnects)
    {
        var who = email ?? name;
        var (joined, left) = Seconds(presence, who);
        ImmutableArray<SimulatedInterval> intervals = presence == Presence.Absent ? []
            : reconnects ? Reconnected(joined, left, who)
            : [Interval(joined, left, who)];
        var attended = intervals.Aggregate(TimeSpan.Zero, (sum, interval) => sum + Clipped(interval));
        return new SimulatedAttendee(name, email, role, presence, attended, intervals);
    }

    private (int Joined, int Left) Seconds(Presence presence, string who) => presence switch
    {
        Presence.Late => (Share(12, 35, "join", who), Leave(who)),
        Presence.LeftEarly => (Join(who), Share(14, 40, "leave", who)),
        _ => (Join(who), Leave(who)),
    };

    // Some sit there before it begins.
    private int Join(string who) =>
        dice.Between(-Math.Min(180, _length / 10), Math.Min(60, _length / 20), key, "join", who);

    private int Leave(string who) => _length - dice.Between(0, Math.Min(20, _length / 50), key, "leave", who);

    private int Share(int least, int most, string what, string who) =>
        (int)((long)_length * dice.Between(least * 10, most * 10, key, what, who) / 1000);

    private ImmutableArray<SimulatedInterval> Reconnected(int joined, int left, string who)
    {
        var lost = joined + (left - joined) * dice.Between(30, 60, key, "lost", who) / 100;
        var back = lost + dice.Between(Math.Min(20, _length / 60), Math.Min(150, _length / 20), key, "back", who);
        return [Interval(joined, lost, who), Interval(Math.Min(back, left), left, who)];
    }

    private SimulatedInterval Interval(int joined, int left, string who) =>
        new(
            start.AddSeconds(joined) + Fraction("in", joined, who),
            start.AddSeconds(left) - Fraction("out", left, who));

    // Graph gives seven fraction digits; whole seconds would hide code that cannot read them.
    private TimeSpan Fraction(string what, int second, string who) => TimeSpan.FromTicks(dice.Below(
        4_000_000, key, what, who, second.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private TimeSpan Clipped(SimulatedInterval interval)
    {
        var joined = interval.Joined < start ? start : interval.Joined;
        var left = interval.Left > end ? end : interval.Left;
        return left > joined ? left - joined : TimeSpan.Zero;
    }
}
