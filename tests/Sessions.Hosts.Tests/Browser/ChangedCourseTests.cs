using NodaTime;
using Sessions.Hosts.Tests.Graph;
using Sessions.Hosts.Tests.Web;

namespace Sessions.Hosts.Tests.Browser;

/// <summary>A learner's page from a real course file on, before and after the instructor changes something.</summary>
[Trait("Service", "Browser")]
public sealed class ChangedCourseTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Roster =
        "email,name,timezone,language\nada@example.net,Ada Hart,America/New_York,en\nbea@example.net,Bea Ruiz,America/Denver,es\n";

    private static readonly Instant Before = Instant.FromUtc(2025, 10, 15, 16, 0);

    [Fact]
    public async Task What_is_ahead_stands_in_both_zones_and_both_languages()
    {
        await using var run = await StartAsync();

        await LookAsync(run, "ahead", "Wednesday, November 12, 2025", "miércoles, 12 de noviembre de 2025");
    }

    [Fact]
    public async Task A_session_that_moved_stands_at_its_new_hours_alone()
    {
        await using var run = await StartAsync();

        await run.SetUpAsync(
            World.Yaml.Replace("date: 2025-11-12", "date: 2025-11-13", StringComparison.Ordinal)
                .Replace("time: 10:00-11:00", "time: 14:00-15:00", StringComparison.Ordinal),
            Roster);

        var texts = await LookAsync(run, "moved", "Thursday, November 13, 2025", "jueves, 13 de noviembre de 2025");
        Assert.All(texts, text => Assert.DoesNotMatch(@"Wednesday, November 12|miércoles, 12 de noviembre", text));
        Assert.All(texts, text => Assert.Matches(@"\b(2|14):00\b", text));
    }

    [Fact]
    public async Task A_session_that_was_cancelled_says_so_and_cannot_be_joined_nor_answered()
    {
        await using var run = await StartAsync();

        await run.SetUpAsync(World.Yaml[..World.Yaml.IndexOf("  - id: session-2", StringComparison.Ordinal)], Roster);

        var texts = await LookAsync(run, "cancelled", "Cancelled", "Cancelada");
        Assert.All(texts, text => Assert.DoesNotMatch("Will you be there|Join in Teams|¿Asistirá|Entrar en Teams", text));
    }

    private static async Task<Installation> StartAsync()
    {
        var run = await Installation.StartAsync(Before, publicUrl: null);
        await run.SetUpAsync(World.Yaml, Roster);
        return run;
    }

    /// <returns>What the second session says, to both learners and at both widths.</returns>
    private async Task<List<string>> LookAsync(Installation run, string state, string english, string spanish)
    {
        var texts = new List<string>();
        foreach (var (learner, language, says) in new[] { ("ada", "en", english), ("bea", "es", spanish) })
        {
            foreach (var width in new[] { 1200, 320 })
            {
                var address = Lessons.PageOf(run, $"{learner}@example.net").AbsoluteUri;
                await using var open = await OpenPage.GoAsync(chromium.Browser, address, width);
                var text = await open.Page.InnerTextAsync("#session-2");
                await open.PictureAsync($"learner-{state}-{width}-{language}");
                await open.IsUsableAsync();
                Assert.Contains(says, text, StringComparison.OrdinalIgnoreCase);
                texts.Add(text);
            }
        }

        return texts;
    }
}
