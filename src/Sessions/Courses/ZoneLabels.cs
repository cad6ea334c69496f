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
    /// Taken, in any case of letters. "PT" and its kin are the United States' own ("AT" and "NT" Canada's); since
    /// 2026-11-01 "PT" no longer covers British Columbia (tzdb 2026a). The README beside this file lists them.
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
            ["AT"] = "America/Halifax",
            ["NT"] = "America/St_Johns",
            ["Pacific Time"] = "America/Los_Angeles",
            ["Mountain Time"] = "America/Denver",
            ["Central Time"] = "America/Chicago",
            ["Eastern Time"] = "America/New_York",
            ["Alaska Time"] = "America/Anchorage",
            ["Hawaii Time"] = "Pacific/Honolulu",
            ["Atlantic Time"] = "America/Halifax",
            ["Newfoundland Time"] = "America/St_Johns",
            ["UK"] = "Europe/London",
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Refused, with why and what would be right. EST, MST and GMT are ids of tzdb, and traps: they mean Panama's,
    /// Phoenix's and Greenwich's clocks, which never change. The README beside this file lists them.
    /// </summary>
    public static FrozenDictionary<string, RefusedLabel> Refused { get; } = new Dictionary<string, RefusedLabel>(
        StringComparer.Ordinal)
    {
        ["EST"] = new("is a clock that never changes (Panama's)", "America/New_York, or America/Panama if meant"),
        ["MST"] = new("is a clock that never changes (Arizona's)", "America/Denver, or America/Phoenix if meant"),
        ["GMT"] = new("is a clock that never changes", "Europe/London, or UTC if meant"),
        ["PST"] = Winter("America/Los_Angeles"),
        ["PDT"] = Summer("America/Los_Angeles"),
        ["MDT"] = Summer("America/Denver"),
        ["EDT"] = Summer("America/New_York"),
        ["CDT"] = Summer("America/Chicago"),
        ["AKST"] = Winter("America/Anchorage"),
        ["AKDT"] = Summer("America/Anchorage"),
        ["ADT"] = Summer("America/Halifax"),
        ["NST"] = Winter("America/St_Johns"),
        ["NDT"] = Summer("America/St_Johns"),
        ["WEST"] = Summer("the place's id, such as Europe/Lisbon"),
        ["CEST"] = Summer("the place's id, such as Europe/Berlin"),
        ["EEST"] = Summer("the place's id, such as Europe/Athens"),
        ["AEDT"] = Summer("Australia/Sydney"),
        ["ACDT"] = Summer("Australia/Adelaide"),
        ["NZST"] = Winter("Pacific/Auckland"),
        ["NZDT"] = Summer("Pacific/Auckland"),
        ["CST"] = Several("America/Chicago, Asia/Shanghai or America/Havana"),
        ["BST"] = Several("Europe/London or Asia/Dhaka"),
        ["IST"] = Several("Asia/Kolkata, Europe/Dublin or Asia/Jerusalem"),
        ["AST"] = Several("America/Halifax, America/Puerto_Rico or Asia/Riyadh"),
        ["AEST"] = Several("Australia/Sydney or Australia/Brisbane"),
        ["ACST"] = Several("Australia/Adelaide or Australia/Darwin"),
        ["GST"] = Several("Asia/Dubai or Atlantic/South_Georgia"),
        ["SST"] = Several("Pacific/Pago_Pago or Asia/Singapore"),
        ["WST"] = Several("Australia/Perth or Pacific/Apia"),
        ["AWST"] = NoId("Australia/Perth"),
        ["BRT"] = NoId("America/Sao_Paulo"),
        ["CAT"] = NoId("Africa/Maputo"),
        ["EAT"] = NoId("Africa/Nairobi"),
        ["HKT"] = NoId("Asia/Hong_Kong"),
        ["JST"] = NoId("Asia/Tokyo"),
        ["KST"] = NoId("Asia/Seoul"),
        ["MSK"] = NoId("Europe/Moscow"),
        ["PKT"] = NoId("Asia/Karachi"),
        ["SAST"] = NoId("Africa/Johannesburg"),
        ["SGT"] = NoId("Asia/Singapore"),
        ["WAT"] = NoId("Africa/Lagos"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static RefusedLabel Winter(string right) => new("is the clock of the winter only", right);

    private static RefusedLabel Summer(string right) => new("is the clock of the summer only", right);

    private static RefusedLabel Several(string right) => new("means several places", right);

    private static RefusedLabel NoId(string right) => new("is no zone id", right);
}

/// <summary>A label that is not taken.</summary>
/// <param name="Right">An id, or ids to choose from.</param>
public sealed record RefusedLabel(string Why, string Right);
