using System.Security.Cryptography;
using System.Text;

namespace Sessions.Ledger;

/// <summary>
/// A subscription's clientState. Graph sends it back with every notification; the ledger keeps only its hash, so a
/// copy of the database makes no notification.
/// </summary>
public static class SubscriptionSecret
{
    /// <summary>Graph takes no longer one.</summary>
    public const int Longest = 128;

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public static string Hash(string clientState) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(clientState)));

    /// <summary>Takes as long for a wrong one as for the right one.</summary>
    public static bool Fits(Subscription subscription, string? clientState) =>
        clientState is { Length: > 0 and <= Longest }
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Hash(clientState)), Encoding.ASCII.GetBytes(subscription.SecretHash));
}
