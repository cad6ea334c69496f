using System.Collections.Concurrent;
using System.Web;
using NodaTime;

namespace Sessions.Hosts.Tests.Browser;

[Trait("Service", "Azurite")]
public sealed class AzureWatchTests(Chromium chromium) : WatchContract(chromium), IClassFixture<Chromium>
{
    private readonly string _container = $"test-{Guid.NewGuid():n}";

    private protected override (string Key, string? Value)[] Archive =>
    [
        ("Sessions:Archive:Provider", "Azure"), ("Sessions:Archive:Container", _container),
        (
            "Sessions:Archive:ConnectionString",
            Environment.GetEnvironmentVariable("SESSIONS_TEST_AZURITE")
                ?? throw new InvalidOperationException("SESSIONS_TEST_AZURITE is not set: tests/run starts the emulator")
        ),
    ];

    [Fact]
    public async Task An_address_is_renewed_before_its_end_and_the_film_goes_on()
    {
        await using var staged = await StageAsync(life: Duration.FromSeconds(8));
        await using var open = await staged.OpenAsync();
        var ends = new ConcurrentQueue<string>();
        open.Page.Response += (_, answer) =>
        {
            if (HttpUtility.ParseQueryString(new Uri(answer.Url).Query)["se"] is { } end)
                ends.Enqueue(end);
        };
        await PlayAsync(open);
        await open.Page.EvaluateAsync("() => { document.querySelector('video').currentTime = 10; }");

        await UntilAsync(open, "new URL(v.src).searchParams.get('again') === '2'");
        await UntilAsync(open, "!v.paused && v.currentTime > 12");

        Assert.InRange(await open.Page.EvaluateAsync<double>("() => document.querySelector('video').currentTime"), 12, 45);
        Assert.True(ends.Distinct(StringComparer.Ordinal).Count() >= 2, string.Join(' ', ends));
        Assert.All(open.VideoAnswers, status => Assert.Contains(status, new[] { 206, 200, 302 }));
        Assert.Empty(open.Troubles);
    }

    [Fact]
    public async Task A_pause_longer_than_the_address_lives_does_no_harm()
    {
        await using var staged = await StageAsync(life: Duration.FromSeconds(4));
        await using var open = await staged.OpenAsync();
        await PlayAsync(open);
        await open.Page.EvaluateAsync("() => { const v = document.querySelector('video'); v.currentTime = 15; v.pause(); }");
        await UntilAsync(open, "v.dataset.stale");

        await open.Page.EvaluateAsync("() => { document.querySelector('video').play().catch(() => {}); }");

        await UntilAsync(open, "!v.paused && v.currentTime > 15.5 && v.currentTime < 30 && v.src.includes('again=')");
        Assert.Empty(open.Troubles);
    }
}
