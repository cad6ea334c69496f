using System.Text.Encodings.Web;
using System.Text.Json;
using Sessions.Cli.Client;
using Sessions.Web.Api;
using Spectre.Console;

namespace Sessions.Cli.Output;

/// <summary>Results go to standard output, everything said about them to standard error.</summary>
internal sealed class Terminal
{
    private static readonly JsonSerializerOptions Readable = new(ApiJson.Options)
    {
        WriteIndented = true,

        // A terminal is no HTML page: names keep their letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private Terminal(bool json, IAnsiConsole results, IAnsiConsole prose)
    {
        Json = json;
        Results = results;
        Prose = prose;
    }

    /// <summary>Only one JSON document may go to standard output.</summary>
    public bool Json { get; }

    public IAnsiConsole Results { get; }

    public IAnsiConsole Prose { get; }

    /// <summary>Whether someone sits there who can be asked.</summary>
    public static bool CanAsk => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    public static Terminal Create(bool json, bool plain) => new(
        json, Open(Console.Out, plain || Console.IsOutputRedirected), Open(Console.Error, plain || Console.IsErrorRedirected));

    /// <summary>Writes the one document.</summary>
    public static void WriteJson(object document) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(document, Readable));

    public async Task FailAsync(string sentence)
    {
        if (Json)
            WriteJson(new { error = sentence });
        await Console.Error.WriteLineAsync($"sessions: {sentence}");
    }

    /// <summary>Every problem on a line of its own, then how many they are.</summary>
    public async Task FailAsync(ProblemsException problems)
    {
        if (Json)
            WriteJson(new ProblemsDocument(problems.Problems));
        foreach (var problem in problems.Problems)
            await Console.Error.WriteLineAsync(problem.ToString());
        await Console.Error.WriteLineAsync($"sessions: {problems.Message}");
    }

    // A pipe has no width: a line stays a line.
    private static IAnsiConsole Open(TextWriter writer, bool plain)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (plain)
            console.Profile.Width = 1000;
        return console;
    }
}
