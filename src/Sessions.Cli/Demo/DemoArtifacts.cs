using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sessions.Cli.Client;
using Sessions.Cli.Hosting;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Web.Api;

namespace Sessions.Cli.Demo;

/// <summary>Two pages worth a look: of someone who missed a session, and that session's recording.</summary>
internal sealed record DemoLinks(Uri? Page, Uri? Watch);

/// <summary>Writes the timeline and every learner's feed as its subscriber gets it.</summary>
internal sealed class DemoArtifacts(SessionsClient client, ComposedHosts hosts, DemoDirectory directory)
{
    private static readonly JsonSerializerOptions Readable = new(ApiJson.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task<DemoLinks> WriteAsync(CourseId course, CancellationToken cancel)
    {
        var log = await client.GetAsync<ImmutableArray<LogEntryDocument>>($"courses/{course}/log", cancel);
        await File.WriteAllTextAsync(directory.Timeline, JsonSerializer.Serialize(log, Readable), cancel);

        var facts = await hosts.Worker.Services.GetRequiredService<ILedger>().FindCourseAsync(course, cancel)
            ?? throw new CliException(ExitCode.Failed, $"{course} is not in the ledger");
        var key = hosts.Worker.Services.GetRequiredService<LinkKey>();
        using var browser = new HttpClient();
        foreach (var learner in facts.Learners)
        {
            var feed = await browser.GetByteArrayAsync(new Uri(Page(key, course, learner), "calendar.ics"), cancel);
            var file = Path.Combine(directory.Calendar, $"{learner.Learner.Email.Key}.ics");
            await File.WriteAllBytesAsync(file, feed, cancel);
        }

        return Links(key, facts);
    }

    // Best of someone elsewhere, whose page says every time in two zones.
    private DemoLinks Links(LinkKey key, CourseFacts facts)
    {
        var offered = facts.Sessions
            .SelectMany(s => s.Learners.Where(l => l.WatchLinkTold).Select(l => (s.Id, Learner: Enrolled(l.Id))))
            .OrderBy(o => (o.Learner.Learner.Zone ?? facts.Accepted.Zone).Equals(facts.Accepted.Zone))
            .FirstOrDefault();
        if (offered.Learner is not { } missed)
            return new(facts.Learners.FirstOrDefault() is { } any ? Page(key, facts.Accepted.Id, any) : null, null);

        var watch = key.WatchToken(offered.Id, missed.Id, missed.LinkGeneration);
        return new(
            Page(key, facts.Accepted.Id, missed), new Uri(hosts.Address, $"watch/{watch}"));

        EnrolledLearner Enrolled(LearnerId id) => facts.Learners.Single(l => l.Id == id);
    }

    // With a slash at the end, so that the feed's address resolves against it.
    private Uri Page(LinkKey key, CourseId course, EnrolledLearner learner) =>
        new(hosts.Address, $"l/{key.PageToken(course, learner.Id, learner.LinkGeneration)}/");
}
