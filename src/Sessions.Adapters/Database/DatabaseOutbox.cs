using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Sessions.Adapters.Database.Rows;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

internal sealed class DatabaseOutbox(LedgerDatabase database, IDateTimeZoneProvider zones) : IOutbox
{
    private const int MostReasons = 5;

    public Task<ImmutableArray<OutboxMessage>> TakeAsync(
        int most, Instant now, Instant until, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                await LateReminders.DropAsync(context, now, cancel);
                var numbers = await context.Takeable(most, now).Select(o => o.Number).ToListAsync(cancel);
                var taken = context.Outbox.Where(o => numbers.Contains(o.Number));
                await LeaseAsync(taken, until, cancel);
                var rows = await taken.AsNoTracking().OrderBy(o => o.Number).ToListAsync(cancel);
                return await WithLearnersAsync(context, rows, cancel);
            },
            cancel);

    // After a power cut those of the last moments are in doubt, and leave again under the same Message-ID: a turn of
    // the disk for every few messages costs far more.
    public Task SettleAsync(IReadOnlyCollection<Settlement> settlements, CancellationToken cancel) =>
        database.NoteAsync(
            async notes =>
            {
                await new OutboxSettling(notes).WriteAsync(settlements, cancel);
                return settlements.Count;
            },
            cancel);

    public Task<ReturnOutcome> ReturnAsync(ReturnedMessage returned, Instant now, CancellationToken cancel) =>
        database.WriteAsync(context => ReturnedMessages.WriteAsync(context, returned, now, cancel), cancel);

    public Task<Instant?> NextDueAsync(CancellationToken cancel) =>
        database.ReadAsync(context => context.Outbox
            .Where(o => o.State == MessageState.Pending || o.State == MessageState.Sending)
            .OrderBy(o => o.Due)
            .Select(o => (Instant?)o.Due)
            .FirstOrDefaultAsync(cancel));

    public Task<ImmutableDictionary<MessageState, int>> CountAsync(CourseId course, CancellationToken cancel) =>
        database.ReadAsync(async context =>
        {
            var counts = await context.Outbox
                .Where(o => o.CourseId == course.Value)
                .GroupBy(o => o.State)
                .Select(g => new { State = g.Key, Count = g.Count() })
                .ToListAsync(cancel);
            return counts.ToImmutableDictionary(c => c.State, c => c.Count);
        });

    public Task<ImmutableArray<HeldMessages>> ListHeldAsync(CourseId course, CancellationToken cancel) =>
        database.ReadAsync(async context =>
        {
            var reasons = await context.Outbox
                .Where(o => o.CourseId == course.Value && o.State == MessageState.Pending && o.Note != null)
                .GroupBy(o => o.Note!)
                .Select(g => new { Why = g.Key, Count = g.Count(), Again = g.Min(o => o.Due) })
                .OrderByDescending(g => g.Count).ThenBy(g => g.Why)
                .Take(MostReasons)
                .ToListAsync(cancel);
            return reasons.Select(r => new HeldMessages(r.Count, r.Why, r.Again)).ToImmutableArray();
        });

    public Task<int> CountSentAsync(EmailAddress? instructor, Instant since, CancellationToken cancel) =>
        database.ReadAsync(async context =>
        {
            var sent = context.Outbox.Where(o => o.SentAt > since);
            if (instructor is null)
                return await sent.CountAsync(cancel);

            var courses = await context.Courses.Select(c => new { c.Id, c.InstructorEmail }).ToListAsync(cancel);
            var theirs = courses.Where(c => EmailAddress.Parse(c.InstructorEmail) == instructor).Select(c => c.Id);
            return await sent.CountAsync(o => theirs.Contains(o.CourseId), cancel);
        });

    // A lease that ran out while sending leaves an attempt without an answer.
    private static Task<int> LeaseAsync(IQueryable<OutboxRow> taken, Instant until, CancellationToken cancel) =>
        taken.ExecuteUpdateAsync(
            set => set
                .SetProperty(o => o.Doubtful, o => o.Doubtful || o.State == MessageState.Sending)
                .SetProperty(o => o.Attempts, o => o.State == MessageState.Sending ? o.Attempts + 1 : o.Attempts)
                .SetProperty(o => o.State, MessageState.Sending)
                .SetProperty(o => o.Due, until),
            cancel);

    private async Task<ImmutableArray<OutboxMessage>> WithLearnersAsync(
        LedgerContext context, List<OutboxRow> rows, CancellationToken cancel)
    {
        if (rows.Count == 0)
            return [];

        var ids = rows.Select(r => r.LearnerId).Distinct().ToArray();
        var learners = await context.Learners
            .AsNoTracking().Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, cancel);
        // Most messages taken together tell the same of one session.
        var contents = rows.Select(r => r.Content).Distinct(StringComparer.Ordinal)
            .ToDictionary(c => c, LedgerJson.Read<InvitationContent>, StringComparer.Ordinal);
        return
        [
            .. rows.Select(r => Message(r, contents[r.Content], r.LearnerId is { } id ? learners[id] : null)),
        ];
    }

    private OutboxMessage Message(OutboxRow row, InvitationContent content, LearnerRow? learner) => new(
        row.Number,
        row.Kind,
        row.MessageId,
        new SessionId(new CourseId(row.CourseId), row.Session),
        row.LearnerId is { } id ? new LearnerId(id) : null,
        Addressee(row, learner),
        learner?.LinkGeneration ?? 0,
        row.Uid,
        row.Sequence,
        row.Stamp,
        content,
        row.Before is null ? null : PeriodPattern.Roundtrip.Parse(row.Before).Value,
        row.Attempts,
        row.Doubtful)
    {
        ExpiresAt = row.ExpiresAt,
        Summary = row.Summary is null ? null : LedgerJson.Read<SessionSummary>(row.Summary),
    };

    // Under the address the message was written for, whatever the learner's may be by now.
    private Learner Addressee(OutboxRow row, LearnerRow? learner)
    {
        if (learner is null)
        {
            var organizer = LedgerJson.Read<InvitationContent>(row.Content).OrganizerName;
            return new Learner(EmailAddress.Parse(row.Address!), organizer, Zone: null, Language: null);
        }

        var person = FactsReader.Learner(learner, zones);
        return row.Address is null ? person : person with { Email = EmailAddress.Parse(row.Address) };
    }
}
