using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Sessions.Adapters.Database;
using Sessions.Adapters.Scheduling;
using Sessions.Ledger;

namespace Sessions.Benchmarks.Mail;

/// <summary>Looks at outboxes, in a process of its own, so that its memory is the sending's alone.</summary>
internal static class Sender
{
    /// <summary>Prints a line <c>seconds cpuSeconds managedMiB peakRssMiB</c> for each ledger, one after another.</summary>
    /// <param name="args">The server's port, the number of connections, the folders of the ledgers.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        foreach (var folder in args[2..])
            await SendAsync(folder, Number(args[0]), Number(args[1]));
        return 0;
    }

    private static async Task SendAsync(string folder, int port, int connections)
    {
        using var host = LedgerFile.Open(folder, port, connections);
        await host.Services.GetRequiredService<ILedgerStart>().PrepareAsync(CancellationToken.None);
        var handler = host.Services.GetRequiredService<IAgendaHandler>();

        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await handler.LookAsync(AgendaItem.Outbox, CancellationToken.None);
        clock.Stop();
        cpu = Environment.CpuUsage.TotalTime - cpu;

        var managed = GC.GetTotalMemory(forceFullCollection: true) / 1048576.0;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:0.000} {cpu.TotalSeconds:0.000} {managed:0.0} {PeakRss():0.0}"));
    }

    // proc(5): VmHWM, in kB.
    private static double PeakRss()
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return Number(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal)) / 1024.0;
    }

    private static int Number(string text) => int.Parse(text.Trim(), CultureInfo.InvariantCulture);
}
