using NodaTime;
using Sessions.Hosts.Tests.Web;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Clients;

/// <summary>The feed, subscribed to in Thunderbird and followed for a while.</summary>
[Collection<ThunderbirdCollection>]
[Trait("Service", "Thunderbird")]
public sealed class ThunderbirdFeedTests(Thunderbird thunderbird)
{
    private const string Feed = "Feed";

    [Fact]
    public async Task A_feed_is_read_once_and_then_only_when_something_changed()
    {
        await using var app = await WebApp.StartAsync();
        await thunderbird.SubscribeAsync(
            Feed, new Uri(app.Client.BaseAddress!, $"/l/{app.World.PageToken}/calendar.ics"));
        Assert.Equal(["2025-10-22T17:00:00.000Z CONFIRMED", "2025-11-12T18:00:00.000Z CONFIRMED"], await ShownAsync());
        Assert.Equal([200], app.Answers);

        await thunderbird.RefreshAsync(Feed);
        Assert.Equal([200, 304], app.Answers);
        Assert.Equal(2, (await ShownAsync()).Count);

        app.World.Change(World.Session1, s => Tell(s, told => told with
        {
            Sequence = 1,
            Stamp = told.Stamp + Duration.FromHours(1),
            Told = told.Told with { Start = told.Told.Start + Duration.FromDays(1), End = told.Told.End + Duration.FromDays(1) },
        }));
        await thunderbird.RefreshAsync(Feed);
        Assert.Equal(["2025-10-23T17:00:00.000Z CONFIRMED", "2025-11-12T18:00:00.000Z CONFIRMED"], await ShownAsync());

        app.World.Change(World.Session1, s => Tell(s, told => told with { Sequence = 2, Cancelled = true }));
        await thunderbird.RefreshAsync(Feed);
        Assert.Equal(["2025-10-23T17:00:00.000Z CANCELLED", "2025-11-12T18:00:00.000Z CONFIRMED"], await ShownAsync());

        app.World.Time.Now = Instant.FromUtc(2025, 10, 31, 0, 0);
        await thunderbird.RefreshAsync(Feed);
        await thunderbird.RefreshAsync(Feed);
        Assert.Equal(["2025-11-12T18:00:00.000Z CONFIRMED"], await ShownAsync());
        Assert.Equal([200, 304, 200, 200, 200, 304], app.Answers);
    }

    private static SessionFacts Tell(SessionFacts session, Func<InvitationFacts, InvitationFacts> change) =>
        session with { Learners = [.. session.Learners.Select(l => l with { Invitation = change(l.Invitation!) })] };

    private async Task<List<string>> ShownAsync() =>
        [.. (await thunderbird.EntriesOfAsync(Feed)).Select(e => $"{e.Start} {e.Status}").Order()];
}
