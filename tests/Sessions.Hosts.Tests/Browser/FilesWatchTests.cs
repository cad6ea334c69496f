using Deque.AxeCore.Playwright;
using NodaTime;
using Sessions.Hosts.Tests.Web;

namespace Sessions.Hosts.Tests.Browser;

[Trait("Service", "Browser")]
public sealed class FilesWatchTests(Chromium chromium) : WatchContract(chromium), IClassFixture<Chromium>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sessions-watch-");

    private protected override (string Key, string? Value)[] Archive =>
    [
        ("Sessions:Archive:Provider", "Files"), ("Sessions:Archive:Directory", _folder.FullName),
    ];

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Everything a learner can come to, in the states that the demo does not show.</summary>
    [Theory]
    [InlineData("watch", 1200)]
    [InlineData("watch", 320)]
    [InlineData("watched", 320)]
    [InlineData("part-missing", 1200)]
    [InlineData("part-missing", 320)]
    [InlineData("hidden", 320)]
    [InlineData("deleted", 1200)]
    [InlineData("learner-hidden", 320)]
    [InlineData("nowhere", 320)]
    [InlineData("nowhere", 1200)]
    public async Task Everyone_can_use_every_state_at_every_width(string state, int width)
    {
        await using var staged = await StageAsync(parts: state == "watch" ? 2 : 1);
        Bring(staged, state);
        await using var open = await OpenPage.GoAsync(
            Browser,
            state switch
            {
                "nowhere" => staged.Address("/watch/nowhere"),
                "learner-hidden" => staged.LearnerPage,
                _ => staged.WatchPage,
            },
            width);
        if (state == "watch")
            await open.Page.GetByText("Keyboard").ClickAsync();

        var axe = await open.Page.RunAxe();

        await open.PictureAsync($"state-{state}-{width}");
        Assert.Empty(axe.Violations.Select(v =>
            $"{v.Id}: {v.Help} ({string.Join(", ", v.Nodes.Select(n => n.Html))})"));
        Assert.True(
            await open.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"),
            "it scrolls sideways");
    }

    private static void Bring(StagedWatch staged, string state)
    {
        switch (state)
        {
            case "watched":
                staged.World.Change(World.Session1, s => s with
                {
                    Learners = [.. s.Learners.Select(l => l with { Watched = new(Duration.Zero, s.Time.End) })],
                });
                break;

            case "part-missing":
                staged.World.Change(World.Session1, s => s with
                {
                    Recordings = s.Recordings.Add(
                        s.Recordings[0] with { SourceId = "other", CorrelationId = "other", Video = null, GivenUp = "gone" }),
                });
                break;

            case "hidden" or "learner-hidden":
                staged.World.Change(World.Session1, s => s with { RecordingsHidden = true });
                break;

            case "deleted":
                staged.World.Expire(World.Session1, Instant.FromUtc(2026, 10, 22, 12, 0));
                break;
        }
    }
}
