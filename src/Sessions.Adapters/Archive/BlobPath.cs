using System.Text.RegularExpressions;

namespace Sessions.Adapters.Archive;

/// <summary>
/// The names this archive takes: slash-separated segments of letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, each
/// beginning and ending with a letter or digit. So no name leaves the archive's directory, is hidden, or means
/// something else on another file system.
/// </summary>
internal static partial class BlobPath
{
    private const int Longest = 400;

    /// <summary>What stands beside a file while it is made.</summary>
    public const string Partial = ".partial";

    public const string Journal = ".blocks";

    public const string Fresh = ".new";

    public const string Turn = ".turn";

    /// <exception cref="ArgumentException">It is no name the archive takes.</exception>
    public static string Check(string name) =>
        name.Length <= Longest && Pattern.IsMatch(name) && !Path.GetExtension(name).ToLowerInvariant()
            .AsSpan().IsOneOf(Partial, Journal, Fresh, Turn)
            ? name
            : throw new ArgumentException($"'{name}' cannot name a file in the archive", nameof(name));

    private static bool IsOneOf(this ReadOnlySpan<char> extension, params ReadOnlySpan<string> reserved)
    {
        foreach (var one in reserved)
            if (extension.SequenceEqual(one))
                return true;
        return false;
    }

    [GeneratedRegex(
        @"\A[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:/[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)*\z",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern { get; }
}
