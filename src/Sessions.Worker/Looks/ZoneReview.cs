using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Primitives;
using NodaTime.Extensions;
using Sessions.Adapters.Zones;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Worker.Looks;

/// <summary>
/// At the start, and whenever the zone data change, every session ahead is held against them; those whose instants
/// moved are looked at now. The planner does the rest.
/// </summary>
internal sealed partial class ZoneReview(
    ILedger ledger, IAgenda agenda, LiveZones zones, TimeProvider clock, ILogger<ZoneReview> logger)
    : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Taken before the review: data that change while it runs are reviewed after it.
            var change = zones.Watch();
            if (await TryReviewAsync(stoppingToken))
                await FiredAsync(change, stoppingToken);
            else
                await Task.Delay(AfterFailure, stoppingToken);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification =
        "A database that is away must not end the review for good: it is repeated.")]
    private async Task<bool> TryReviewAsync(CancellationToken cancel)
    {
        try
        {
            await ReviewAsync(cancel);
            return true;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e)
        {
            LogFailed(e);
            return false;
        }
    }

    private async Task ReviewAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        foreach (var id in await ledger.ListCoursesAsync(cancel))
        {
            var course = await ledger.FindCourseAsync(id, cancel);
            var moved = (course?.Sessions ?? [])
                .Where(s => !s.Removed && now < s.Time.Start && !KeepingHours.StandsAsResolved(s.Time))
                .Select(s => s.Id.ToString())
                .ToList();
            if (moved.Count == 0)
                continue;

            LogMoved(id, moved.Count, ZoneData.VersionOf(zones));
            await agenda.AskAsync(moved, now, cancel);
        }
    }

    private static async Task FiredAsync(IChangeToken change, CancellationToken cancel)
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = change.RegisterChangeCallback(_ => fired.TrySetResult(), state: null);
        await fired.Task.WaitAsync(cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Course}: zone data {Version} move the instants of {Count} session(s)")]
    private partial void LogMoved(CourseId course, int count, string version);

    [LoggerMessage(Level = LogLevel.Error, Message = "The sessions could not be held against the zone data; it is repeated")]
    private partial void LogFailed(Exception exception);
}
