using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sessions.Adapters.Tests.Parsers;

/// <summary>
/// A parser of others' as a program. In: for each calendar its length in octets, a line feed, the octets. Out: one
/// line of JSON an event, a <see cref="ReadEvent"/>. What it cannot read ends it with a sentence and exit code 1.
/// </summary>
public sealed class CalendarReader(string name, Func<Task<string[]>> command)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public string Name => name;

    public async Task<List<ReadEvent>> ReadAsync(IReadOnlyList<byte[]> calendars)
    {
        var (code, said, wrong) = await RunAsync(await command(), input => WriteAsync(calendars, input));
        Assert.True(code == 0, $"{name} ended with {code}: {wrong}");
        return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<ReadEvent>(line, JsonSerializerOptions.Web)!)];
    }

    /// <summary>Runs a program to its end with what is written to its standard input.</summary>
    public static async Task<(int Code, string Out, string Err)> RunAsync(
        string[] command, Func<Stream, Task> write, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (key, value) in variables)
            start.Environment[key] = value;
        using var process = Process.Start(start)!;
        try
        {
            var said = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var wrong = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await FeedAsync(process, write);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
            return (process.ExitCode, await said, await wrong);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static async Task FeedAsync(Process process, Func<Stream, Task> write)
    {
        try
        {
            await using var input = process.StandardInput.BaseStream;
            await write(input);
        }
        catch (IOException)
        {
            // It ended before it had read everything; its exit code and its words say why.
        }
    }

    private static async Task WriteAsync(IReadOnlyList<byte[]> calendars, Stream input)
    {
        foreach (var calendar in calendars)
        {
            await input.WriteAsync(Encoding.ASCII.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{calendar.Length}\n")));
            await input.WriteAsync(calendar);
        }

        await input.FlushAsync();
    }
}
