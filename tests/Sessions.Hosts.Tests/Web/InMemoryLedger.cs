using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Web;

/// <summary>A ledger that is a few collections.</summary>
public sealed class InMemoryLedger : ILedger, ILedgerMark
{
    private readonly List<HistoryEntry> _history = [];

    private int _marks;

    public Dictionary<CourseId, CourseFacts> Courses { get; } = [];

    public Dictionary<string, LinkTarget> Links { get; } = new(StringComparer.Ordinal);

    /// <summary>Every hash that was asked for.</summary>
    public List<string> LookedUp { get; } = [];

    /// <summary>Thrown by every read while it is set.</summary>
    public Exception? Fault { get; set; }

    public int Accepted { get; private set; }

    /// <summary>Every fact that was recorded, and of which session.</summary>
    public ConcurrentQueue<(SessionId Session, Fact Fact)> Recorded { get; } = [];

    /// <summary>How many writes are still to find that somebody else wrote first.</summary>
    public int Conflicts { get; set; }

    public List<TellAnew> ToldAnew { get; } = [];

    /// <summary>How often a link, a session or a course was asked for.</summary>
    public int Questions { get; private set; }

    public Task<SessionFacts?> FindSessionAsync(SessionId id, CancellationToken cancel)
    {
        Questions++;
        return Task.FromResult(
            Courses.GetValueOrDefault(id.Course)?.Sessions.FirstOrDefault(session => session.Id == id));
    }

    public Task<CourseFacts?> FindCourseAsync(CourseId id, CancellationToken cancel)
    {
        Questions++;
        return Fault is null
            ? Task.FromResult(Courses.GetValueOrDefault(id))
            : Task.FromException<CourseFacts?>(Fault);
    }

    public async Task<CourseFacts?> FindForLearnerAsync(CourseId id, LearnerId learner, CancellationToken cancel) =>
        await FindCourseAsync(id, cancel) is not { } course
            ? null
            : course with
            {
                Learners = [.. course.Learners.Where(l => l.Id == learner)],
                Sessions =
                [
                    .. course.Sessions.Select(s => s with
                    {
                        Learners = [.. s.Learners.Where(l => l.Id == learner)],
                    }),
                ],
            };

    /// <summary>Another one each time: tests change the collections as they like.</summary>
    public ValueTask<string> ReadAsync(CancellationToken cancel) => new($"{Interlocked.Increment(ref _marks)}");

    public Task<ImmutableArray<CourseId>> ListCoursesAsync(CancellationToken cancel) => Fault is null
        ? Task.FromResult(Courses.Keys.ToImmutableArray())
        : Task.FromException<ImmutableArray<CourseId>>(Fault);

    public Task RecordAsync(
        SessionFacts seen, IReadOnlyCollection<Fact> facts, Instant now, CancellationToken cancel)
    {
        if (Conflicts > 0)
        {
            Conflicts--;
            throw new ConflictException("somebody wrote first");
        }

        foreach (var fact in facts)
            Recorded.Enqueue((seen.Id, fact));

        _history.AddRange(facts.SelectMany(fact => Chronicle.Of(seen, fact, now)));
        foreach (var reply in facts.OfType<ReplyReceived>())
            Keep(seen.Id, reply);

        return Task.CompletedTask;
    }

    private void Keep(SessionId id, ReplyReceived reply)
    {
        var kept = new ReplyFacts(reply.Answer, reply.Source, reply.SentAt);
        Courses[id.Course] = Courses[id.Course] with
        {
            Sessions =
            [
                .. Courses[id.Course].Sessions.Select(s => s.Id != id ? s : s with
                {
                    Learners = [.. s.Learners.Select(l => l.Id == reply.Learner ? l with { Reply = kept } : l)],
                }),
            ],
        };
    }

    public Task AcceptAsync(
        Course course, Roster? roster, IReadOnlyCollection<string> warnings, Instant now, CancellationToken cancel)
    {
        Accepted++;
        var known = Courses.GetValueOrDefault(course.Id);
        var learners = roster is null ? known?.Learners ?? [] : Enrol(roster, known?.Learners ?? []);
        Courses[course.Id] = new(
            course, learners,
            [.. course.Sessions.Select(session => Facts(course, session, learners, known))]);
        _history.Add(new(now, EventName.CourseAccepted, course.Id, null, null, course.Title));
        return Task.CompletedTask;
    }

    public Task<int> TellAnewAsync(CourseId course, TellAnew request, Instant now, CancellationToken cancel)
    {
        ToldAnew.Add(request);
        return Task.FromResult(Courses[course].Sessions.Sum(s => s.Learners.Count(l => request.Concerns(s, l))));
    }

    public Task<int> CancelAsync(CourseId course, string? session, Instant now, CancellationToken cancel)
    {
        var meant = Courses[course].Sessions.Where(s => session is null || s.Id.Slug == session).ToList();
        Courses[course] = Courses[course] with
        {
            Sessions = [.. Courses[course].Sessions.Select(s => meant.Contains(s) ? s with { Removed = true } : s)],
        };
        return Task.FromResult(meant.Count);
    }

    public Task<int> RevokeLinksAsync(CourseId course, EmailAddress? learner, Instant now, CancellationToken cancel)
    {
        var known = Courses[course].Learners;
        Courses[course] = Courses[course] with
        {
            Learners =
            [
                .. known.Select(l => learner is null || l.Learner.Email == learner
                    ? l with { LinkGeneration = l.LinkGeneration + 1 }
                    : l),
            ],
        };
        return Task.FromResult(known.Count(l => learner is null || l.Learner.Email == learner));
    }

    public Task<ImmutableArray<HistoryEntry>> ReadHistoryAsync(
        CourseId course, string? session, EmailAddress? learner, CancellationToken cancel) => Task.FromResult(
        _history
            .Where(entry => entry.Course == course
                && (session is null || entry.Session == session)
                && (learner is null || entry.Learner == learner.Value))
            .ToImmutableArray());

    public Task<LinkTarget?> FindLinkAsync(string tokenHash, CancellationToken cancel)
    {
        lock (LookedUp)
        {
            LookedUp.Add(tokenHash);
            Questions++;
        }

        return Fault is null
            ? Task.FromResult(Links.GetValueOrDefault(tokenHash))
            : Task.FromException<LinkTarget?>(Fault);
    }

    public void Add(HistoryEntry entry) => _history.Add(entry);

    private static ImmutableArray<EnrolledLearner> Enrol(Roster roster, ImmutableArray<EnrolledLearner> known) =>
    [
        .. roster.Learners.Select(learner => new EnrolledLearner(
            known.FirstOrDefault(k => k.Learner.Email == learner.Email)?.Id ?? new(Guid.NewGuid()), learner,
            Left: false, LinkGeneration: 1)),
    ];

    private static SessionFacts Facts(
        Course course, CourseSession session, ImmutableArray<EnrolledLearner> learners, CourseFacts? known) => new(
        course, session, Removed: false, known?.Sessions.FirstOrDefault(s => s.Id == session.Id)?.Meeting,
        [
            .. learners.Select(l => new LearnerFacts(
                l.Id, l.Learner, l.Left, l.LinkGeneration, null, [], null, WatchLinkTold: false)),
        ],
        StartNoted: false, EndNoted: false, null, SearchFacts.None, [], Version: 1);
}
