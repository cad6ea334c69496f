using Microsoft.EntityFrameworkCore;
using NodaTime;
using Sessions.Adapters.Database.Rows;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>What an instructor asks for beside a course file: once more, no more, or under other links.</summary>
internal sealed class CourseRequests(LedgerContext context, CourseId course, Instant now)
{
    /// <summary>Marks the entries that are to be told anew.</summary>
    /// <returns>How many, and the sessions that are to be looked at.</returns>
    public async Task<(int Entries, List<string> Touched)> TellAnewAsync(
        TellAnew request, IDateTimeZoneProvider zones, CancellationToken cancel)
    {
        await context.LockCourseAsync(course.Value, cancel);
        var shelf = await FactsShelf.LoadAsync(
            context, course.Value, request.Session, learner: null, zones, cancel);
        if (shelf is null)
            return (0, []);

        var facts = new FactsReader(shelf, zones);
        var (entries, touched) = (0, new List<string>());
        foreach (var row in Ahead(shelf.Sessions, request.Session))
        {
            var session = facts.Session(row);
            var asked = session.Learners.Where(l => request.Concerns(session, l)).ToList();
            foreach (var learner in asked)
                shelf.Invitations[(row.Slug, learner.Id.Value)].TellAnew = true;
            if (asked.Count > 0)
                Touch(row, touched);
            entries += asked.Count;
        }

        await SaveAsync(touched, cancel);
        return (entries, touched);
    }

    /// <summary>Takes sessions back, as if they were no longer in the course file.</summary>
    public async Task<List<string>> CancelAsync(string? session, CancellationToken cancel)
    {
        await context.LockCourseAsync(course.Value, cancel);
        var rows = await context.Sessions.Where(s => s.CourseId == course.Value).ToListAsync(cancel);
        var touched = new List<string>();
        foreach (var row in Ahead(rows, session))
        {
            row.Removed = true;
            Touch(row, touched);
        }

        await SaveAsync(touched, cancel);
        return touched;
    }

    /// <summary>Makes the links so far worthless, and new ones known.</summary>
    /// <param name="learner">Null for everyone on the roster.</param>
    /// <returns>How many learners have new links.</returns>
    public async Task<int> RevokeLinksAsync(LinkKey key, EmailAddress? learner, CancellationToken cancel)
    {
        await context.LockCourseAsync(course.Value, cancel);
        var rows = await context.Learners.Where(l => l.CourseId == course.Value).ToListAsync(cancel);
        var meant = rows.Where(l => learner is null ? !l.Left : l.EmailKey == learner.Key).ToList();
        foreach (var row in meant)
            row.LinkGeneration++;

        var slugs = await context.Sessions.Where(s => s.CourseId == course.Value).Select(s => s.Slug).ToListAsync(cancel);
        await new LinkWriter(context, key, course).AddMissingAsync(
            meant, [.. slugs.Select(slug => new SessionId(course, slug))], cancel);
        await context.SaveChangesAsync(cancel);
        return meant.Count;
    }

    private IEnumerable<SessionRow> Ahead(IEnumerable<SessionRow> rows, string? session) =>
        rows.Where(r => !r.Removed && r.End > now && (session is null || r.Slug == session));

    private void Touch(SessionRow row, List<string> touched)
    {
        row.Version++;
        touched.Add($"{course}/{row.Slug}");
    }

    private async Task SaveAsync(List<string> touched, CancellationToken cancel)
    {
        await context.SaveChangesAsync(cancel);
        await context.AskForLookAsync(touched, now, cancel);
    }
}
