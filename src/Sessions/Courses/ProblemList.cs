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

/// <summary>Everything found wrong in one file so far, up to a number that nobody reads to the end.</summary>
internal sealed class ProblemList(string file)
{
    public const int Most = 1000;

    private readonly List<Problem> _problems = [];

    public bool IsEmpty => _problems.Count == 0;

    /// <summary>Further problems would not be kept: reading on is of no use.</summary>
    public bool IsFull => _problems.Count > Most;

    public void Add(Place at, string wrong, string right)
    {
        if (_problems.Count == Most)
            (wrong, right) = ($"more than {Most} problems", "mend those before this line first");

        if (!IsFull)
            _problems.Add(new Problem(file, at.Line, at.Column, wrong, right));
    }

    /// <summary>The value if nothing was wrong; else every problem, in the order of the file.</summary>
    public Parsed<T> Conclude<T>(Func<T> value)
        where T : class =>
        IsEmpty
            ? new Parsed<T>(value(), [])
            : new Parsed<T>(null, [.. _problems.OrderBy(p => p.Line).ThenBy(p => p.Column)]);
}
