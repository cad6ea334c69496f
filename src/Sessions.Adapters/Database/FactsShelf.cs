using Microsoft.EntityFrameworkCore;
using NodaTime;
using Sessions.Adapters.Database.Rows;
using Sessions.Courses;

namespace Sessions.Adapters.Database;

/// <summary>The rows of one course, or of one session of it, fetched in thirteen queries however many there are.</summary>
internal sealed class FactsShelf
{
    public required CourseRow Course { get; init; }

    /// <summary>All of the course's, whichever session is asked for: the course's own facts hold them.</summary>
    public required List<SessionRow> Sessions { get; init; }

    public required List<LearnerRow> Learners { get; init; }

    public required Dictionary<Guid, Learner> People { get; init; }

    public required Dictionary<(string Session, Guid Learner), InvitationRow> Invitations { get; init; }

    public required ILookup<(string Session, Guid Learner), ReminderRow> Reminders { get; init; }

    public required Dictionary<(string Session, Guid Learner), PresenceRow> Presences { get; init; }

    public required HashSet<(string Session, Guid Learner)> Offers { get; init; }

    public required ILookup<string, RecordingRow> Recordings { get; init; }

    public required Dictionary<(string Session, Guid Learner), ReplyRow> Replies { get; init; }

    public required Dictionary<(string Session, Guid Learner), AttendanceWordRow> Words { get; init; }

    public required Dictionary<(string Session, Guid Learner), WatchRow> Watchings { get; init; }

    public required Dictionary<(string Session, Guid Learner), Instant> ExpiryNotices { get; init; }

    /// <summary>Of the whole course.</summary>
    public required List<SettledJoinerRow> Settled { get; init; }

    /// <param name="session">Null for all of them.</param>
    /// <param name="learner">Null for all of them.</param>
    /// <returns>Null when the course is unknown.</returns>
    public static async Task<FactsShelf?> LoadAsync(
        LedgerContext context, string course, string? session, Guid? learner, IDateTimeZoneProvider zones,
        CancellationToken cancel)
    {
        // First, since they hold the versions: what is read later is at least as new, and who writes on top of
        // facts newer than their version is refused without harm.
        var sessions = await context.Sessions
            .Include(s => s.Meeting).Include(s => s.Attendance)
            .Where(s => s.CourseId == course).ToListAsync(cancel);
        if (await context.Courses.SingleOrDefaultAsync(c => c.Id == course, cancel) is not { } row)
            return null;

        var learners = await context.Learners
            .Where(l => l.CourseId == course && (learner == null || l.Id == learner)).OrderBy(l => l.Ordinal).ToListAsync(cancel);
        var offers = await OfLearner(context.Offers).ToListAsync(cancel);
        var notices = await OfLearner(context.ExpiryNotices).ToListAsync(cancel);
        return new FactsShelf
        {
            Course = row,
            Sessions = sessions,
            Learners = learners,
            People = learners.ToDictionary(l => l.Id, l => FactsReader.Learner(l, zones)),
            Invitations = await OfLearner(context.Invitations).ToDictionaryAsync(i => (i.Session, i.LearnerId), cancel),
            Reminders = (await OfLearner(context.Reminders).ToListAsync(cancel)).ToLookup(r => (r.Session, r.LearnerId)),
            Presences = await OfLearner(context.Presences).ToDictionaryAsync(p => (p.Session, p.LearnerId), cancel),
            Offers = offers.Select(o => (o.Session, o.LearnerId)).ToHashSet(),
            Recordings = (await Of(context.Recordings).ToListAsync(cancel))
                .ToLookup(r => r.Session, StringComparer.Ordinal),
            Replies = await OfLearner(context.Replies).ToDictionaryAsync(r => (r.Session, r.LearnerId), cancel),
            Words = await OfLearner(context.AttendanceWords).ToDictionaryAsync(w => (w.Session, w.LearnerId), cancel),
            Watchings = await OfLearner(context.Watchings).ToDictionaryAsync(w => (w.Session, w.LearnerId), cancel),
            ExpiryNotices = notices.ToDictionary(n => (n.Session, n.LearnerId), n => n.ExpiresAt),
            Settled = await context.SettledJoiners.Where(j => j.CourseId == course).ToListAsync(cancel),
        };

        IQueryable<T> Of<T>(IQueryable<T> rows)
            where T : class, ISessionPart
        {
            var ofCourse = rows.Where(r => r.CourseId == course);
            return session is null ? ofCourse : ofCourse.Where(r => r.Session == session);
        }

        IQueryable<T> OfLearner<T>(IQueryable<T> rows)
            where T : class, ILearnerPart =>
            learner is null ? Of(rows) : Of(rows).Where(r => r.LearnerId == learner);
    }
}
