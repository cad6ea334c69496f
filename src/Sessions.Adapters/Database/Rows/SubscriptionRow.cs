using NodaTime;

namespace Sessions.Adapters.Database.Rows;

/// <summary>A change notification that Graph was asked for.</summary>
internal sealed class SubscriptionRow
{
    public required string Id { get; init; }

    public required string Organizer { get; init; }

    public required string Resource { get; init; }

    /// <summary>SHA-256 of the clientState, lower-case hexadecimal.</summary>
    public required string SecretHash { get; init; }

    public Instant ExpiresAt { get; set; }
}
