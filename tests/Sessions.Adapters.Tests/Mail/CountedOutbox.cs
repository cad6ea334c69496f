using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Mail;

/// <summary>An outbox of which only the number of sent messages is known.</summary>
internal sealed class CountedOutbox : IOutbox
{
    public int Count { get; set; }

    /// <summary>Whose, and since when, as it was last asked.</summary>
    public (EmailAddress? Instructor, Instant Since) Asked { get; private set; }

    public Task<int> CountSentAsync(EmailAddress? instructor, Instant since, CancellationToken cancel)
    {
        Asked = (instructor, since);
        return Task.FromResult(Count);
    }

    public Task<ImmutableArray<OutboxMessage>> TakeAsync(
        int most, Instant now, Instant until, CancellationToken cancel) => throw new NotSupportedException();

    public Task SettleAsync(IReadOnlyCollection<Settlement> settlements, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task<ReturnOutcome> ReturnAsync(ReturnedMessage returned, Instant now, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task<Instant?> NextDueAsync(CancellationToken cancel) => throw new NotSupportedException();

    public Task<ImmutableDictionary<MessageState, int>> CountAsync(CourseId course, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task<ImmutableArray<HeldMessages>> ListHeldAsync(CourseId course, CancellationToken cancel) =>
        throw new NotSupportedException();
}
