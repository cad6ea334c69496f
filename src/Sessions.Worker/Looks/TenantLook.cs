using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;
using NodaTime.Extensions;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Meetings;

namespace Sessions.Worker.Looks;

/// <summary>
/// Asks the tenant whether it lets us work for the organizers of sessions ahead, and tells the history what stands in
/// the way, long before a meeting is to begin. Asked for at the start, for every new organizer and after a refusal;
/// by itself it looks again only while something is in the way.
/// </summary>
internal sealed partial class TenantLook(
    ILedger ledger, IAgenda agenda, ITenantCheck check, TimeProvider clock, ILogger<TenantLook> logger)
{
    private static readonly Duration LookAgain = Duration.FromMinutes(30);

    private readonly ConcurrentDictionary<EmailAddress, bool> _seen = [];

    /// <summary>Puts the check on the agenda the first time that this process hears of the organizer.</summary>
    public async Task MeetAsync(EmailAddress organizer, CancellationToken cancel)
    {
        if (_seen.TryAdd(organizer, true))
            await AskAsync(cancel);
    }

    /// <summary>Puts the check on the agenda.</summary>
    public Task AskAsync(CancellationToken cancel) =>
        agenda.AskAsync([AgendaItem.Tenant], clock.GetCurrentInstant(), cancel);

    public async Task RunAsync(AgendaItem item, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var clear = true;
        foreach (var sessions in (await NextSessionsAsync(now, cancel)).GroupBy(s => s.Course.Instructor.Email))
        {
            _seen.TryAdd(sessions.Key, true);
            var findings = await check.CheckAsync(sessions.Key, cancel);
            clear &= findings.IsEmpty;
            foreach (var session in sessions)
                await TellAsync(session, findings, now, cancel);
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
        SessionFacts session, ImmutableArray<TenantFinding> findings, Instant now, CancellationToken cancel)
    {
        var organizer = session.Course.Instructor.Email;
        var history = await ledger.ReadHistoryAsync(session.Id.Course, session.Id.Slug, learner: null, cancel);
        if (TenantNotes.Of(organizer, findings, history) is not { } note)
            return;

        LogNote(session.Id, note.Detail);
        try
        {
            await ledger.RecordAsync(session, [note], now, cancel);
        }
        catch (ConflictException)
        {
            // The session is being worked on: it is told at the next look, which comes because it was not told.
            await AskAsync(cancel);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Session}: {Note}")]
    private partial void LogNote(SessionId session, string note);
}
