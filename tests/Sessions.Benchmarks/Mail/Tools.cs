using System.Diagnostics;

namespace Sessions.Benchmarks.Mail;

/// <summary>Programs beside us.</summary>
internal static class Tools
{
    public static Process Start(string program, IEnumerable<string> arguments)
    {
        // Debian keeps Postfix's tools where only root's path leads.
        var found = File.Exists($"/usr/sbin/{program}") ? $"/usr/sbin/{program}" : program;
        return Process.Start(new ProcessStartInfo(found, arguments) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException($"{program} did not start");
    }

    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Start(program, arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}");
    }
}
