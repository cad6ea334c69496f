using System.Collections.Immutable;
using System.Globalization;

namespace Sessions.Courses;

/// <summary>One thing wrong with what was handed in, and what would be right.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
public sealed record Problem(string File, int Line, int Column, string Wrong, string Right)
{
    /// <summary><c>file:line:column: what is wrong — what would be right</c></summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Wrong} — {Right}");
}

/// <summary>A text and the name by which its author knows it.</summary>
public sealed record SourceText(string Name, string Text);

/// <summary>What was read, or every problem found on the way; never both.</summary>
public sealed record Parsed<T>(T? Value, ImmutableArray<Problem> Problems)
    where T : class
{
    public bool Ok => Problems.IsEmpty;

    /// <exception cref="InvalidOperationException">There were problems.</exception>
    public T Required => Value is not null && Ok
        ? Value
        : throw new InvalidOperationException(string.Join('\n', Problems));
}
