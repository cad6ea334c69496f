using System.Globalization;

namespace Sessions.Benchmarks.Mail;

/// <summary>
/// Personal invitations from the outbox to a loopback sink, beside <c>smtp-source</c> with as many messages of the
/// same size to the same sink in the same run; and the sender's memory, for few messages and for many.
/// </summary>
internal static class MailBenchmark
{
    private static readonly int[] Amounts = [1_000, 10_000, 100_000];

    /// <param name="args">Messages, connections, rounds; 10000, 3 and 3 when left out.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var (messages, connections, rounds) = (Number(args, 0, 10_000), Number(args, 1, 3), Number(args, 2, 3));
        var bytes = await AverageSizeAsync();
        await using var sink = await Sink.StartAsync();
        Say($"{messages} invitations of {bytes} bytes, {connections} connections, {rounds} rounds");
        Say("| round | smtp-source -s {0} | sessions | share | smtp-source -d -s {0} | share | CPU a message |", connections);
        Say("|---|---|---|---|---|---|---|");
        for (var round = 1; round <= rounds; round++)
        {
            var kept = await sink.MeasureSourceAsync(messages, bytes, connections, kept: true);
            var fresh = await sink.MeasureSourceAsync(int.Min(messages, 2_000), bytes, connections, kept: false);
            var sent = await SendAsync(messages, sink.Port, connections);
            var ours = messages / sent.Seconds;
            Say(
                "| {0} | {1:0}/s | {2:0}/s | {3:0.00} | {4:0}/s | {5:0.00} | {6:0.00} ms |",
                round, fresh, ours, ours / fresh, kept, ours / kept, sent.Cpu * 1000 / messages);
        }

        if (args.Length == 0)
            await MeasureMemoryAsync(sink.Port, connections);

        return 0;
    }

    private static async Task MeasureMemoryAsync(int port, int connections)
    {
        Say("| messages | rate | managed after | peak RSS |");
        Say("|---|---|---|---|");
        foreach (var amount in Amounts)
        {
            var sent = await SendAsync(amount, port, connections);
            Say("| {0} | {1:0}/s | {2:0.0} MiB | {3:0} MiB |", amount, amount / sent.Seconds, sent.Managed, sent.Peak);
        }
    }

    private static async Task<Sending> SendAsync(
        int messages, int port, int connections)
    {
        var folder = Directory.CreateTempSubdirectory("sessions-mail-benchmark-");
        try
        {
            await LedgerFile.FillAsync(folder.FullName, messages);
            return await SendAsync(folder.FullName, port, connections);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Sending> SendAsync(
        string folder, int port, int connections)
    {
        var said = await Tools.RunAsync(
            Environment.ProcessPath!, ["mail-send", folder, Text(port), Text(connections)]);
        var numbers = said.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return new(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    // As they stand in files, which is what goes over the wire but for the doubled dots.
    private static async Task<int> AverageSizeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("sessions-mail-benchmark-");
        try
        {
            await LedgerFile.FillAsync(folder.FullName, 100);
            await SendAsync(folder.FullName, port: 0, connections: 1);
            return (int)new DirectoryInfo(Path.Combine(folder.FullName, "mail")).GetFiles().Average(file => file.Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Number(string[] args, int index, int otherwise) =>
        index < args.Length ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Say(string format, params object[] values) =>
        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, format, values));

    private sealed record Sending(double Seconds, double Cpu, double Managed, double Peak);
}
