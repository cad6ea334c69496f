using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Sessions.Adapters.Tests.Mail;
using Sessions.Adapters.Tests.Zones;
using Sessions.Hosts.Tests.Demo;

namespace Sessions.Hosts.Tests.Cli;

/// <summary>
/// The promise is the wall clock. Between the two releases of the zone data Manitoba stops changing its clocks, so
/// that ten o'clock in January comes an hour sooner there; in Illinois nothing moves.
/// </summary>
public sealed class ZoneDataTests : IAsyncLifetime
{
    private const int Learners = 3;

    private static readonly LocalDate Winter = NextJanuary();

    private readonly UpServer _up = new();

    private string Tzdb => _up.Home.At("tzdb.nzd");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Newer_zone_data_reach_those_whose_hour_moved_and_nobody_else(bool whileItRuns)
    {
        Drop(TzdbFiles.Older);
        await _up.StartAsync(("Sessions__Tzdb__File", Tzdb));
        await SetUpAsync("manitoba", "America/Winnipeg");
        await SetUpAsync("illinois", "America/Chicago");
        Assert.All(_up.MailsOf("manitoba").Concat(_up.MailsOf("illinois")), m => Assert.Equal(TenAt(-6), m.Start));

        if (!whileItRuns)
            await _up.KillAsync();
        Drop(TzdbFiles.Newer);
        if (!whileItRuns)
            await _up.StartAsync(("Sessions__Tzdb__File", Tzdb));

        var updates = await _up.MailsAsync("manitoba", "update", Learners);
        Assert.Equal(
            Enumerable.Range(1, Learners).Select(n => (Given.Address(n, "manitoba"), TenAt(-5), 1, "REQUEST")),
            updates.Select(m => (m.To, m.Start, m.Entry.Sequence, m.Method)).Order());
        Assert.Empty(MailLint.CheckSeries(_up.MailsOf("manitoba").Select(m => m.Bytes)));
        var meeting = (await _up.StatusAsync("manitoba")).GetProperty("sessions")[0];
        Assert.Equal(InstantPattern.General.Format(TenAt(-5)), meeting.GetProperty("startUtc").GetString());
        var events = await _up.EventsAsync("manitoba");
        Assert.Equal(1, events.Count(e => e == "meeting.updated"));
        Assert.Equal(1, events.Count(e => e == "warning"));

        Assert.Equal(Learners, _up.MailsOf("illinois").Count);
        Assert.DoesNotContain("meeting.updated", await _up.EventsAsync("illinois"));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _up.DisposeAsync();

    private static Instant TenAt(int offset) => Winter.At(new(10, 0)).WithOffset(Offset.FromHours(offset)).ToInstant();

    private static LocalDate NextJanuary()
    {
        var today = TimeProvider.System.GetCurrentInstant().InUtc().Date;
        return new(today.PlusWeeks(2).Year + 1, 1, 15);
    }

    private Task<CliResult> SetUpAsync(string id, string zone) => _up.SetUpAsync(
        _up.Home.Write(
            $"{id}.yaml", Given.Course(id, zone, "missed", (LocalDatePattern.Iso.Format(Winter), "10:00-11:00"))),
        _up.Home.Write($"{id}.csv", Given.Roster(Learners, id)));

    private void Drop(byte[] data)
    {
        File.WriteAllBytes(Tzdb + ".new", data);
        File.Move(Tzdb + ".new", Tzdb, overwrite: true);
    }
}
