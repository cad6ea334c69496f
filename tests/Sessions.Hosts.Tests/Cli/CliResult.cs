using System.Text.Json;

namespace Sessions.Hosts.Tests.Cli;

/// <summary>What a command left behind.</summary>
internal sealed record CliResult(int ExitCode, string Out, string Err)
{
    /// <summary>Standard output as the one JSON document that it has to be.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>Fails with everything the command said when it did not end so.</summary>
    public CliResult Ended(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit {ExitCode} instead of {exitCode}\n--- out\n{Out}\n--- err\n{Err}");
        return this;
    }
}
