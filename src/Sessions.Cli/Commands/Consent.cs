using Sessions.Cli.Output;
using Spectre.Console;

namespace Sessions.Cli.Commands;

/// <summary>Nothing is mailed to anyone before somebody has said yes.</summary>
internal static class Consent
{
    /// <param name="would">What would happen, to follow "this would".</param>
    /// <exception cref="CliException">Nobody is there who could be asked.</exception>
    public static async Task<bool> AskAsync(
        Terminal terminal, string question, string would, CancellationToken cancel)
    {
        if (terminal.Json || !Terminal.CanAsk)
        {
            throw new CliException(
                ExitCode.WrongUsage, $"this would {would} and nobody can be asked: say --yes if that is meant");
        }

        var agreed = await new ConfirmationPrompt(question) { DefaultValue = false }.ShowAsync(terminal.Prose, cancel);
        if (!agreed)
            terminal.Prose.WriteLine("Nothing was changed.");
        return agreed;
    }
}
