using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Sessions.Benchmarks.Mail;

/// <summary>Postfix's <c>smtp-sink</c> on a loopback port: takes every message and keeps none.</summary>
internal sealed class Sink : IAsyncDisposable
{
    private readonly Process _process;

    private Sink(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static async Task<Sink> StartAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            string[] user = Environment.IsPrivilegedProcess ? ["-u", "nobody"] : [];
            var process = Tools.Start("smtp-sink", [.. user, Address(port), "1024"]);
            if (await ListensAsync(port, process))
                return new Sink(process, port);

            process.Dispose();
            if (attempt == 5)
                throw new InvalidOperationException("smtp-sink did not start: is Debian's package postfix installed?");
        }
    }

    /// <summary>Postfix's own generator.</summary>
    /// <param name="kept">Connections stay open (-d); by itself it makes one for every message.</param>
    /// <returns>Messages in a second.</returns>
    public async Task<double> MeasureSourceAsync(int messages, int bytes, int sessions, bool kept)
    {
        string[] keep = kept ? ["-d"] : [];
        var clock = Stopwatch.StartNew();
        await Tools.RunAsync(
            "smtp-source",
            [.. keep, "-s", Text(sessions), "-m", Text(messages), "-l", Text(bytes), "-f", "becky.russell@example.org",
             "-t", "ana.ruiz@example.net", Address(Port)]);
        return messages / clock.Elapsed.TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static async Task<bool> ListensAsync(int port, Process process)
    {
        while (!process.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return true;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }
        }

        return false;
    }
}
