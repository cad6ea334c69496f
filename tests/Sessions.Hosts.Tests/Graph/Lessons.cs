using System.Text.RegularExpressions;
using NodaTime;
using Sessions.Courses;
using Sessions.Hosts.Tests.Demo;

namespace Sessions.Hosts.Tests.Graph;

/// <summary>A course of two sessions a week apart, in an installation whose clock a test sets.</summary>
internal static partial class Lessons
{
    public const string Organizer = "becky.russell@example.org";

    public const string Yaml = $$"""
        course: maps
        title: Maps
        timezone: Europe/London
        instructor: { name: Becky Russell, email: {{Organizer}} }
        sessions:
          - { id: one, title: Reading, date: 2026-10-07, time: 10:00-11:00 }
          - { id: two, title: Drawing, date: 2026-10-14, time: 10:00-11:00 }
        """;

    public const string Ada = "ada@example.net";

    public const string Ben = "ben@example.net";

    /// <summary>Never joins a meeting.</summary>
    public const string Cleo = "cleo@example.net";

    public static readonly CourseId Id = new("maps");

    public static readonly Instant Accepted = Instant.FromUtc(2026, 10, 6, 8, 0);

    public static readonly Instant Start = Instant.FromUtc(2026, 10, 7, 9, 0);

    public static readonly Instant End = Instant.FromUtc(2026, 10, 7, 10, 0);

    public static readonly Instant SecondStart = Instant.FromUtc(2026, 10, 14, 9, 0);

    public static string Roster(params string[] addresses) =>
        "email,name\n" + string.Concat(addresses.Select(a => $"{a},{char.ToUpperInvariant(a[0])}{a[1..a.IndexOf('@', StringComparison.Ordinal)]}\n"));

    /// <summary>The learner's page, as their mail names it.</summary>
    public static Uri PageOf(Installation run, string address) =>
        new(PageLink.Match(run.Mails().Last(m => m.To == address).Text).Value);

    /// <summary>What was mailed to one address, without the times: kind and session's start.</summary>
    public static IEnumerable<(string Kind, Instant Start)> Entries(this IEnumerable<PickedUpMail> mails, string address) =>
        mails.Where(m => m.To == address && m.Calendar is not null).Select(m => (m.Kind, m.Start));

    [GeneratedRegex(@"https?://[^/\s]+/l/[\w-]{20,}", RegexOptions.None, 1000)]
    private static partial Regex PageLink { get; }
}
