using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Sessions.Invitations;

/// <summary>
/// Reads METHOD, UID, SEQUENCE, DTSTAMP and ATTENDEE out of a scheduling message, and nothing else. The hours in an
/// answer are nobody's to follow, and what Exchange and Google write beside these five (zones of their own making,
/// headings, no ORGANIZER) fails in parsers that read it all.
/// </summary>
public static class ITipReader
{
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <summary>Lines that say nothing are passed over; what is missing is null.</summary>
    public static ITipMessage Read(string text)
    {
        string? method = null;
        var within = new Stack<string>();
        var entries = ImmutableArray.CreateBuilder<ITipEntry>();
        foreach (var line in IcsLine.ReadAll(text))
        {
            switch (line.Name)
            {
                case "BEGIN":
                    within.Push(line.Value.ToUpperInvariant());
                    if (within.Peek() == "VEVENT")
                        entries.Add(ITipEntry.Empty);
                    break;
                case "END":
                    within.TryPop(out _);
                    break;
                case "METHOD" when within.TryPeek(out var outer) && outer == "VCALENDAR":
                    method ??= line.Value.ToUpperInvariant();
                    break;
                default:
                    if (within.TryPeek(out var inner) && inner == "VEVENT")
                        entries[^1] = With(entries[^1], line);
                    break;
            }
        }

        return new ITipMessage(method, entries.ToImmutable());
    }

    private static ITipEntry With(ITipEntry entry, IcsLine line) => line.Name switch
    {
        "UID" => entry with { Uid = entry.Uid ?? line.Value },
        "SEQUENCE" => entry with { Sequence = entry.Sequence ?? Number(line.Value) },
        "DTSTAMP" => entry with { Stamp = entry.Stamp ?? Stamp(line.Value) },
        "ATTENDEE" => entry with { Attendees = entry.Attendees.Add(Attendee(line)) },
        _ => entry,
    };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // RFC 5545 3.8.7.2 wants UTC; where its letter is missing, UTC is still what was meant.
    private static Instant? Stamp(string text) =>
        Utc.Parse(text.TrimEnd('Z') + "Z") is { Success: true, Value: var at } ? at : null;

    private static ITipAttendee Attendee(IcsLine line)
    {
        var address = line.Value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
            ? Uri.UnescapeDataString(line.Value["mailto:".Length..])
            : line.Value;
        return new ITipAttendee(address.Trim(), line.Parameter("PARTSTAT")?.ToUpperInvariant());
    }
}

/// <param name="Method">In upper case; null where none stands.</param>
public sealed record ITipMessage(string? Method, ImmutableArray<ITipEntry> Entries);

public sealed record ITipEntry(string? Uid, int? Sequence, Instant? Stamp, ImmutableArray<ITipAttendee> Attendees)
{
    public static ITipEntry Empty { get; } = new(null, null, null, []);
}

/// <param name="Answer">PARTSTAT, in upper case; null where none stands.</param>
public sealed record ITipAttendee(string Address, string? Answer);
