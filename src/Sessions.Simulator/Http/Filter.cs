using System.Globalization;
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

    /// <summary><c>receivedDateTime ge 2025-10-22T17:00:00Z</c></summary>
    public static DateTimeOffset? NotBefore(string filter, string property) =>
        NotBeforeShape().Match(filter) is { Success: true } match && match.Groups["name"].Value == property
        && DateTimeOffset.TryParse(
            match.Groups["value"].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;

    private static string Unquoted(string quoted) => quoted.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex(
        @"^\s*(?<name>[\w/]+)\s+eq\s+'(?<value>(?:[^']|'')*)'\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EqualityShape();

    [GeneratedRegex(
        @"^\s*(?<name>\w+)\s+ge\s+(?<value>[0-9TZ:.+-]+)\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotBeforeShape();

    [GeneratedRegex(
        @"^\s*singleValueExtendedProperties/any\(\s*(?<v>\w+)\s*:\s*\k<v>/id\s+eq\s+'(?<id>(?:[^']|'')*)'"
        + @"\s+and\s+\k<v>/value\s+eq\s+'(?<value>(?:[^']|'')*)'\s*\)\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ExtendedPropertyShape();
}
