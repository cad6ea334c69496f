using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Web;

/// <summary>Messages with their states, in a list.</summary>
public sealed class InMemoryOutbox : IOutbox
{
    /// <summary>What is told of messages that wait.</summary>
    public List<HeldMessages> Held { get; } = [];

    public Dictionary<long, (OutboxMessage Message, MessageState State)> Rows { get; } = [];

    public Task<ImmutableArray<OutboxMessage>> TakeAsync(int most, Instant now, Instant until, CancellationToken cancel)
    {
        var taken = Rows.Values.Where(row => row.State == MessageState.Pending).Take(most).ToList();
        foreach (var (message, _) in taken)
            Rows[message.Number] = (message, MessageState.Sending);

        return Task.FromResult(taken.Select(row => row.Message).ToImmutableArray());
    }

    public Task SettleAsync(IReadOnlyCollection<Settlement> settlements, CancellationToken cancel)
    {
        foreach (var settlement in settlements)
        {
            Rows[settlement.Message.Number] = (settlement.Message, settlement switch
            {
                MessageSent => MessageState.Sent,
                MessageRefused => MessageState.Refused,
                ReminderDropped => MessageState.Superseded,
                _ => MessageState.Pending,
            });
        }

        return Task.CompletedTask;
    }

    public Task<ReturnOutcome> ReturnAsync(ReturnedMessage returned, Instant now, CancellationToken cancel) =>
        Task.FromResult(new ReturnOutcome(Course: null, IsSending: false));

    public Task<Instant?> NextDueAsync(CancellationToken cancel) => Task.FromResult<Instant?>(null);

    public Task<ImmutableDictionary<MessageState, int>> CountAsync(CourseId course, CancellationToken cancel) =>
        Task.FromResult(Rows.Values.Where(row => row.Message.Session.Course == course)
            .GroupBy(row => row.State)
            .ToImmutableDictionary(rows => rows.Key, rows => rows.Count()));

    public Task<ImmutableArray<HeldMessages>> ListHeldAsync(CourseId course, CancellationToken cancel) =>
        Task.FromResult<ImmutableArray<HeldMessages>>([.. Held]);

    public Task<int> CountSentAsync(EmailAddress? instructor, Instant since, CancellationToken cancel) =>
        Task.FromResult(Rows.Values.Count(row => row.State == MessageState.Sent));
}
