using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Sessions.Adapters.Database;
using Sessions.Adapters.Scheduling;
using Sessions.Ledger;

namespace Sessions.Benchmarks.Mail;

/// <summary>One look at the outbox, in a process of its own, so that its memory is the sending's alone.</summary>
internal static class Sender
{
    /// <summary>Prints <c>seconds cpuSeconds managedMiB peakRssMiB</c>.</summary>
    /// <param name="args">The ledger's folder, the server's port, the number of connections.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var (port, connections) = (Number(args[1]), Number(args[2]));
        using var host = LedgerFile.Open(args[0], port, connections);
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
        return 0;
    }

    // proc(5): VmHWM, in kB.
    private static double PeakRss()
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return Number(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal)) / 1024.0;
    }

    private static int Number(string text) => int.Parse(text.Trim(), CultureInfo.InvariantCulture);
}
