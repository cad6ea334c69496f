using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Sessions.Adapters.Database;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Benchmarks.Feed;

/// <summary>A course of four sessions and many learners, invited and accepted, in a SQLite file.</summary>
internal static class FeedLedger
{
    /// <summary>So many that no link alone is asked more often than it may be.</summary>
    public const int Learners = 2000;

    private const string CourseText = """
        course: you-are-here
        title: You are here
        provider: Infopeople
        description: De-escalation and communication for library staff.
        timezone: America/Los_Angeles
        instructor: { name: Becky Russell, email: becky.russell@example.org }
        sessions:
          - { id: session-1, title: Interactive session 1, date: 2035-10-24, time: "10:00-11:15" }
          - { id: session-2, title: Interactive session 2, date: 2035-10-31, time: "10:00-11:15" }
          - { id: session-3, title: Interactive session 3, date: 2035-11-07, time: "10:00-11:15" }
          - { id: session-4, title: Interactive session 4, date: 2035-11-14, time: "10:00-11:00" }
        """;

    private static readonly Instant Now = Instant.FromUtc(2035, 10, 1, 16, 0);

    /// <returns>Each learner's path to the feed.</returns>
    public static async Task<List<string>> FillAsync(IReadOnlyDictionary<string, string?> settings)
    {
        await using var host = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(DateTimeZoneProviders.Tzdb)
            .AddLedger()
            .BuildServiceProvider();
        await host.GetRequiredService<ILedgerStart>().PrepareAsync(CancellationToken.None);
        var ledger = host.GetRequiredService<ILedger>();
        var course = CourseFile.Parse(new("course.yaml", CourseText), DateTimeZoneProviders.Tzdb).Required;
        var people = Enumerable.Range(1, Learners)
            .Select(i => new Learner(EmailAddress.Parse($"learner{i}@example.net"), $"Learner {i}", null, null));
        await ledger.AcceptAsync(course, new Roster([.. people]), [], Now, CancellationToken.None);
        foreach (var session in course.Sessions)
            await InviteAsync(ledger, session.Id);

        var facts = (await ledger.FindCourseAsync(course.Id, CancellationToken.None))!;
        var key = host.GetRequiredService<LinkKey>();
        return [.. facts.Learners.Select(l => $"/l/{key.PageToken(course.Id, l.Id, l.LinkGeneration)}/calendar.ics")];
    }

    private static async Task InviteAsync(ILedger ledger, SessionId id)
    {
        var bare = (await ledger.FindSessionAsync(id, CancellationToken.None))!;
        var join = $"https://teams.microsoft.com/l/meetup-join/19%3ameeting_{id.Slug}NzQ0MTk2%40thread.v2/0"
            + "?context=%7b%22Tid%22%3a%2272f988bf-86f1-41af-91ab-2d7cd011db47%22%7d";
        await ledger.RecordAsync(
            bare,
            [new MeetingCreated("t", id.Slug, id.Slug, join, bare.Session.Title, bare.Time.Start, bare.Time.End)],
            Now, CancellationToken.None);
        var session = (await ledger.FindSessionAsync(id, CancellationToken.None))!;
        var content = InvitationContents.Of(session);
        await ledger.RecordAsync(
            session,
            [.. session.Learners.Select(l => new InvitationQueued(
                l.Id, ITipMethod.Request, $"you-are-here.{id.Slug}.{l.Id.Value:n}@example.org", 0, Now, content, First: true))],
            Now, CancellationToken.None);
    }
}
