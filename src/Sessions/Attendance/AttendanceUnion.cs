using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Attendance;

/// <summary>
/// Who came and for how long. All reports that overlap the session are united, every stay is clipped to the
/// session's hours, and time spent in two rooms or on two devices at once counts once.
/// </summary>
public static class AttendanceUnion
{
    /// <summary>Stands for reports that Teams no longer has; it keeps them for a year.</summary>
    public const string Gone = "gone";

    /// <returns>
    /// Null when no report says anything new: no report is no verdict, and neither is one that nobody but the
    /// organizer is in.
    /// </returns>
    public static AttendanceCollected? Unite(SessionFacts session, ImmutableArray<AttendanceReport> reports)
    {
        var hours = new Interval(session.Time.Start, session.Time.End);
        var relevant = reports.Where(r => Overlaps(r, hours)).OrderBy(r => r.Start).ToList();
        if (relevant.Count == 0 || AlreadyRead(session.Attendance, relevant))
            return null;

        // Who only ever was the organizer is nobody to count or to settle.
        var records = relevant.SelectMany(r => r.Records).Where(r => r.Role != "Organizer").ToList();
        var (learners, strangers) = Sort(new Register(session, records), records);
        ImmutableArray<UnmatchedJoiner> unmatched = [.. strangers.Select(s => Unmatched(s, hours)).Where(CameAtAll)];
        var presences = session.Learners.Where(l => !l.Left).ToImmutableDictionary(
            l => l.Id, l => TimeWithin(hours, learners[l.Id].SelectMany(r => r.Intervals)));
        return unmatched.IsEmpty && presences.Values.All(stay => stay == Duration.Zero)
            ? null
            : new([.. relevant.Select(r => r.Id)], presences, unmatched);
    }

    /// <summary>
    /// What the instructor settled, without the reports: the minutes of whom they named are added to the learner's,
    /// since it can no longer be told which of them overlap.
    /// </summary>
    public static AttendanceCollected Settle(SessionFacts session)
    {
        var unmatched = session.Attendance?.Unmatched ?? [];
        return new(
            [Gone],
            session.Learners.Where(l => !l.Left).ToImmutableDictionary(l => l.Id, l => Duration.Min(
                session.Time.Length,
                (l.Presence?.Attended ?? Duration.Zero) + Sum(unmatched.Where(u => Settled(u, out var who) && who == l.Id)))),
            [.. unmatched.Where(u => !Settled(u, out _))]);

        bool Settled(UnmatchedJoiner joiner, out LearnerId? who) => session.Settled.TryGetValue(joiner.Key, out who);

        static Duration Sum(IEnumerable<UnmatchedJoiner> joiners) =>
            joiners.Aggregate(Duration.Zero, (sum, joiner) => sum + joiner.Attended);
    }

    private static bool Overlaps(AttendanceReport report, Interval hours) =>
        report.Start < hours.End && report.End > hours.Start;

    private static bool AlreadyRead(AttendanceFacts? collected, List<AttendanceReport> reports) =>
        collected is not null && reports.TrueForAll(r => collected.Reports.Contains(r.Id));

    private static (ILookup<LearnerId, AttendanceRecord> Learners, ILookup<string, AttendanceRecord> Strangers) Sort(
        Register register, List<AttendanceRecord> records)
    {
        var found = records.Select(r => (Record: r, Known: register.Knows(r, out var who), Who: who)).ToList();
        return (
            found.Where(f => f.Who is not null).ToLookup(f => f.Who!.Value, f => f.Record),
            found.Where(f => !f.Known).ToLookup(f => register.KeyOf(f.Record), f => f.Record, StringComparer.Ordinal));
    }

    private static UnmatchedJoiner Unmatched(IGrouping<string, AttendanceRecord> joiner, Interval hours) => new(
        joiner.Select(r => r.DisplayName).FirstOrDefault(name => name.Length > 0, ""),
        joiner.Select(r => r.Email?.Value).FirstOrDefault(email => email is not null),
        TimeWithin(hours, joiner.SelectMany(r => r.Intervals)))
    {
        Key = joiner.Key,
    };

    private static bool CameAtAll(UnmatchedJoiner joiner) => joiner.Attended > Duration.Zero;

    /// <summary>How much of <paramref name="hours"/> the stays cover, overlaps counted once.</summary>
    internal static Duration TimeWithin(Interval hours, IEnumerable<Interval> stays)
    {
        var covered = Duration.Zero;
        var until = hours.Start;
        foreach (var stay in stays.OrderBy(s => s.Start))
        {
            var from = Instant.Max(stay.Start, until);
            var to = Instant.Min(stay.End, hours.End);
            if (to <= from)
                continue;

            covered += to - from;
            until = to;
        }

        return covered;
    }
}
