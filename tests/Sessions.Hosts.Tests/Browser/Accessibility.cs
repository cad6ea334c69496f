using Deque.AxeCore.Playwright;

namespace Sessions.Hosts.Tests.Browser;

/// <summary>What has to hold of every page at every width.</summary>
internal static class Accessibility
{
    /// <summary>No violation that axe finds, nothing beyond the edge, nothing in the console.</summary>
    public static async Task IsUsableAsync(this OpenPage open)
    {
        var axe = await open.Page.RunAxe();

        Assert.Empty(axe.Violations.Select(v =>
            $"{v.Id}: {v.Help} ({string.Join(", ", v.Nodes.Select(n => n.Html))})"));
        Assert.True(
            await open.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"),
            "it scrolls sideways");
        Assert.Empty(open.Troubles);
    }
}
