using System.Text;
using CsvHelper;
using NodaTime;

namespace Sessions.Courses;

/// <summary>
/// Reads a roster: CSV (RFC 4180) with <c>email,name[,timezone][,language]</c> in any order, or Moodle's export of
/// participants. Every problem is found in one go.
/// </summary>
public static class RosterFile
{
    /// <param name="file">Its name stands in the problems.</param>
    /// <param name="zones">What the learners' zone ids mean.</param>
    public static Parsed<Roster> Parse(SourceText file, IDateTimeZoneProvider zones)
    {
        var problems = new ProblemList(file.Name);
        var text = file.Text.TrimStart('\uFEFF');
        var bytes = Encoding.UTF8.GetByteCount(text);
        var learners = new List<Learner>();
        if (bytes > CourseLimits.RosterBytes)
            problems.Add(new(1, 1), $"the roster has {bytes} bytes", $"at most {CourseLimits.RosterBytes}");
        else
            ReadRows(text, new LearnerReader(problems, zones), problems, learners);

        return problems.Conclude(() => new Roster([.. learners]));
    }

    private static void ReadRows(string text, LearnerReader reader, ProblemList problems, List<Learner> learners)
    {
        var separator = SeparatorOf(text);
        var malformed = new Dictionary<long, CsvMalformedRecord>();
        using var csv = CsvReader.FromText(text, CsvReaderOptions.Default with
        {
            Separator = separator,
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = record => malformed.TryAdd(record.RecordNumber, record),
        });

        if (ReadHeader(csv, separator, problems) is not { } columns)
            return;

        var rows = 0;
        while (rows <= CourseLimits.Learners && !problems.IsFull && csv.Read())
        {
            var row = RosterRow.From(csv, separator);
            if (row.IsBlank)
                continue;

            if (++rows > CourseLimits.Learners)
                problems.Add(row.At, "too many learners", $"at most {CourseLimits.Learners}");
            else if (malformed.TryGetValue(csv.RowNumber, out var bad))
                ReportQuotes(bad, row, csv, problems);
            else if (reader.Read(row, columns) is { } learner)
                learners.Add(learner);
        }

        if (rows == 0)
            problems.Add(new(1, 1), "the roster names no learner", "a line for each learner after the first");
    }

    /// <returns>Null when learners cannot be read without what is missing.</returns>
    private static RosterColumns? ReadHeader(CsvReader csv, char separator, ProblemList problems)
    {
        if (csv.Read())
        {
            var columns = RosterColumns.Read(RosterRow.From(csv, separator), problems);
            return columns.Email >= 0 && columns.Names.All(n => n >= 0) ? columns : null;
        }

        problems.Add(new(1, 1), "the roster is empty", "a first line 'email,name' and a line for each learner");
        return null;
    }

    // The header is one line in every export seen; what stands between quotes there separates nothing.
    private static char SeparatorOf(string text)
    {
        var counts = new Dictionary<char, int> { [','] = 0, [';'] = 0, ['\t'] = 0 };
        var quoted = false;
        foreach (var c in text.TrimStart('\r', '\n').TakeWhile(c => c is not ('\r' or '\n')))
        {
            quoted ^= c == '"';
            if (!quoted && counts.TryGetValue(c, out var count))
                counts[c] = count + 1;
        }

        return counts.MaxBy(c => c.Value).Key;
    }

    private static void ReportQuotes(CsvMalformedRecord bad, RosterRow row, CsvReader csv, ProblemList problems)
    {
        if (bad.Reason == CsvMalformedReason.UnterminatedQuote)
        {
            problems.Add(
                row.Cells[^1].At, "a quote (\") is opened and never closed", "close it at the end of the cell");
            return;
        }

        var before = Encoding.UTF8.GetString(csv.RawRecord[..(int)(bad.ByteOffset - csv.ByteOffset)]);
        var lineStart = before.LastIndexOf('\n') + 1;
        problems.Add(
            new(row.At.Line + before.Count(c => c == '\n'), before.Length - lineStart + 1),
            "a quote (\") stands where none can",
            "the whole cell in quotes, each quote inside it doubled");
    }
}
