using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Sessions.Hosts.Tests.Cli;

/// <summary>A command that runs. It does not outlive its disposal.</summary>
internal sealed class CliCommand : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _err = new();
    private readonly Task _read;

    public CliCommand(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _read = Task.WhenAll(ReadAsync(_process.StandardOutput, _out), ReadAsync(_process.StandardError, _err));
    }

    public string Out => Text(_out);

    public string Err => Text(_err);

    /// <summary>Waits for the first line that starts so, on either stream, and returns the rest of it.</summary>
    public async Task<string> LineAsync(string start, TimeSpan patience)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < patience)
        {
            var ended = _read.IsCompleted;
            if (Find(start) is { } rest)
                return rest;

            if (ended)
                break;

            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"no line '{start}'\n--- out\n{Out}\n--- err\n{Err}");
    }

    public async Task<CliResult> EndAsync(TimeSpan patience)
    {
        try
        {
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(patience);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"still running after {patience}\n--- out\n{Out}\n--- err\n{Err}", e);
        }

        await _read;
        return new(_process.ExitCode, Out, Err);
    }

    /// <summary>As kill -9 does: nothing in the process hears of it.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();

        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Sends a signal, by its name without SIG.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await _read;
        _process.Dispose();
    }

    private static async Task ReadAsync(StreamReader reader, StringBuilder into)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (into)
                into.AppendLine(line);
        }
    }

    private static string Text(StringBuilder builder)
    {
        lock (builder)
            return builder.ToString();
    }

    // A line counts once it has ended: half an address is none.
    private string? Find(string start) => (Out + Err)
        .Split('\n')
        .SkipLast(1)
        .Select(line => line.Trim())
        .FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))?[start.Length..].Trim();
}
