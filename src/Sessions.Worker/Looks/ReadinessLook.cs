using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;
using NodaTime.Extensions;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Meetings;
using Sessions.Recordings;

namespace Sessions.Worker.Looks;

/// <summary>
/// Asks the tenant whether it lets us work for the organizers of sessions ahead, and the archive whether it can be
/// written, and tells the history what stands in the way, long before a meeting is to begin. Asked for at the start,
/// for every new course or organizer and after a refusal; by itself it looks again only while something is in the way.
/// </summary>
internal sealed partial class ReadinessLook(
    ILedger ledger, IAgenda agenda, ITenantCheck tenant, IArchiveCheck archive, TimeProvider clock,
    ILogger<ReadinessLook> logger)
{
    private static readonly Duration LookAgain = Duration.FromMinutes(30);

    private readonly ConcurrentDictionary<(CourseId, EmailAddress), bool> _seen = [];

    /// <summary>Puts the look on the agenda the first time that this process hears of the course or its organizer.</summary>
    public async Task MeetAsync(SessionFacts session, CancellationToken cancel)
    {
        if (See(session))
            await AskAsync(cancel);
    }

    /// <summary>Puts the look on the agenda.</summary>
    public Task AskAsync(CancellationToken cancel) =>
        agenda.AskAsync([AgendaItem.Readiness], clock.GetCurrentInstant(), cancel);

    public async Task RunAsync(AgendaItem item, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var stored = await archive.CheckAsync(cancel);
        var clear = stored is null;
        foreach (var sessions in (await NextSessionsAsync(now, cancel)).GroupBy(s => s.Course.Instructor.Email))
        {
            var findings = await tenant.CheckAsync(sessions.Key, cancel);
            clear &= findings.IsEmpty;
            foreach (var session in sessions)
                await TellAsync(session, findings, stored, now, cancel);
        }

        await agenda.CompleteAsync(item, clear ? null : now + LookAgain, cancel);
    }

    /// <summary>Of each course the next one that is not over.</summary>
    private async Task<ImmutableArray<SessionFacts>> NextSessionsAsync(Instant now, CancellationToken cancel)
    {
        var next = ImmutableArray.CreateBuilder<SessionFacts>();
        foreach (var id in await ledger.ListCoursesAsync(cancel))
        {
            if ((await ledger.FindCourseAsync(id, cancel))?.NextSession(now) is { } session)
                next.Add(session);
        }

        return next.ToImmutable();
    }

    private async Task TellAsync(
        SessionFacts session, ImmutableArray<TenantFinding> findings, ArchiveFinding? stored, Instant now,
        CancellationToken cancel)
    {
        See(session);
        var history = await ledger.ReadHistoryAsync(session.Id.Course, session.Id.Slug, learner: null, cancel);
        Warned?[] notes =
        [
            TenantNotes.Of(session.Course.Instructor.Email, findings, history), ArchiveNotes.Of(stored, history),
        ];
        await TellAsync(session, [.. notes.OfType<Warned>()], now, cancel);
    }

    private async Task TellAsync(
        SessionFacts session, ImmutableArray<Fact> notes, Instant now, CancellationToken cancel)
    {
        if (notes.IsEmpty)
            return;

        foreach (var note in notes.OfType<Warned>())
            LogNote(session.Id, note.Detail);
        try
        {
            await ledger.RecordAsync(session, notes, now, cancel);
        }
        catch (ConflictException)
        {
            // The session is being worked on: it is told at the next look, which comes because it was not told.
            await AskAsync(cancel);
        }
    }

    /// <returns>Whether it is the first time.</returns>
    private bool See(SessionFacts session) =>
        _seen.TryAdd((session.Id.Course, session.Course.Instructor.Email), true);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Session}: {Note}")]
    private partial void LogNote(SessionId session, string note);
}
