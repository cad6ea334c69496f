using System.Globalization;
using Sessions.Recordings;

namespace Sessions.Benchmarks.Move;

/// <summary>
/// One recording from nginx into Azurite: ours, rclone with the same proof, and what the storage takes at most; then
/// the memory it takes for little and for much. Each measurement has an Azurite of its own.
/// </summary>
internal static class MoveBenchmark
{
    private const long MiB = 1024 * 1024;

    private static readonly long[] Sizes = [100, 4096];

    public static async Task<int> RunMemoryAsync()
    {
        var folder = Directory.CreateTempSubdirectory("sessions-move-benchmark-").FullName;
        try
        {
            await MeasureMemoryAsync(folder);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <param name="args">MiB and rounds; 1024 and 3 when left out.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var (size, rounds) = (Number(args, 0, 1024), Number(args, 1, 3));
        var folder = Directory.CreateTempSubdirectory("sessions-move-benchmark-").FullName;
        try
        {
            await CompareAsync(folder, size, rounds);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CompareAsync(string folder, long size, long rounds)
    {
        await using var teams = await OpenAsync(folder, size);
        Say("| round | sessions | CPU s | peak MiB | rclone copyurl + check | CPU s | peak MiB | times as fast | Put Block | of it | and Get Blob | of both |");
        Say("|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (var round = 1; round <= rounds; round++)
        {
            var (ours, _) = await MoveAsync(teams);
            var (copy, check) = await RcloneAsync(teams);
            var theirs = copy + check;
            var (put, got) = await RawAsync(size * MiB);
            Say(
                "| {0} | {1:0.0} s | {2:0.0} | {3:0} | {4:0.0} + {5:0.0} s | {6:0.0} | {7:0} | {8:0.00} | {9:0.0} s, {10:0} MiB/s | {11:0.00} | {12:0.0} s | {13:0.00} |",
                round, ours.Seconds, ours.Cpu, ours.Peak, copy.Seconds, check.Seconds, theirs.Cpu, theirs.Peak,
                theirs.Seconds / ours.Seconds, put, size / put, put / ours.Seconds, got, (put + got) / ours.Seconds);
        }
    }

    private static async Task MeasureMemoryAsync(string folder)
    {
        Say("| MiB | seconds | CPU s per GiB | idle MiB | peak MiB | added |");
        Say("|---|---|---|---|---|---|");
        foreach (var size in Sizes)
        {
            await using var teams = await OpenAsync(folder, size);
            var (cost, idle) = await MoveAsync(teams);
            Say(
                "| {0} | {1:0.0} | {2:0.0} | {3:0.0} | {4:0.0} | {5:0.0} |",
                size, cost.Seconds, cost.Cpu * 1024 / size, idle, cost.Peak, cost.Peak - idle);
        }
    }

    private static async Task<Teams> OpenAsync(string folder, long size)
    {
        var film = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "films")).FullName, "film.mp4");
        await Film.WriteAsync(film, size * MiB);
        return await Teams.StartAsync(folder, film);
    }

    private static async Task<(Cost Cost, double Idle)> MoveAsync(Teams teams)
    {
        await using var storage = await Storage.StartAsync();
        var own = Directory.CreateTempSubdirectory("sessions-move-worker-").FullName;
        var said = await Beside.AskAsync(
            Environment.ProcessPath!, "move-once", teams.Address, storage.ConnectionString, own);
        Directory.Delete(own, recursive: true);
        var numbers = said.Trim().Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return (new(numbers[0], numbers[1], numbers[3]), numbers[2]);
    }

    private static async Task<(Cost Copy, Cost Check)> RcloneAsync(Teams teams)
    {
        await using var storage = await Storage.StartAsync();
        (string, string)[] remotes =
        [
            ("RCLONE_CONFIG", "/dev/null"),
            ("RCLONE_CONFIG_WEB_TYPE", "http"), ("RCLONE_CONFIG_WEB_URL", teams.Folder),
            ("RCLONE_CONFIG_AZ_TYPE", "azureblob"), ("RCLONE_CONFIG_AZ_USE_EMULATOR", "true"),
            ("RCLONE_CONFIG_AZ_ENDPOINT", storage.Endpoint),
        ];
        return (
            await Beside.TimeAsync(remotes, "rclone", "copyurl", $"{teams.Folder}film.mp4", "az:films/film.mp4"),
            await Beside.TimeAsync(remotes, "rclone", "check", "--download", "web:", "az:films"));
    }

    private static async Task<(double Put, double Got)> RawAsync(long bytes)
    {
        await using var storage = await Storage.StartAsync();
        var said = await Beside.AskAsync(
            Environment.ProcessPath!, "move-raw", storage.Endpoint, Text(bytes), Text(MoveLimits.Default.BlockSize),
            Text(MoveLimits.Default.BlocksInFlight));
        var numbers = said.Trim().Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return (numbers[0], numbers[1]);
    }

    private static long Number(string[] args, int index, long otherwise) =>
        index < args.Length ? long.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Say(string format, params object[] values) =>
        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, format, values));
}
