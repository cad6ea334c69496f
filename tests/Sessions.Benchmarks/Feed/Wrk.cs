using System.Diagnostics;
using System.Globalization;

namespace Sessions.Benchmarks.Feed;

/// <summary>What wrk counted.</summary>
/// <param name="Wrong">Answers other than 2xx and 3xx, and broken connections.</param>
internal sealed record WrkResult(double PerSecond, long Requests, long Wrong)
{
    /// <param name="output">With the line that our script writes at the end.</param>
    public static WrkResult Read(string output)
    {
        var line = output.Split('\n').Last(l => l.StartsWith(Wrk.Mark, StringComparison.Ordinal));
        var numbers = line.Split(' ')[1..].Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return new(numbers[0] * 1e6 / numbers[1], numbers[0], numbers[2]);
    }
}

/// <summary>Loads one server: 32 connections, every learner's feed in turn.</summary>
internal static class Wrk
{
    public const string Mark = "counted";

    private const string Script = $$"""
        local requests, next = {}, 0
        function init(args)
          for line in io.lines(args[1]) do
            local path, tag = line:match("^(%S+) ?(.*)$")
            local headers = {}
            if tag ~= "" then headers["If-None-Match"] = tag end
            requests[#requests + 1] = wrk.format("GET", path, headers)
          end
        end
        function request()
          next = next % #requests + 1
          return requests[next]
        end
        function done(summary)
          local wrong = summary.errors
          print(string.format("{{Mark}} %d %d %d", summary.requests, summary.duration,
            wrong.connect + wrong.read + wrong.write + wrong.timeout + wrong.status))
        end
        """;

    /// <param name="asked">Each a path, and the tag that is known of it, or an empty one.</param>
    public static async Task<WrkResult> RunAsync(
        string folder, Uri server, IEnumerable<(string Path, string Tag)> asked, int seconds)
    {
        var (script, list) = (Path.Combine(folder, "load.lua"), Path.Combine(folder, "asked"));
        await File.WriteAllTextAsync(script, Script);
        await File.WriteAllLinesAsync(list, asked.Select(a => $"{a.Path} {a.Tag}"));
        string[] arguments = ["-t1", "-c32", $"-d{seconds}s", "-s", script, server.AbsoluteUri, "--", list];
        using var wrk = Process.Start(
            new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        return wrk.ExitCode == 0
            ? WrkResult.Read(output)
            : throw new InvalidOperationException($"wrk ended with exit code {wrk.ExitCode}: {output}");
    }
}
