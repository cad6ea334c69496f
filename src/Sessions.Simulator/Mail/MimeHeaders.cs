using System.Collections.Immutable;
using System.Text;

namespace Sessions.Simulator.Mail;

/// <summary>The little that a post office must read of a message (RFC 5322, 2.2).</summary>
internal static class MimeHeaders
{
    private static readonly string[] RecipientFields = ["To", "Cc", "Bcc"];

    public static string? Value(byte[] mime, string name) => Fields(mime)
        .Where(field => field.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(field => field[(name.Length + 1)..].Trim())
        .FirstOrDefault();

    public static ImmutableArray<string> Recipients(byte[] mime) =>
    [
        .. RecipientFields
            .SelectMany(name => (Value(mime, name) ?? "").Split(','))
            .Where(part => part.Contains('@', StringComparison.Ordinal))
            .Select(Address),
    ];

    private static string Address(string mailbox)
    {
        var open = mailbox.LastIndexOf('<');
        return (open < 0 ? mailbox : mailbox[(open + 1)..].TrimEnd().TrimEnd('>')).Trim();
    }

    private static IEnumerable<string> Fields(byte[] mime)
    {
        string? field = null;
        foreach (var line in Encoding.UTF8.GetString(mime).Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (field is not null && line is [' ' or '\t', ..])
            {
                field += line;
                continue;
            }

            if (field is not null)
            {
                yield return field;
            }

            if (line.Length == 0)
            {
                yield break;
            }

            field = line;
        }
    }
}
