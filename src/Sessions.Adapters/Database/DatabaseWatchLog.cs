using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Sessions.Adapters.Database.Rows;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

internal sealed class DatabaseWatchLog(LedgerDatabase database) : IWatchLog
{
    public Task<bool> AddAsync(
        SessionId session, LearnerId learner, PlayedStretch stretch, Duration enough, Instant now,
        CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                // Two tabs of one learner must not lose each other's stretches.
                await context.LockCourseAsync(session.Course.Value, cancel);
                var row = await FindAsync(context, session, learner, cancel) ?? Add(context, session, learner);
                var credited = Play(row, stretch, enough, now);
                if (credited)
                    await TellAsync(context, session, row, onTheirWord: enough == Duration.Zero, now, cancel);

                await context.SaveChangesAsync(cancel);
                return credited;
            },
            cancel);

    public Task<ImmutableArray<PlayedStretch>> ListAsync(
        SessionId session, LearnerId learner, CancellationToken cancel) =>
        database.ReadAsync(async context =>
            await FindAsync(context, session, learner, cancel) is { } row ? Read(row) : []);

    private static Task<WatchRow?> FindAsync(
        LedgerContext context, SessionId session, LearnerId learner, CancellationToken cancel) =>
        context.Watchings.SingleOrDefaultAsync(
            w => w.CourseId == session.Course.Value && w.Session == session.Slug && w.LearnerId == learner.Value,
            cancel);

    private static WatchRow Add(LedgerContext context, SessionId session, LearnerId learner) =>
        context.Watchings.Add(new WatchRow
        {
            CourseId = session.Course.Value,
            Session = session.Slug,
            LearnerId = learner.Value,
            Stretches = "[]",
        }).Entity;

    private static bool Play(WatchRow row, PlayedStretch stretch, Duration enough, Instant now)
    {
        var stretches = PlayedStretches.Add(Read(row), stretch);
        row.Stretches = LedgerJson.Write(stretches);
        row.Played = PlayedStretches.Length(stretches);
        row.UpdatedAt = now;
        if (row.CreditedAt is not null || row.Played < enough)
            return false;

        row.CreditedAt = now;
        return true;
    }

    private static async Task TellAsync(
        LedgerContext context, SessionId session, WatchRow row, bool onTheirWord, Instant now,
        CancellationToken cancel)
    {
        var address = await context.Learners
            .Where(l => l.Id == row.LearnerId).Select(l => l.Email).SingleAsync(cancel);
        var played = string.Create(
            CultureInfo.InvariantCulture,
            $"{(onTheirWord ? "by their own word, " : "")}{Math.Floor(row.Played.TotalMinutes):0} min played");
        context.History.Add(HistoryRows.Of(
            new(now, EventName.RecordingWatched, session.Course, session.Slug, address, played)));
    }

    private static ImmutableArray<PlayedStretch> Read(WatchRow row) =>
        LedgerJson.Read<ImmutableArray<PlayedStretch>>(row.Stretches);
}
