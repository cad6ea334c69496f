namespace Sessions.Courses;

/// <summary>Where something stands in a file, both from 1.</summary>
internal readonly record struct Place(int Line, int Column) : IComparable<Place>
{
    public int CompareTo(Place other) => (Line, Column).CompareTo((other.Line, other.Column));

    public static bool operator <(Place left, Place right) => left.CompareTo(right) < 0;

    public static bool operator <=(Place left, Place right) => left.CompareTo(right) <= 0;

    public static bool operator >(Place left, Place right) => left.CompareTo(right) > 0;

    public static bool operator >=(Place left, Place right) => left.CompareTo(right) >= 0;
}

/// <summary>Everything found wrong in one file so far.</summary>
internal sealed class ProblemList(string file)
{
    private readonly List<Problem> _problems = [];

    public bool IsEmpty => _problems.Count == 0;

    public void Add(Place at, string wrong, string right) =>
        _problems.Add(new Problem(file, at.Line, at.Column, wrong, right));

    /// <summary>The value if nothing was wrong; else every problem, in the order of the file.</summary>
    public Parsed<T> Conclude<T>(Func<T> value)
        where T : class =>
        IsEmpty
            ? new Parsed<T>(value(), [])
            : new Parsed<T>(null, [.. _problems.OrderBy(p => p.Line).ThenBy(p => p.Column)]);
}
