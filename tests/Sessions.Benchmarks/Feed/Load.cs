using System.Globalization;

namespace Sessions.Benchmarks.Feed;

/// <summary>The same requests to two servers, turn about, and the table of what came of it.</summary>
internal sealed class Load(string folder, int seconds, int rounds, List<string> paths)
{
    /// <returns>Our requests a second as a share of theirs, each the median of its turns.</returns>
    public async Task<double> CompareAsync(
        string what, Uri ours, Uri theirs, Func<string, string> ourTag, Func<string, string> theirTag)
    {
        await TurnAsync(ours, ourTag, 2);
        await TurnAsync(theirs, theirTag, 2);
        var (own, other) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            own.Add(await TurnAsync(ours, ourTag, seconds));
            other.Add(await TurnAsync(theirs, theirTag, seconds));
        }

        var ratio = Median(own) / Median(other);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}  Sessions.Web {Median(own),9:n0}/s   nginx {Median(other),9:n0}/s   ratio {ratio:0.00}"));
        return ratio;
    }

    private async Task<double> TurnAsync(Uri server, Func<string, string> tag, int length)
    {
        var result = await Wrk.RunAsync(folder, server, paths.Select(p => (p, tag(p))), length);
        return result.Wrong == 0
            ? result.PerSecond
            : throw new InvalidOperationException($"{server}: {result.Wrong} of {result.Requests} went wrong");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
