using System.Collections.Immutable;
using CsvHelper;

namespace Sessions.Courses;

/// <summary>One cell of the roster, trimmed, and where it begins.</summary>
internal readonly record struct Cell(string Value, Place At)
{
    public bool IsEmpty => Value.Length == 0;
}

/// <summary>One record of the roster with the place of each of its cells, which CsvHelper does not tell.</summary>
internal sealed class RosterRow
{
    private RosterRow(ImmutableArray<Cell> cells) => Cells = cells;

    public ImmutableArray<Cell> Cells { get; }

    public Place At => Cells[0].At;

    public bool IsBlank => Cells.All(c => c.IsEmpty);

    /// <summary>A cell that the row is too short for is empty, and stands where the row begins.</summary>
    public Cell this[int index] => index < Cells.Length ? Cells[index] : new Cell("", At);

    public static RosterRow From(CsvReader reader, char separator)
    {
        var row = reader.Current;
        var places = PlacesIn(row.ToString(), separator, (int)reader.LineNumber);
        return new RosterRow(
            [.. row.ToArray().Select((text, i) => new Cell(text.Trim(), places[Math.Min(i, places.Count - 1)]))]);
    }

    private static List<Place> PlacesIn(string raw, char separator, int line)
    {
        var places = new List<Place> { new(line, 1) };
        var quoted = false;
        var at = new Place(line, 1);
        foreach (var c in raw)
        {
            at = c == '\n' ? new Place(at.Line + 1, 1) : at with { Column = at.Column + 1 };
            if (c == '"')
                quoted = !quoted;
            else if (c == separator && !quoted)
                places.Add(at);
        }

        return places;
    }
}
