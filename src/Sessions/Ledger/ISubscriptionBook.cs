using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;

namespace Sessions.Ledger;

/// <summary>
/// The change notifications that Graph was asked for. The worker writes it; the web host reads it to tell a genuine
/// notification from a forged one.
/// </summary>
public interface ISubscriptionBook
{
    Task<ImmutableArray<Subscription>> ListAsync(CancellationToken cancel);

    /// <returns>Null for one we know nothing of.</returns>
    Task<Subscription?> FindAsync(string id, CancellationToken cancel);

    /// <summary>Keeps a new one, or a known one's later expiry.</summary>
    Task KeepAsync(Subscription subscription, CancellationToken cancel);

    Task RemoveAsync(string id, CancellationToken cancel);
}

/// <param name="SecretHash">SHA-256 of the clientState, lower-case hexadecimal.</param>
public sealed record Subscription(
    string Id, EmailAddress Organizer, string Resource, string SecretHash, Instant ExpiresAt);
