using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Sessions.Adapters.Database.Rows;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Adapters.Database;

/// <summary>
/// Makes a course file and a roster what is wanted. The rows are fetched, made to say what is wanted, and then
/// asked which of them differ: what is as it was, is not written.
/// </summary>
internal sealed class CourseAcceptance(LedgerContext context, LinkKey key, Course course, Instant now)
{
    private readonly string _course = course.Id.Value;

    /// <returns>The sessions that are to be looked at.</returns>
    public async Task<IReadOnlyList<string>> AcceptAsync(
        Roster? roster, IReadOnlyCollection<string> warnings, CancellationToken cancel)
    {
        await context.LockCourseAsync(_course, cancel);
        await WantCourseAsync(cancel);
        var learners = await context.Learners
            .Where(l => l.CourseId == _course).OrderBy(l => l.Ordinal).ToListAsync(cancel);
        if (roster is not null)
            Enrol(roster, learners);

        // Everybody's entries and every meeting show the course's title, instructor and learners.
        var everySession = context.ChangeTracker.HasChanges();
        var touched = await WantSessionsAsync(everySession, cancel);
        if (everySession || touched.Count > 0)
            Tell(learners.Count(l => !l.Left), warnings);

        await new LinkWriter(context, key, course.Id).AddMissingAsync(
            learners, [.. course.Sessions.Select(s => s.Id)], cancel);
        if (context.ChangeTracker.HasChanges())
            await context.SaveChangesAsync(cancel);

        await context.AskForLookAsync(touched, now, cancel);
        return touched;
    }

    private async Task WantCourseAsync(CancellationToken cancel)
    {
        var row = await context.Courses.SingleOrDefaultAsync(c => c.Id == _course, cancel);
        if (row is null)
        {
            row = new CourseRow
            {
                Id = _course,
                Title = "",
                ZoneId = "",
                InstructorName = "",
                InstructorEmail = "",
                Reminders = "",
                Keep = "",
            };
            context.Courses.Add(row);
        }

        (row.Title, row.Provider, row.Description) = (course.Title, course.Provider, course.Description);
        (row.ZoneId, row.Starts, row.Ends) = (course.Zone.Id, course.Starts, course.Ends);
        (row.InstructorName, row.InstructorEmail) = (course.Instructor.Name, course.Instructor.Email.Value);
        row.Reminders = string.Join(' ', course.Policy.Reminders.Select(PeriodPattern.Roundtrip.Format));
        (row.MissedBelow, row.Notify) = (course.Policy.MissedBelow, course.Policy.Notify);
        (row.Keep, row.Original) = (PeriodPattern.Roundtrip.Format(course.Policy.Keep), course.Policy.Original);
    }

    private void Enrol(Roster roster, List<LearnerRow> learners)
    {
        MoveAddresses(roster, learners);
        var known = learners.ToDictionary(l => l.EmailKey, StringComparer.Ordinal);
        var listed = roster.Learners.Select(l => l.Email.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var row in learners)
            row.Left = !listed.Contains(row.EmailKey);

        foreach (var learner in roster.Learners)
        {
            if (!known.TryGetValue(learner.Email.Key, out var row))
            {
                known[learner.Email.Key] = row = NewLearner(learner, learners.Count + 1);
                learners.Add(row);
                context.Learners.Add(row);
            }

            (row.Email, row.Name) = (learner.Email.Value, learner.Name);
            (row.ZoneId, row.Language) = (learner.Zone?.Id, learner.Language);
        }
    }

    // The links under the old address are revoked: whoever reads there has no business with them any more.
    private static void MoveAddresses(Roster roster, List<LearnerRow> learners)
    {
        var moves = AddressMoves.Between(
            [.. learners.Where(l => !l.Left).Select(AsListed)], roster.Learners,
            learners.Select(l => EmailAddress.Parse(l.Email)).ToHashSet());
        foreach (var (from, to) in moves)
        {
            var row = learners.Single(l => l.EmailKey == from.Key);
            (row.Email, row.EmailKey) = (to.Value, to.Key);
            row.LinkGeneration++;
        }

        static Learner AsListed(LearnerRow row) => new(EmailAddress.Parse(row.Email), row.Name, Zone: null, Language: null);
    }

    private LearnerRow NewLearner(Learner learner, int ordinal) => new()
    {
        Id = Guid.CreateVersion7(now.ToDateTimeOffset()),
        CourseId = _course,
        Ordinal = ordinal,
        Email = learner.Email.Value,
        EmailKey = learner.Email.Key,
        Name = learner.Name,
    };

    private async Task<List<string>> WantSessionsAsync(bool all, CancellationToken cancel)
    {
        var rows = await context.Sessions.Where(s => s.CourseId == _course).ToListAsync(cancel);
        var known = rows.ToDictionary(s => s.Slug, StringComparer.Ordinal);
        foreach (var row in rows)
            row.Removed = course.Sessions.All(s => s.Id.Slug != row.Slug);

        foreach (var session in course.Sessions)
        {
            if (known.TryGetValue(session.Id.Slug, out var row))
                Want(row, session);
            else
                rows.Add(context.Sessions.Add(NewSession(session)).Entity);
        }

        var touched = rows.Where(r => all || context.Entry(r).State is not EntityState.Unchanged).ToList();
        foreach (var row in touched)
            row.Version++;

        return [.. touched.Select(r => $"{_course}/{r.Slug}")];
    }

    private void Want(SessionRow row, CourseSession session)
    {
        row.Title = session.Title;
        row.Chapters = Chapters(session);
        var time = session.Time;
        // Newer zone data that gives the same instants is no change.
        if (row.LocalStart == time.LocalStart && row.LocalEnd == time.LocalEnd && row.ZoneId == time.Zone.Id
            && row.Start == time.Start && row.End == time.End)
            return;

        (row.LocalStart, row.LocalEnd, row.ZoneId) = (time.LocalStart, time.LocalEnd, time.Zone.Id);
        (row.Start, row.End, row.TzdbVersion) = (time.Start, time.End, time.TzdbVersion);
        row.StartNoted &= time.Start <= now;
        if (time.End <= now)
            return;

        // Moved to where it is still to end: the search for its recording begins anew.
        row.EndNoted = false;
        (row.Looks, row.LastLook, row.MissingReported) = (0, null, false);
        (row.AttendanceAsked, row.SummaryTold) = (false, false);
    }

    private static string? Chapters(CourseSession session) =>
        session.Chapters.IsEmpty ? null : LedgerJson.Write(session.Chapters);

    private SessionRow NewSession(CourseSession session) => new()
    {
        CourseId = _course,
        Slug = session.Id.Slug,
        Title = session.Title,
        Chapters = Chapters(session),
        LocalStart = session.Time.LocalStart,
        LocalEnd = session.Time.LocalEnd,
        ZoneId = session.Time.Zone.Id,
        Start = session.Time.Start,
        End = session.Time.End,
        TzdbVersion = session.Time.TzdbVersion,
    };

    private void Tell(int learners, IReadOnlyCollection<string> warnings)
    {
        var sessions = course.Sessions.Length;
        var accepted = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{course.Title}: {Count(sessions, "session")}, {Count(learners, "learner")}");
        context.History.Add(HistoryRows.Of(Entry(EventName.CourseAccepted, accepted)));
        context.History.AddRange(warnings.Select(w => HistoryRows.Of(Entry(EventName.Warning, w))));

        HistoryEntry Entry(string name, string detail) => new(now, name, course.Id, null, null, detail);

        static FormattableString Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
    }
}
