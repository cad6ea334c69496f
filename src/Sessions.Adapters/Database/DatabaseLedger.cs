using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Sessions.Adapters.Database.Rows;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

internal sealed class DatabaseLedger(
    LedgerDatabase database, LinkKey key, IDateTimeZoneProvider zones, IAgendaSignal signal) : ILedger
{
    public Task<SessionFacts?> FindSessionAsync(SessionId id, CancellationToken cancel) =>
        database.ReadAsync(async context =>
        {
            var shelf = await FactsShelf.LoadAsync(
                context, id.Course.Value, id.Slug, learner: null, zones, cancel);
            return shelf?.Sessions.Find(s => s.Slug == id.Slug) is { } row
                ? new FactsReader(shelf, zones).Session(row)
                : null;
        });

    public Task<CourseFacts?> FindCourseAsync(CourseId id, CancellationToken cancel) =>
        FindCourseAsync(id, learner: null, cancel);

    public Task<CourseFacts?> FindForLearnerAsync(CourseId id, LearnerId learner, CancellationToken cancel) =>
        FindCourseAsync(id, learner.Value, cancel);

    public Task<ImmutableArray<CourseId>> ListCoursesAsync(CancellationToken cancel) =>
        database.ReadAsync(async context =>
        {
            var ids = await context.Courses.Select(c => c.Id).ToListAsync(cancel);
            return ids.Order(StringComparer.Ordinal).Select(id => new CourseId(id)).ToImmutableArray();
        });

    public async Task RecordAsync(
        SessionFacts seen, IReadOnlyCollection<Fact> facts, Instant now, CancellationToken cancel)
    {
        if (facts.Count == 0)
            return;

        var touched = await database.WriteAsync(context => RecordAsync(context, seen, facts, now, cancel), cancel);
        foreach (var asked in touched)
            signal.Tell(asked);
    }

    public async Task AcceptAsync(
        Course course, Roster? roster, IReadOnlyCollection<string> warnings, Instant now, CancellationToken cancel)
    {
        var touched = await database.WriteAsync(
            context => new CourseAcceptance(context, key, course, now).AcceptAsync(roster, warnings, cancel), cancel);
        foreach (var session in touched)
            signal.Tell(session);
    }

    public async Task<int> TellAnewAsync(CourseId course, TellAnew request, Instant now, CancellationToken cancel)
    {
        var (entries, touched) = await database.WriteAsync(
            context => new CourseRequests(context, course, now).TellAnewAsync(request, zones, cancel), cancel);
        foreach (var session in touched)
            signal.Tell(session);
        return entries;
    }

    public async Task<int> CancelAsync(CourseId course, string? session, Instant now, CancellationToken cancel)
    {
        var touched = await database.WriteAsync(
            context => new CourseRequests(context, course, now).CancelAsync(session, cancel), cancel);
        foreach (var cancelled in touched)
            signal.Tell(cancelled);
        return touched.Count;
    }

    public Task<int> RevokeLinksAsync(CourseId course, EmailAddress? learner, Instant now, CancellationToken cancel) =>
        database.WriteAsync(
            context => new CourseRequests(context, course, now).RevokeLinksAsync(key, learner, cancel), cancel);

    public Task<ImmutableArray<HistoryEntry>> ReadHistoryAsync(
        CourseId course, string? session, EmailAddress? learner, CancellationToken cancel) =>
        database.ReadAsync(async context =>
        {
            var rows = context.History.Where(h => h.CourseId == course.Value);
            if (session is not null)
                rows = rows.Where(h => h.Session == session);

            if (learner?.Key is { } learnerKey)
                rows = rows.Where(h => h.LearnerKey == learnerKey);

            var found = await rows.OrderBy(h => h.At).ThenBy(h => h.Number).ToListAsync(cancel);
            return found.Select(HistoryRows.Entry).ToImmutableArray();
        });

    public Task<LinkTarget?> FindLinkAsync(string tokenHash, CancellationToken cancel) =>
        database.ReadAsync(async context =>
        {
            var link = await context.Links
                .Where(l => l.TokenHash == tokenHash)
                .Join(context.Learners, l => l.LearnerId, e => e.Id, (l, e) => new { Link = l, e.LinkGeneration })
                .Where(found => found.Link.Generation == found.LinkGeneration)
                .Select(found => found.Link)
                .SingleOrDefaultAsync(cancel);
            return link is null
                ? null
                : new LinkTarget(new CourseId(link.CourseId), new LearnerId(link.LearnerId), link.Session);
        });

    private static async Task<List<string>> RecordAsync(
        LedgerContext context,
        SessionFacts seen,
        IReadOnlyCollection<Fact> facts,
        Instant now,
        CancellationToken cancel)
    {
        var row = await OnTopOfAsync(context, seen, cancel);
        var writer = new FactsWriter(context, row, seen, now);
        await writer.FetchAsync(facts, cancel);
        foreach (var fact in facts)
        {
            writer.Apply(fact);
            context.History.AddRange(Chronicle.Of(seen, fact, now).Select(HistoryRows.Of));
        }

        var drafts = facts.Select(f => OutboxDraft.From(seen, f, now)).OfType<OutboxDraft>().ToList();
        var queued = await new OutboxWriter(context, seen, now).QueueAsync(drafts, cancel);
        await context.SaveChangesAsync(cancel);
        List<string> touched = [.. await ToBeLookedAtAsync(context, seen, facts, cancel)];
        if (queued > 0)
            touched.Add(AgendaItem.Outbox);
        await context.AskForLookAsync(touched, now, cancel);
        return touched;
    }

    /// <summary>What a person says is acted upon at once; what a look did is looked at again by itself.</summary>
    private static async Task<IEnumerable<string>> ToBeLookedAtAsync(
        LedgerContext context, SessionFacts seen, IReadOnlyCollection<Fact> facts, CancellationToken cancel)
    {
        if (facts.Any(f => f is JoinerSettled))
        {
            var course = seen.Id.Course;
            var slugs = await context.Sessions.Where(s => s.CourseId == course.Value).Select(s => s.Slug).ToListAsync(cancel);
            return slugs.Select(slug => new SessionId(course, slug).ToString());
        }

        return facts.Any(f => f is ReplyReceived or AttendanceSet or RecordingsHidden or RecordingsPublished
            or RecordingFound { ByHand: true })
            ? [seen.Id.ToString()]
            : [];
    }

    private static async Task<SessionRow> OnTopOfAsync(
        LedgerContext context, SessionFacts seen, CancellationToken cancel)
    {
        var (course, slug) = (seen.Id.Course.Value, seen.Id.Slug);
        var row = await context.Sessions.SingleOrDefaultAsync(s => s.CourseId == course && s.Slug == slug, cancel);
        if (row is null || row.Version != seen.Version)
            throw new ConflictException($"{seen.Id} was changed by someone else since it was read.");

        row.Version = seen.Version + 1;
        return row;
    }

    private Task<CourseFacts?> FindCourseAsync(CourseId id, Guid? learner, CancellationToken cancel) =>
        database.ReadAsync(async context =>
        {
            var shelf = await FactsShelf.LoadAsync(context, id.Value, session: null, learner, zones, cancel);
            return shelf is null ? null : new FactsReader(shelf, zones).Course();
        });
}
