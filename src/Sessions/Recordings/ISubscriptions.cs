using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Recordings;

/// <summary>
/// Asks Graph to say when recordings and transcripts of an organizer's meetings appear. It only makes things sooner:
/// without it, or when a notification is lost, the looks by schedule find the same. Faults come as
/// <see cref="OutsideFaultException"/>.
/// </summary>
public interface ISubscriptions
{
    /// <summary>
    /// Makes the organizer's one subscription to this, in the place of any that was made for the same address and
    /// forgotten. Graph calls both addresses before it answers.
    /// </summary>
    Task<GrantedSubscription> CreateAsync(
        EmailAddress organizer, Announced what, SubscriptionTerms terms, CancellationToken cancel);

    /// <summary>Prolongs, which also confirms anew that we may have it.</summary>
    /// <returns>Until when; null when Graph does not know it any more.</returns>
    Task<Instant?> RenewAsync(
        EmailAddress organizer, Announced what, string id, Instant until, CancellationToken cancel);

    /// <summary>Ends it; one that is gone already is no fault.</summary>
    Task RemoveAsync(EmailAddress organizer, Announced what, string id, CancellationToken cancel);
}

public enum Announced
{
    Recordings,
    Transcripts,
}

/// <param name="Notifications">Where Graph posts to, over https.</param>
/// <param name="Lifecycle">Where Graph posts what concerns the subscription itself.</param>
/// <param name="ClientState">Comes back with every notification: what makes it believable. 128 characters at most.</param>
public sealed record SubscriptionTerms(Uri Notifications, Uri Lifecycle, string ClientState, Instant Until);

/// <param name="Until">May be earlier than asked for.</param>
public sealed record GrantedSubscription(string Id, Instant Until);
