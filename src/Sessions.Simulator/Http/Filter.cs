using System.Text.RegularExpressions;

namespace Sessions.Simulator.Http;

/// <summary>The few $filter expressions that Graph takes here.</summary>
internal static partial class Filter
{
    public static (string Property, string Value)? Equality(string filter) =>
        EqualityShape().Match(filter) is { Success: true } match
            ? (match.Groups["name"].Value, Unquoted(match.Groups["value"].Value))
            : null;

    /// <summary><c>singleValueExtendedProperties/Any(ep: ep/id eq '…' and ep/value eq '…')</c>.</summary>
    public static (string Id, string Value)? ExtendedProperty(string filter) =>
        ExtendedPropertyShape().Match(filter) is { Success: true } match
            ? (Unquoted(match.Groups["id"].Value), Unquoted(match.Groups["value"].Value))
            : null;

    private static string Unquoted(string quoted) => quoted.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex(
        @"^\s*(?<name>[\w/]+)\s+eq\s+'(?<value>(?:[^']|'')*)'\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EqualityShape();

    [GeneratedRegex(
        @"^\s*singleValueExtendedProperties/any\(\s*(?<v>\w+)\s*:\s*\k<v>/id\s+eq\s+'(?<id>(?:[^']|'')*)'"
        + @"\s+and\s+\k<v>/value\s+eq\s+'(?<value>(?:[^']|'')*)'\s*\)\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ExtendedPropertyShape();
}
