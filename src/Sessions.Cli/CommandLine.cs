using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Sessions.Cli.Client;
using Sessions.Cli.Commands;
using Sessions.Cli.Output;

namespace Sessions.Cli;

/// <summary>The verbs and what they share.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = Root();
        var parsed = root.Parse(args);
        List<string> wrong = [.. parsed.Errors.Select(e => e.Message), .. UnknownOptions(parsed)];
        if (wrong.Count > 0)
        {
            foreach (var sentence in wrong)
                await Console.Error.WriteLineAsync($"sessions: {sentence}");
            await Console.Error.WriteLineAsync("See: sessions --help");
            return ExitCode.WrongUsage;
        }

        return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
    }

    // The parser takes an option it does not know for an argument where one may stand; no course begins with a dash.
    private static IEnumerable<string> UnknownOptions(ParseResult parsed) => parsed.CommandResult.Tokens
        .Where(t => t.Value.StartsWith('-'))
        .Select(t => $"there is no option '{t.Value}'");

    internal static RootCommand Root()
    {
        var shared = new SharedOptions();
        return new("Live sessions of an online course: meetings, invitations, recordings, links.")
        {
            shared.Server,
            shared.Json,
            shared.NoColor,
            DemoCommand.Create(shared),
            UpCommand.Create(shared),
            PlanCommand.Create(shared),
            SetupCommand.Create(shared),
            StatusCommand.Create(shared),
            LogCommand.Create(shared),
            AttendanceCommand.Create(shared),
            RecordingCommand.Create(shared),
            CancelCommand.Create(shared),
            ResendCommand.Create(shared),
            LinksCommand.Create(shared),
        };
    }
}

/// <summary>The options that every verb takes.</summary>
internal sealed class SharedOptions
{
    public Option<string?> Server { get; } = new("--server")
    {
        Description = "The web host's address; SESSIONS_SERVER, or the one `up` runs here, if not given.",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "One JSON document on standard output, nothing else.",
        Recursive = true,
    };

    public Option<bool> NoColor { get; } = new("--no-color")
    {
        Description = "Plain text. NO_COLOR in the environment says the same.",
        Recursive = true,
    };

    /// <summary>Wraps a verb: one terminal, one place where failures become a sentence and an exit code.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The command's boundary: a script gets an exit code, whatever happened.")]
    public Func<ParseResult, CancellationToken, Task<int>> Run(
        Func<ParseResult, Terminal, CancellationToken, Task<int>> verb) =>
        async (parsed, cancel) =>
        {
            var terminal = Terminal.Create(json: parsed.GetValue(Json), plain: parsed.GetValue(NoColor));
            try
            {
                return await verb(parsed, terminal, cancel);
            }
            catch (ProblemsException e)
            {
                await terminal.FailAsync(e);
                return e.ExitCode;
            }
            catch (CliException e)
            {
                await terminal.FailAsync(e.Message);
                return e.ExitCode;
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                await terminal.FailAsync("stopped");
                return ExitCode.Failed;
            }
            catch (Exception e)
            {
                await terminal.FailAsync(Explanation.Of(e) ?? $"this was not foreseen, please report it:\n{e}");
                return ExitCode.Failed;
            }
        };
}
