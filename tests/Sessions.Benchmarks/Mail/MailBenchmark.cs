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
        Say("| round | smtp-source -s {0} | just started | share | at work | share | CPU a message | smtp-source -d -s {0} | share |", connections);
        Say("|---|---|---|---|---|---|---|---|---|");
        for (var round = 1; round <= rounds; round++)
        {
            var kept = await sink.MeasureSourceAsync(messages, bytes, connections, kept: true);
            var fresh = await sink.MeasureSourceAsync(messages, bytes, connections, kept: false);
            // The second outbox shows the worker once the just-in-time compiler has done its part.
            var sent = await SendAsync(sink.Port, connections, messages, messages);
            var (first, ours) = (messages / sent[0].Seconds, messages / sent[1].Seconds);
            Say(
                "| {0} | {1:0}/s | {2:0}/s | {3:0.00} | {4:0}/s | {5:0.00} | {6:0.00} ms | {7:0}/s | {8:0.00} |",
                round, fresh, first, first / fresh, ours, ours / fresh, sent[1].Cpu * 1000 / messages, kept, ours / kept);
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
            var sent = (await SendAsync(port, connections, amount)).Single();
            Say("| {0} | {1:0}/s | {2:0.0} MiB | {3:0} MiB |", amount, amount / sent.Seconds, sent.Managed, sent.Peak);
        }
    }

    /// <summary>One worker's process, and an outbox for each amount.</summary>
    private static async Task<Sending[]> SendAsync(int port, int connections, params int[] amounts)
    {
        var folder = Directory.CreateTempSubdirectory("sessions-mail-benchmark-");
        try
        {
            var ledgers = amounts.Select((_, i) => folder.CreateSubdirectory(Text(i)).FullName).ToArray();
            foreach (var (ledger, amount) in ledgers.Zip(amounts))
                await LedgerFile.FillAsync(ledger, amount);

            return await SendAsync(port, connections, ledgers);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Sending[]> SendAsync(int port, int connections, params string[] ledgers)
    {
        var said = await Tools.RunAsync(
            Environment.ProcessPath!, ["mail-send", Text(port), Text(connections), .. ledgers]);
        return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Sending.Parse)];
    }

    // As they stand in files, which is what goes over the wire but for the doubled dots.
    private static async Task<int> AverageSizeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("sessions-mail-benchmark-");
        try
        {
            await LedgerFile.FillAsync(folder.FullName, 100);
            await SendAsync(port: 0, connections: 1, folder.FullName);
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

    private sealed record Sending(double Seconds, double Cpu, double Managed, double Peak)
    {
        public static Sending Parse(string line)
        {
            var numbers = line.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            return new(numbers[0], numbers[1], numbers[2], numbers[3]);
        }
    }
}
