using System.Text;
using System.Text.RegularExpressions;

namespace Sessions.Adapters.Tests.Mail;

/// <summary>One content line, and the component it stands in.</summary>
internal sealed partial record CalendarLine(
    string Component, string Name, IReadOnlyDictionary<string, string> Parameters, string Value)
{
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Null when a line is no content line, or a component ends that did not begin.</returns>
    public static List<CalendarLine>? ReadAll(IReadOnlyList<string> lines)
    {
        var items = new List<CalendarLine>();
        var open = new Stack<string>(["-"]);
        foreach (var line in lines)
        {
            if (Read(line, open.Peek()) is not { } item)
                return null;

            items.Add(item);
            if (item.Name == "BEGIN")
                open.Push(item.Value);
            else if (item.Name == "END" && (open.Count == 1 || open.Pop() != item.Value))
                return null;
        }

        return items;
    }

    private static CalendarLine? Read(string line, string component)
    {
        var match = LinePattern.Match(line);
        if (!match.Success)
            return null;

        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < match.Groups["key"].Captures.Count; i++)
        {
            if (!parameters.TryAdd(match.Groups["key"].Captures[i].Value, match.Groups["of"].Captures[i].Value))
                return null;
        }

        return new CalendarLine(component, match.Groups["name"].Value, parameters, match.Groups["value"].Value);
    }

    /// <returns>Unfolded; null when a physical line is not UTF-8 by itself.</returns>
    public static List<string>? TryUnfold(byte[] ics)
    {
        var lines = new List<string>();
        foreach (var range in ics.AsSpan().Split((byte)'\n'))
        {
            var physical = ics.AsSpan(range).TrimEnd((byte)'\r');
            if (physical.IsEmpty)
                continue;

            string text;
            try
            {
                text = Strict.GetString(physical);
            }
            catch (DecoderFallbackException)
            {
                return null;
            }

            if (text[0] is ' ' or '\t' && lines.Count > 0)
                lines[^1] += text[1..];
            else
                lines.Add(text);
        }

        return lines;
    }

    // RFC 5545 3.1: name *(";" param-name "=" param-value) ":" value; a quoted value holds no quote.
    [GeneratedRegex(
        """^(?<name>[A-Z0-9-]+)(?:;(?<key>[A-Z0-9-]+)=(?:"(?<of>[^"]*)"|(?<of>[^";:,]*)))*:(?<value>.*)$""",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LinePattern { get; }
}
