using Sessions.Benchmarks.Feed;
using Sessions.Benchmarks.Mail;
using Sessions.Benchmarks.Move;

return args switch
{
    ["feed", .. var rest] => await FeedBenchmark.RunAsync(rest),
    ["feed-serve", .. var rest] => await FeedServer.RunAsync(rest),
    ["mail", .. var rest] => await MailBenchmark.RunAsync(rest),
    ["mail-send", .. var rest] => await Sender.RunAsync(rest),
    ["move", .. var rest] => await MoveBenchmark.RunAsync(rest),
    ["move-memory"] => await MoveBenchmark.RunMemoryAsync(),
    ["move-once", .. var rest] => await Mover.RunAsync(rest),
    ["move-raw", .. var rest] => await RawBlocks.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: Sessions.Benchmarks feed [seconds rounds] | mail [messages connections rounds] | move [MiB rounds] | move-memory");
    return 2;
}
