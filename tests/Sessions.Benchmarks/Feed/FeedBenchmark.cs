using System.Diagnostics;
using System.Globalization;

namespace Sessions.Benchmarks.Feed;

/// <summary>The feed of the real web host beside nginx with the same bytes as files, in one run, turn about.</summary>
internal static class FeedBenchmark
{
    private const double Required = 0.5;

    /// <param name="args">Seconds of each turn, and how many turns each server gets.</param>
    /// <returns>0 when both ratios are what is required.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10;
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
        var folder = Directory.CreateTempSubdirectory("feed-benchmark-");
        try
        {
            return await RunAsync(folder.FullName, seconds, rounds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(string folder, int seconds, int rounds)
    {
        var paths = await FeedLedger.FillAsync(FeedServer.Settings(folder));
        using var own = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["feed-serve", folder])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            // As the web host's are: only the worker, and with it this program, does without.
            Environment = { ["DOTNET_TieredPGO"] = "1", ["DOTNET_TC_QuickJit"] = "1" },
        })!;
        var ours = new Uri((await own.StandardOutput.ReadLineAsync())!);
        using var http = new HttpClient();
        var (ourTags, headers) = await CopyAsync(http, ours, folder, paths);
        var (nginx, theirs) = await Nginx.StartAsync(folder, headers);
        using (nginx)
        {
            try
            {
                var theirTags = await TagsAsync(http, theirs, folder, paths);
                var load = new Load(folder, seconds, rounds, paths);
                var (whole, known) = (
                    await load.CompareAsync("200", ours, theirs, _ => "", _ => ""),
                    await load.CompareAsync("304", ours, theirs, p => ourTags[p], p => theirTags[p]));
                return whole >= Required && known >= Required ? 0 : 1;
            }
            finally
            {
                own.StandardInput.Close();
                nginx.Kill(entireProcessTree: true);
                await nginx.WaitForExitAsync();
                await own.WaitForExitAsync();
            }
        }
    }

    /// <summary>Writes every feed as a file for nginx.</summary>
    private static async Task<(Dictionary<string, string> Tags, List<KeyValuePair<string, IEnumerable<string>>> Headers)>
        CopyAsync(HttpClient http, Uri server, string folder, List<string> paths)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        List<KeyValuePair<string, IEnumerable<string>>> headers = [];
        foreach (var path in paths)
        {
            using var answer = await http.GetAsync(new Uri(server, path));
            answer.EnsureSuccessStatusCode();
            tags[path] = answer.Headers.ETag!.ToString();
            headers = [.. answer.Headers, .. answer.Content.Headers];
            var file = $"{folder}/files{path}";
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, await answer.Content.ReadAsByteArrayAsync());
        }

        return (tags, headers);
    }

    /// <summary>nginx makes tags of its own, from time and length; its bytes have to be ours.</summary>
    private static async Task<Dictionary<string, string>> TagsAsync(
        HttpClient http, Uri server, string folder, List<string> paths)
    {
        await ListeningAsync(http, server);
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            using var answer = await http.GetAsync(new Uri(server, path));
            var bytes = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            var ours = await File.ReadAllBytesAsync($"{folder}/files{path}");
            if (!bytes.SequenceEqual(ours))
                throw new InvalidOperationException($"{path}: nginx sends other bytes");
            tags[path] = answer.Headers.ETag!.ToString();
        }

        return tags;
    }

    private static async Task ListeningAsync(HttpClient http, Uri server)
    {
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                using var answer = await http.GetAsync(server);
                return;
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(50);
            }
        }
    }
}
