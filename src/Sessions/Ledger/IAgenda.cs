using System.Collections.Immutable;
using NodaTime;

namespace Sessions.Ledger;

/// <summary>
/// When to look at what again. The scheduler's triggers are made from it, and made anew at every start: a lost
/// trigger loses nothing.
/// </summary>
public interface IAgenda
{
    Task<ImmutableArray<AgendaItem>> ListAsync(CancellationToken cancel);

    Task<AgendaItem?> FindAsync(string key, CancellationToken cancel);

    /// <summary>Asks for a look now at each of these.</summary>
    Task AskAsync(IReadOnlyCollection<string> keys, Instant now, CancellationToken cancel);

    /// <summary>
    /// Sets when to look again, unless someone asked for another look since <paramref name="seen"/> was read:
    /// that wish stands.
    /// </summary>
    /// <param name="at">Null when there is nothing left to look for.</param>
    Task CompleteAsync(AgendaItem seen, Instant? at, CancellationToken cancel);
}

/// <summary>One thing to look at.</summary>
/// <param name="Key">
/// <c>outbox</c>, <c>replies</c>, <c>subscriptions</c>, <c>readiness</c>, or a session's <c>course/session</c>.
/// </param>
/// <param name="LookAt">Null when there is nothing to look for until someone asks.</param>
/// <param name="Version">Rises whenever someone asks for a look.</param>
public sealed record AgendaItem(string Key, Instant? LookAt, long Version)
{
    /// <summary>The key of the outbox's own row.</summary>
    public const string Outbox = "outbox";

    /// <summary>The key under which the organizers' mailboxes are read.</summary>
    public const string Replies = "replies";

    /// <summary>The key under which change notifications are kept up.</summary>
    public const string Subscriptions = "subscriptions";

    /// <summary>The key under which the tenant and the archive are checked.</summary>
    public const string Readiness = "readiness";
}

/// <summary>Tells the scheduler's host at once that the agenda has changed.</summary>
public interface IAgendaSignal
{
    /// <summary>After the transaction that put <paramref name="key"/> on the agenda.</summary>
    void Tell(string key);

    /// <summary>Every key told since the reader began, each at least once.</summary>
    IAsyncEnumerable<string> ReadAsync(CancellationToken cancel);
}
