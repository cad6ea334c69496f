using System.Text.RegularExpressions;

namespace Sessions.Courses;

/// <summary>A course's identity for ever: the slug its file gives, <c>[a-z0-9-]</c>, at most 63 characters.</summary>
public readonly partial record struct CourseId(string Value)
{
    /// <summary>Whether a text can name a course or a session.</summary>
    public static bool IsSlug(string text) => SlugPattern.IsMatch(text);

    public override string ToString() => Value;

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SlugPattern { get; }
}

/// <summary>A session within its course. Its times may change, its id may not.</summary>
public readonly record struct SessionId(CourseId Course, string Slug)
{
    /// <summary><c>course/session</c>, as the command line writes it.</summary>
    public override string ToString() => $"{Course.Value}/{Slug}";

    /// <summary>Reads <c>course/session</c>; null when it is not of that form.</summary>
    public static SessionId? TryParse(string text) =>
        text.Split('/') is [var course, var slug] && CourseId.IsSlug(course) && CourseId.IsSlug(slug)
            ? new SessionId(new CourseId(course), slug)
            : null;
}

/// <summary>A learner within one course, whatever becomes of the address.</summary>
public readonly record struct LearnerId(Guid Value)
{
    public override string ToString() => Value.ToString("n");
}
