using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Sessions.Adapters.Database.Rows;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>Who was there, by the reports and by the instructor's word.</summary>
internal sealed partial class FactsWriter
{
    private Dictionary<Guid, PresenceRow> _presences = [];
    private Dictionary<Guid, AttendanceWordRow> _words = [];
    private List<SessionRow> _siblings = [];
    private Dictionary<string, SettledJoinerRow> _settled = new(StringComparer.Ordinal);

    private async Task FetchAttendanceAsync(IReadOnlyCollection<Fact> facts, CancellationToken cancel)
    {
        if (facts.Any(f => f is AttendanceCollected))
        {
            await Mine(context.Attendance).LoadAsync(cancel);
            _presences = await Mine(context.Presences).ToDictionaryAsync(p => p.LearnerId, cancel);
        }

        if (facts.Any(f => f is AttendanceSet))
            _words = await Mine(context.AttendanceWords).ToDictionaryAsync(w => w.LearnerId, cancel);

        if (facts.Any(f => f is JoinerSettled))
        {
            _siblings = await context.Sessions.Include(s => s.Attendance)
                .Where(s => s.CourseId == session.CourseId).ToListAsync(cancel);
            _settled = await context.SettledJoiners.Where(j => j.CourseId == session.CourseId)
                .ToDictionaryAsync(j => j.Key, StringComparer.Ordinal, cancel);
        }
    }

    private bool ApplyToAttendance(Fact fact)
    {
        switch (fact)
        {
            case AttendanceCollected collected:
                Collected(collected);
                return true;
            case AttendanceSet set:
                Worded(set.Learner.Value, set.Word);
                return true;
            case AttendanceAsked:
                session.AttendanceAsked = true;
                return true;
            case JoinerSettled settled:
                Settle(settled);
                return true;
            default:
                return false;
        }
    }

    private void Worded(Guid learner, AttendanceWord? word)
    {
        var known = _words.TryGetValue(learner, out var row);
        if (word is not { } said)
        {
            if (known)
                context.AttendanceWords.Remove(row!);
            return;
        }

        if (!known)
        {
            _words[learner] = row = new AttendanceWordRow
            {
                CourseId = session.CourseId,
                Session = session.Slug,
                LearnerId = learner,
            };
            context.AttendanceWords.Add(row);
        }

        (row!.Word, row.SetAt) = (said, now);
    }

    private void Settle(JoinerSettled settled)
    {
        if (!_settled.TryGetValue(settled.Key, out var row))
        {
            _settled[settled.Key] = row = new SettledJoinerRow { CourseId = session.CourseId, Key = settled.Key };
            context.SettledJoiners.Add(row);
        }

        (row.LearnerId, row.SetAt) = (settled.Learner?.Value, now);
        foreach (var sibling in _siblings)
            ReadAnew(sibling);
    }

    // The word holds for the whole course. A look that began before it must not write on top of it.
    private void ReadAnew(SessionRow sibling)
    {
        if (sibling != session && context.Entry(sibling).State is EntityState.Unchanged)
            sibling.Version++;
        if (sibling.Attendance is { } attendance)
            attendance.Reports = LedgerJson.Write(ImmutableArray<string>.Empty);
    }

    private void Collected(AttendanceCollected collected)
    {
        session.Attendance ??= new AttendanceRow
        {
            CourseId = session.CourseId,
            Session = session.Slug,
            Reports = "",
            Unmatched = "",
        };
        session.Attendance.CollectedAt = now;
        session.Attendance.Reports = LedgerJson.Write(collected.Reports);
        session.Attendance.Unmatched = LedgerJson.Write(collected.Unmatched);

        context.Presences.RemoveRange(
            _presences.Values.Where(p => !collected.Presences.ContainsKey(new(p.LearnerId))));
        foreach (var (learner, attended) in collected.Presences)
            Attended(learner.Value, attended);
    }

    private void Attended(Guid learner, Duration attended)
    {
        if (!_presences.TryGetValue(learner, out var row))
        {
            _presences[learner] = row = new PresenceRow
            {
                CourseId = session.CourseId,
                Session = session.Slug,
                LearnerId = learner,
            };
            context.Presences.Add(row);
        }

        row.Attended = attended;
    }
}
