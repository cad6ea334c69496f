using System.Text;

namespace Sessions.Tests.Invitations;

/// <summary>Reads an iCalendar text strictly, without any library: as octets, then as unfolded lines.</summary>
internal static class IcsLines
{
    /// <summary>The content lines; fails where a physical line breaks RFC 5545 3.1 or UTF-8.</summary>
    public static IReadOnlyList<string> Read(string ics)
    {
        Assert.EndsWith("\r\n", ics, StringComparison.Ordinal);
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var physical = ics[..^2].Split("\r\n");
        Assert.All(physical, line =>
        {
            Assert.InRange(strict.GetByteCount(line), 1, 75);
            Assert.DoesNotContain(line, char.IsControl);
            Assert.DoesNotContain('\uFFFD', line);
        });

        var lines = new List<string>();
        foreach (var line in physical)
        {
            if (line[0] == ' ')
                lines[^1] += line[1..];
            else
                lines.Add(line);
        }

        return lines;
    }

    /// <summary>Property and component names in order: what a text must never be able to change.</summary>
    public static IReadOnlyList<string> Names(string ics) =>
    [
        .. Read(ics).Select(line =>
            line.StartsWith("BEGIN:", StringComparison.Ordinal) ? line : line.Split(':', ';')[0]),
    ];
}
