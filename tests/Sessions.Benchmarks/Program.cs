using Sessions.Benchmarks.Move;

return args switch
{
    ["move", .. var rest] => await MoveBenchmark.RunAsync(rest),
    ["move-memory"] => await MoveBenchmark.RunMemoryAsync(),
    ["move-once", .. var rest] => await Mover.RunAsync(rest),
    ["move-raw", .. var rest] => await RawBlocks.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: Sessions.Benchmarks move [MiB rounds]");
    return 2;
}
