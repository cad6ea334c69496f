using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sessions.Courses;

namespace Sessions.Ledger;

/// <summary>
/// The secret part of a learner's links: an HMAC-SHA-256 of whose and what it is, cut to 160 bits, in base64url
/// (27 characters). The ledger keeps only its hash, so neither a copy of the database nor a log opens a page, and
/// the mails can still be written anew from the key.
/// </summary>
public static class LinkToken
{
    /// <summary>Bytes a key must have at least.</summary>
    public const int KeyLength = 32;

    private const int TokenBytes = 20;

    /// <summary>Opens the learner's own page and feed.</summary>
    public static string ForPage(ReadOnlySpan<byte> key, CourseId course, LearnerId learner, int generation) =>
        Make(key, string.Create(CultureInfo.InvariantCulture, $"page\n{course}\n{learner}\n{generation}"));

    /// <summary>Opens one session's recording for one learner.</summary>
    public static string ForWatching(ReadOnlySpan<byte> key, SessionId session, LearnerId learner, int generation) =>
        Make(key, string.Create(CultureInfo.InvariantCulture, $"watch\n{session}\n{learner}\n{generation}"));

    /// <summary>What the ledger keeps of a token: its SHA-256, lower-case hexadecimal.</summary>
    public static string Hash(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static string Make(ReadOnlySpan<byte> key, string subject) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(subject)).AsSpan(0, TokenBytes));
}

/// <summary>The installation's secret from which all links are made.</summary>
public sealed class LinkKey
{
    private readonly byte[] _key;

    public LinkKey(ReadOnlySpan<byte> key)
    {
        if (key.Length < LinkToken.KeyLength)
            throw new ArgumentException($"a link key has at least {LinkToken.KeyLength} bytes", nameof(key));

        _key = key.ToArray();
    }

    public string PageToken(CourseId course, LearnerId learner, int generation) =>
        LinkToken.ForPage(_key, course, learner, generation);

    public string WatchToken(SessionId session, LearnerId learner, int generation) =>
        LinkToken.ForWatching(_key, session, learner, generation);
}
