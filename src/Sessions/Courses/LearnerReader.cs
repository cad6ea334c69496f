using System.Text.RegularExpressions;
using NodaTime;

namespace Sessions.Courses;

/// <summary>Reads the roster's rows, one learner each.</summary>
internal sealed partial class LearnerReader(ProblemList problems, IDateTimeZoneProvider zones)
{
    private readonly Dictionary<string, int> _lineOf = new(StringComparer.Ordinal);

    private readonly Dictionary<string, ZoneReading> _zones = new(StringComparer.Ordinal);

    /// <returns>Null when something was wrong, which is in the list then.</returns>
    public Learner? Read(RosterRow row, RosterColumns columns)
    {
        if (row.Cells.Skip(columns.Count).Where(c => !c.IsEmpty).ToList() is [var surplus, ..])
        {
            problems.Add(
                surplus.At,
                $"the row has {row.Cells.Length} cells and the first line {columns.Count}",
                "a text that holds the separator in quotes");
            return null;
        }

        var email = ReadEmail(row[columns.Email]);
        var name = ReadName([.. columns.Names.Select(n => row[n])]);
        var zone = columns.Zone < 0 ? null : ReadZone(row[columns.Zone]);
        var language = columns.Language < 0 ? null : ReadLanguage(row[columns.Language]);
        return email is null || name is null ? null : new Learner(email, name, zone, language);
    }

    private EmailAddress? ReadEmail(Cell cell)
    {
        if (EmailAddress.TryParse(cell.Value) is not { } email)
        {
            problems.Add(
                cell.At,
                cell.IsEmpty
                    ? "the e-mail address is missing"
                    : $"{PlainText.Quote(cell.Value)} is not an e-mail address",
                "an address such as ada@example.org");
            return null;
        }

        if (_lineOf.TryAdd(email.Key, cell.At.Line))
            return email;

        problems.Add(cell.At, $"{email} stands twice, first in line {_lineOf[email.Key]}", "each learner once");
        return null;
    }

    private string? ReadName(Cell[] parts)
    {
        var name = string.Join(' ', parts.Where(p => !p.IsEmpty).Select(p => p.Value));
        var flawed = parts.FirstOrDefault(p => PlainText.FlawIn(p.Value) is not null);
        if (PlainText.FlawIn(name) is { } flaw)
            problems.Add(flawed.At, $"the name holds {flaw}", "printable text in one line");
        else if (name.Length == 0)
            problems.Add(parts[0].At, "the name is missing", "a name such as Ada Lovelace");
        else if (name.Length > CourseLimits.TitleLength)
            problems.Add(parts[0].At, $"the name has {name.Length} characters", $"at most {CourseLimits.TitleLength}");
        else
            return name;

        return null;
    }

    private DateTimeZone? ReadZone(Cell cell)
    {
        if (cell.IsEmpty)
            return null;

        // A whole roster with one mistyped zone must not search the ids for a suggestion ten thousand times.
        if (!_zones.TryGetValue(cell.Value, out var reading))
            _zones.Add(cell.Value, reading = ZoneNames.Read(cell.Value, zones));

        if (reading.Zone is null)
            problems.Add(cell.At, reading.Wrong, reading.Right);

        return reading.Zone;
    }

    private string? ReadLanguage(Cell cell)
    {
        if (cell.IsEmpty)
            return null;

        if (LanguageTag.IsMatch(cell.Value))
            return cell.Value;

        problems.Add(
            cell.At, $"{PlainText.Quote(cell.Value)} is not a language tag", "a BCP 47 tag such as en, es or pt-BR");
        return null;
    }

    // The shape of RFC 5646 2.1, without its private and grandfathered tags.
    [GeneratedRegex("^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,7}\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LanguageTag { get; }
}
