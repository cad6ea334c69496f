using System.Collections.Concurrent;
using System.Globalization;
using NodaTime;
using Sessions.Invitations;

namespace Sessions.Adapters.Tests.Parsers;

/// <summary>
/// Every zone of tzdb, 2024 to 2029: the quarters of an hour around each change of its clocks, and noon of every
/// fifteenth day beside. Written by us, read by others.
/// </summary>
[Trait("Service", "Parsers")]
[Trait("Long", "Sweep")]
public sealed class SweepTests(ITestOutputHelper output)
{
    private const int EventsAtLeast = 500_000;

    private const int EventsPerFeed = 100;

    private const int FeedsPerBatch = 100;

    private const int HoursAround = 24;

    private static readonly Instant From = Instant.FromUtc(2024, 1, 1, 0, 0);

    private static readonly Instant To = Instant.FromUtc(2030, 1, 1, 0, 0);

    [Fact]
    public async Task Half_a_million_events_are_at_their_instants_in_three_parsers()
    {
        var swept = 0;
        var wrong = new ConcurrentBag<string>();
        var batches = DateTimeZoneProviders.Tzdb.Ids.SelectMany(id => Around(DateTimeZoneProviders.Tzdb[id]))
            .Where(session => session.Content("s") is not null)
            .Chunk(EventsPerFeed * FeedsPerBatch);

        await Parallel.ForEachAsync(
            batches, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (batch, _) =>
            {
                var feeds = batch.Chunk(EventsPerFeed).Select(Feed).ToList();
                CalendarReader[] readers =
                    [CalendarReaders.Libical, CalendarReaders.IcalJs, CalendarReaders.PythonIcalendar];
                foreach (var reader in readers)
                    Compare(reader.Name, batch, await reader.ReadAsync(feeds), wrong);
                Interlocked.Add(ref swept, batch.Length);
            });

        output.WriteLine($"{swept} events, {wrong.Count} wrong");
        Assert.Empty(wrong);
        Assert.True(swept >= EventsAtLeast, $"only {swept} events");
    }

    private static void Compare(
        string reader, AuthoredSession[] batch, List<ReadEvent> read, ConcurrentBag<string> wrong)
    {
        Assert.Equal(batch.Length, read.Count);
        Assert.Equal(batch.Length, read.DistinctBy(r => (r.Calendar, r.Uid)).Count());
        foreach (var found in read)
        {
            var meant = batch[found.Calendar * EventsPerFeed + int.Parse(found.Uid!, CultureInfo.InvariantCulture)];
            if ((found.Start, found.End) != meant.Meant || found.Summary != $"Course: {meant.Zone}")
                wrong.Add($"{reader}: {meant} is read as {found}");
        }
    }

    private static byte[] Feed(AuthoredSession[] sessions) => Written.Feed("All", sessions.Select((s, i) =>
        new FeedEntry(
            i.ToString(CultureInfo.InvariantCulture), 0, Written.Stamp, s.Content(s.Zone)!, Cancelled: false)));

    private static IEnumerable<AuthoredSession> Around(DateTimeZone zone)
    {
        foreach (var interval in zone.GetZoneIntervals(From, To).Where(i => i.HasStart && i.Start >= From))
        {
            var before = interval.Start.WithOffset(zone.GetUtcOffset(interval.Start - Duration.Epsilon)).LocalDateTime;
            for (var quarter = -4 * HoursAround; quarter <= 4 * HoursAround; quarter++)
                yield return Session(zone, before.PlusMinutes(15 * quarter));
        }

        for (var day = new LocalDate(2024, 1, 1); day.Year < 2030; day = day.PlusDays(15))
            yield return Session(zone, day.At(new LocalTime(12, 0)));
    }

    private static AuthoredSession Session(DateTimeZone zone, LocalDateTime start) =>
        new(zone.Id, start, start.PlusMinutes(75));
}
