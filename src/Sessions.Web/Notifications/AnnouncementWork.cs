using System.Diagnostics.CodeAnalysis;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Web.Notifications;

/// <summary>
/// Asks for looks at what was announced, after Graph has had its answer. All that came meanwhile is one round, so a
/// thousand notifications are a look or two.
/// </summary>
internal sealed partial class AnnouncementWork(
    AnnouncementQueue queue, ILedger ledger, IAgenda agenda, IClock clock, ILogger<AnnouncementWork> logger)
    : BackgroundService
{
    private const int Attempts = 3;

    // Real time on purpose: it bounds what a flood costs.
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var (announced, subscriptions) = await queue.TakeAsync(stoppingToken);
            await TryRoundAsync(announced, subscriptions, stoppingToken);
            await Task.Delay(BetweenRounds, TimeProvider.System, stoppingToken);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification =
        "What could not be asked for now is found by the looks by schedule; the next round must come.")]
    private async Task TryRoundAsync(
        IReadOnlyCollection<Announcement> announced, bool subscriptions, CancellationToken cancel)
    {
        try
        {
            if (subscriptions)
                await agenda.AskAsync([AgendaItem.Subscriptions], clock.GetCurrentInstant(), cancel);
            if (announced.Count > 0)
                await AskForLooksAsync(announced, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
        }
    }

    private async Task AskForLooksAsync(IReadOnlyCollection<Announcement> announced, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        List<SessionFacts> sessions = [];
        foreach (var course in await ledger.ListCoursesAsync(cancel))
            sessions.AddRange((await ledger.FindCourseAsync(course, cancel))?.Sessions ?? []);

        foreach (var session in announced.SelectMany(one => one.Concerned(sessions, now)).DistinctBy(s => s.Id))
            await AskForLookAsync(session, now, cancel);
    }

    private async Task AskForLookAsync(SessionFacts session, Instant now, CancellationToken cancel)
    {
        var current = session;
        for (var attempt = 0; attempt < Attempts && current is not null; attempt++)
        {
            try
            {
                await ledger.RecordAsync(current, [new ArtifactsAnnounced()], now, cancel);
                await agenda.AskAsync([session.Id.ToString()], now, cancel);
                LogAsked(session.Id);
                return;
            }
            catch (ConflictException)
            {
                current = await ledger.FindSessionAsync(session.Id, cancel);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Session}: something of it was announced; it is looked at now")]
    private partial void LogAsked(SessionId session);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was announced could not be asked for; the looks by schedule find it")]
    private partial void LogFailed(Exception exception);
}
