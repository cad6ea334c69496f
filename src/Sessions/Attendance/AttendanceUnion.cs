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
    /// <returns>Null when no report says anything new: no report is no verdict.</returns>
    public static AttendanceCollected? Unite(SessionFacts session, ImmutableArray<AttendanceReport> reports)
    {
        var hours = new Interval(session.Time.Start, session.Time.End);
        var relevant = reports.Where(r => Overlaps(r, hours)).OrderBy(r => r.Start).ToList();
        if (relevant.Count == 0 || AlreadyRead(session.Attendance, relevant))
            return null;

        var joiners = Joiners([.. relevant.SelectMany(r => r.Records)], hours);
        var learners = session.Learners.Where(l => !l.Left).ToList();
        var known = learners.Select(l => l.Learner.Email).Append(session.Course.Instructor.Email).ToHashSet();
        return new AttendanceCollected(
            [.. relevant.Select(r => r.Id)],
            learners.ToImmutableDictionary(l => l.Id, l => Stay(joiners, l.Learner.Email)),
            [.. joiners.Where(j => j.Email is null || !known.Contains(j.Email)).Select(AsUnmatched)]);
    }

    private static bool Overlaps(AttendanceReport report, Interval hours) =>
        report.Start < hours.End && report.End > hours.Start;

    private static bool AlreadyRead(AttendanceFacts? collected, List<AttendanceReport> reports) =>
        collected is not null && reports.TrueForAll(r => collected.Reports.Contains(r.Id));

    // One joiner per address; without one, per name: it is all that a guest leaves behind. Who only ever was the
    // organizer is nobody to settle.
    private static ImmutableArray<Joiner> Joiners(ImmutableArray<AttendanceRecord> records, Interval hours) =>
    [
        .. records
            .Where(r => r.Role != "Organizer")
            .GroupBy(r => r.Email?.Key ?? $"name:{r.DisplayName}", StringComparer.Ordinal)
            .Select(group => new Joiner(
                group.First().DisplayName, group.First().Email,
                TimeWithin(hours, group.SelectMany(r => r.Intervals))))
            .Where(j => j.Attended > Duration.Zero),
    ];

    private static Duration Stay(ImmutableArray<Joiner> joiners, EmailAddress email) =>
        joiners.FirstOrDefault(j => j.Email == email)?.Attended ?? Duration.Zero;

    private static UnmatchedJoiner AsUnmatched(Joiner joiner) =>
        new(joiner.Name, joiner.Email?.Value, joiner.Attended);

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

    private sealed record Joiner(string Name, EmailAddress? Email, Duration Attended);
}
