using Sessions.Benchmarks.Feed;

return args switch
{
    ["feed", .. var rest] => await FeedBenchmark.RunAsync(rest),
    ["feed-serve", .. var rest] => await FeedServer.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: Sessions.Benchmarks feed [seconds rounds]");
    return 2;
}
