using System.Collections.Frozen;

namespace Sessions.Courses;

/// <summary>
/// The labels people print instead of a zone. One that stands for a place's clock all year round is taken for
/// that place; one that names half a year, several places or a clock that never changes is refused, with the ids
/// it may have meant.
/// </summary>
public static class ZoneLabels
{
    /// <summary>
    /// Taken, in any case of letters. "PT" and its kin are the United States' own; since 2026-11-01 "PT" no
    /// longer covers British Columbia (tzdb 2026a).
    /// </summary>
    public static FrozenDictionary<string, string> Accepted { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PT"] = "America/Los_Angeles",
            ["MT"] = "America/Denver",
            ["CT"] = "America/Chicago",
            ["ET"] = "America/New_York",
            ["AKT"] = "America/Anchorage",
            ["HT"] = "Pacific/Honolulu",
            ["HST"] = "Pacific/Honolulu",
            ["Pacific Time"] = "America/Los_Angeles",
            ["Mountain Time"] = "America/Denver",
            ["Central Time"] = "America/Chicago",
            ["Eastern Time"] = "America/New_York",
            ["Alaska Time"] = "America/Anchorage",
            ["Hawaii Time"] = "Pacific/Honolulu",
            ["UK"] = "Europe/London",
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Refused, with why and what would be right. EST and MST are ids of tzdb, and traps: they mean Panama's and
    /// Phoenix's clocks, which never change.
    /// </summary>
    internal static FrozenDictionary<string, (string Why, string Right)> Refused { get; } =
        new Dictionary<string, (string Why, string Right)>(StringComparer.Ordinal)
        {
            ["EST"] = ("is a clock that never changes (Panama's)", "America/New_York, or America/Panama if meant"),
            ["MST"] = ("is a clock that never changes (Arizona's)", "America/Denver, or America/Phoenix if meant"),
            ["PST"] = ("is the clock of the winter only", "America/Los_Angeles"),
            ["PDT"] = ("is the clock of the summer only", "America/Los_Angeles"),
            ["MDT"] = ("is the clock of the summer only", "America/Denver"),
            ["EDT"] = ("is the clock of the summer only", "America/New_York"),
            ["CDT"] = ("is the clock of the summer only", "America/Chicago"),
            ["AKST"] = ("is the clock of the winter only", "America/Anchorage"),
            ["AKDT"] = ("is the clock of the summer only", "America/Anchorage"),
            ["CEST"] = ("is the clock of the summer only", "the place's id, such as Europe/Berlin"),
            ["EEST"] = ("is the clock of the summer only", "the place's id, such as Europe/Athens"),
            ["CST"] = ("means several places", "America/Chicago, Asia/Shanghai or America/Havana"),
            ["BST"] = ("means several places", "Europe/London or Asia/Dhaka"),
            ["IST"] = ("means several places", "Asia/Kolkata, Europe/Dublin or Asia/Jerusalem"),
            ["AST"] = ("means several places", "America/Halifax, America/Puerto_Rico or Asia/Riyadh"),
            ["AEST"] = ("means several places", "Australia/Sydney or Australia/Brisbane"),
            ["JST"] = ("is no zone id", "Asia/Tokyo"),
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
