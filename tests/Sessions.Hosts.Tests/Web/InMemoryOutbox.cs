using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Web;

/// <summary>Messages with their states, in a list.</summary>
public sealed class InMemoryOutbox : IOutbox
{
    public Dictionary<long, (OutboxMessage Message, MessageState State)> Rows { get; } = [];

    public Task<ImmutableArray<OutboxMessage>> TakeAsync(int most, Instant now, Instant until, CancellationToken cancel)
    {
        var taken = Rows.Values.Where(row => row.State == MessageState.Pending).Take(most).ToList();
        foreach (var (message, _) in taken)
            Rows[message.Number] = (message, MessageState.Sending);

        return Task.FromResult(taken.Select(row => row.Message).ToImmutableArray());
    }

    public Task SentAsync(OutboxMessage message, Instant at, string detail, CancellationToken cancel) =>
        Set(message, MessageState.Sent);

    public Task DeferAsync(OutboxMessage message, Instant again, string why, CancellationToken cancel) =>
        Set(message, MessageState.Pending);

    public Task RefuseAsync(OutboxMessage message, Instant at, string why, CancellationToken cancel) =>
        Set(message, MessageState.Refused);

    public Task<Instant?> NextDueAsync(CancellationToken cancel) => Task.FromResult<Instant?>(null);

    public Task<ImmutableDictionary<MessageState, int>> CountAsync(CourseId course, CancellationToken cancel) =>
        Task.FromResult(Rows.Values.Where(row => row.Message.Session.Course == course)
            .GroupBy(row => row.State)
            .ToImmutableDictionary(rows => rows.Key, rows => rows.Count()));

    private Task Set(OutboxMessage message, MessageState state)
    {
        Rows[message.Number] = (message, state);
        return Task.CompletedTask;
    }
}
