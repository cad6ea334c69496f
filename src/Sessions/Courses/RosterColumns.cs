using System.Collections.Immutable;

namespace Sessions.Courses;

/// <summary>Where the roster has what: indexes of cells, negative for a column that is not there.</summary>
/// <param name="Names">One column, or two: first and last name.</param>
/// <param name="Count">How many columns the header has.</param>
internal sealed record RosterColumns(int Email, ImmutableArray<int> Names, int Zone, int Language, int Count)
{
    private const string Example = "a first line such as 'email,name,timezone,language'";

    private static readonly string[] EmailNames = ["email", "emailaddress"];
    private static readonly string[] FullNames = ["name", "fullname"];
    private static readonly string[] FirstNames = ["firstname"];
    private static readonly string[] LastNames = ["lastname", "surname"];
    private static readonly string[] ZoneNames = ["timezone"];
    private static readonly string[] LanguageNames = ["language"];

    public static RosterColumns Read(RosterRow header, ProblemList problems)
    {
        var email = Find(header, EmailNames, problems);
        var full = Find(header, FullNames, problems);
        var first = Find(header, FirstNames, problems);
        var last = Find(header, LastNames, problems);
        if (email < 0)
            problems.Add(header.At, "the first line names no column 'email'", Example);

        if (full < 0 && (first < 0 || last < 0))
            problems.Add(header.At, "the first line names no column 'name', nor 'First name' and 'Last name'", Example);

        return new RosterColumns(
            email,
            full >= 0 ? [full] : [first, last],
            Find(header, ZoneNames, problems),
            Find(header, LanguageNames, problems),
            header.Cells.Length);
    }

    private static int Find(RosterRow header, string[] names, ProblemList problems)
    {
        var found = Enumerable.Range(0, header.Cells.Length)
            .Where(i => names.Contains(Normalise(header.Cells[i].Value), StringComparer.Ordinal))
            .ToList();
        foreach (var doubled in found.Skip(1).Select(i => header.Cells[i]))
        {
            var name = PlainText.Quote(doubled.Value);
            var first = header.Cells[found[0]].At.Column;
            problems.Add(doubled.At, $"the column {name} stands twice, first at column {first}", "keep one of them");
        }

        return found.Count > 0 ? found[0] : -1;
    }

    // "E-mail address", "Email Address" and "email_address" are one and the same.
    private static string Normalise(string name) =>
        string.Concat(name.Where(char.IsLetter)).ToLowerInvariant();
}
