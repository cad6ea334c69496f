using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Sessions.Benchmarks.Move;

/// <summary>A program beside us that does not outlive its disposal.</summary>
internal sealed class Beside : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private Beside(Process process) => _process = process;

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<Beside> ServeAsync(int port, string program, params string[] arguments)
    {
        var beside = new Beside(Start(program, arguments, []));
        var began = Stopwatch.GetTimestamp();
        while (!await ListensAsync(port))
        {
            if (beside._process.HasExited || Stopwatch.GetElapsedTime(began) > StartPatience)
                throw new InvalidOperationException($"{program} does not listen on {port}");
            await Task.Delay(50);
        }
        return beside;
    }

    /// <summary>Runs it to its end under <c>time</c>.</summary>
    public static async Task<Cost> TimeAsync(
        IEnumerable<(string Name, string Value)> variables, string program, params string[] arguments)
    {
        var report = Path.GetTempFileName();
        using var process = Start("/usr/bin/time", ["-o", report, "-f", "%e %U %S %M", program, .. arguments], variables);
        await process.WaitForExitAsync();
        var said = await File.ReadAllLinesAsync(report);
        File.Delete(report);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}");
        var numbers = said[^1].Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return new(numbers[0], numbers[1] + numbers[2], numbers[3] / 1024);
    }

    /// <summary>Runs it to its end and returns what it printed.</summary>
    public static async Task<string> AskAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments, []);
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? said
            : throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Start(
        string program, string[] arguments, IEnumerable<(string Name, string Value)> variables)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <param name="Seconds">By the clock on the wall.</param>
/// <param name="Cpu">Seconds, of the client alone.</param>
/// <param name="Peak">Resident MiB.</param>
internal sealed record Cost(double Seconds, double Cpu, double Peak)
{
    public static Cost operator +(Cost one, Cost other) =>
        new(one.Seconds + other.Seconds, one.Cpu + other.Cpu, double.Max(one.Peak, other.Peak));
}
